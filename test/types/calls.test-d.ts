import type * as z from "zod/mini";
import { composeRules, type RulePacks } from "../../src/api/core.js";
import {
  type CauseFile,
  type CauseText,
  type CodeTable,
  type DiagnoseOptions,
  type Diagnosis,
  diagnose,
  diagnoseMany,
  type InvalidContextError,
  loadRules,
  type ManyResult,
  parseContext,
  preflight,
  type RetryLimits,
  type RuleSet,
  type SomeWords,
  type TransactionContext,
  type Words,
} from "../../src/api/index.js";
import type { GenericTable } from "../../src/facts/code-table.js";
import type { codeTableSchema, genericTableSchema } from "../../src/facts/code-table-schema.js";
import type { causeFileSchema, causeTextSchema, someWordsSchema, wordsSchema } from "../../src/rules/file-schemas.js";
import stripe from "../../src/rules/generated/codes/stripe.js";
import id from "../../src/rules/generated/locales/id.js";
import type { retryLimitsSchema } from "../../src/rules/retry-limit-schema.js";

// Compiled by `tsc` with the rest of the tests, never run. A line marked @ts-expect-error must be refused.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;
/** An interface with its members written out, as an inferred type has them. */
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

// `diagnose` and `preflight` take a context, and the compiler checks a literal.
holds<Same<Parameters<typeof diagnose>[0], TransactionContext>>();
holds<Same<Parameters<typeof preflight>[0], TransactionContext>>();
export async function calls(foreign: unknown): Promise<void> {
  await diagnose({ transaction: { amount: "5", currency: "EUR" }, balance: { available: "1" } });
  await diagnose(parseContext(foreign));
  // @ts-expect-error a misspelt area
  await diagnose({ balanc: { available: "1" } });
  // @ts-expect-error a misspelt member
  await diagnose({ balance: { avaliable: "1" } });
  // @ts-expect-error a status that does not exist
  await diagnose({ transaction: { status: "declined" } });
  // @ts-expect-error a limit without its window
  await preflight({ limits: [{ max: "200" }] });
  // @ts-expect-error foreign data goes through parseContext
  await diagnose(foreign);
  // @ts-expect-error text goes through readTransaction
  await diagnose('{"transaction": {}}');
  // @ts-expect-error a promise is not its answer
  diagnose({}).verdict;
}

// Options.
export const options: DiagnoseOptions = { locale: "id", now: "2026-11-22T09:00:00Z", audience: "agent" };
// @ts-expect-error a time is a text with its offset
export const dated: DiagnoseOptions = { now: new Date() };
// @ts-expect-error an audience that does not exist
export const audience: DiagnoseOptions = { audience: "merchant" };
// @ts-expect-error an option that does not exist
export const language: DiagnoseOptions = { language: "id" };
// @ts-expect-error rules are made by loadRules
export const files: DiagnoseOptions = { rules: {} };
// @ts-expect-error a profile has at least a name and a source
export const profile: DiagnoseOptions = { profile: { channels: [] } };

// Many contexts: a result is a diagnosis or an error.
export async function many(contexts: AsyncIterable<TransactionContext>): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  for await (const result of diagnoseMany(contexts, { locale: "id" })) {
    holds<Same<typeof result, ManyResult>>();
    if (result.error === undefined) found.push(result.diagnosis);
    else holds<Same<typeof result.error, InvalidContextError>>();
  }
  diagnoseMany([{ network: { status: "offline" } }]);
  diagnoseMany(new Set([{}]));
  // @ts-expect-error a misspelt member of one of them
  diagnoseMany([{ network: { state: "offline" } }]);
  // @ts-expect-error one context is not many
  diagnoseMany({ network: {} });
  // @ts-expect-error a text is not many contexts
  diagnoseMany("contexts");
  return found;
}

// The types of rule files are what the schemas accept, and need no zod.
holds<Same<Plain<CauseFile>, Plain<z.infer<typeof causeFileSchema>>>>();
holds<Same<Plain<CauseText>, Plain<z.infer<typeof causeTextSchema>>>>();
holds<Same<Plain<SomeWords>, Plain<z.infer<typeof someWordsSchema>>>>();
holds<Same<Plain<Omit<Words, "shell" | "terminal">>, Plain<Omit<z.infer<typeof wordsSchema>, "shell" | "terminal">>>>();
holds<Same<Plain<CodeTable>, Plain<z.infer<typeof codeTableSchema>>>>();
holds<Same<Plain<RetryLimits>, Plain<z.infer<typeof retryLimitsSchema>>>>();
holds<Same<Plain<GenericTable>, Plain<z.infer<typeof genericTableSchema>>>>();

// A cause file given to loadRules is checked and completed.
const closed: CauseFile = {
  code: "merchant.closed",
  since: "1.0.0",
  rules: [
    {
      name: "shop_closed",
      certainty: "certain",
      when: { all: [{ fact: "extensions.shopOpen", operator: "equal", value: false }] },
      evidence: ["extensions.shopOpen"],
    },
  ],
  remedies: [{ action: "contact_merchant", who: "merchant", effort: "hours" }],
  text: { title: "The shop is closed", explanation: "The shop takes no payment now." },
};
const { code, since, rules, remedies, text } = closed;
const [who, effort] = ["customer", "days"] as const;
holds<Same<ReturnType<typeof loadRules>, RuleSet>>();
export const sets: RuleSet[] = [
  loadRules({ "merchant/closed.json": closed }),
  loadRules({ "merchant/closed.json": JSON.stringify(closed) }),
  loadRules({ "merchant/closed.json": { ...closed, sensitive: true } }),
  // @ts-expect-error a misspelt member
  loadRules({ "merchant/closed.json": { code, since, sensitiv: true, rules, remedies, text } }),
  // @ts-expect-error a cause needs its code
  loadRules({ "merchant/closed.json": { cod: code, since, rules, remedies, text } }),
  // @ts-expect-error an action that does not exist
  loadRules({ "merchant/closed.json": { ...closed, remedies: [{ action: "wait_untill", who, effort }] } }),
  loadRules({
    // @ts-expect-error an operator that does not exist
    "merchant/closed.json": { ...closed, replaces: [{ code, when: { fact: "now", operator: "is", value: 1 } }] },
  }),
  // @ts-expect-error a code table is not a cause
  loadRules({ "codes/acme.json": closed }),
  // @ts-expect-error words of a language, not texts of a cause
  loadRules({ "locales/vi/words.json": { "merchant.closed": { title: "a", explanation: "b" } } }),
];

// Packs are put together by kind.
export const packs: RulePacks = { codes: [stripe], locales: [id] };
composeRules(packs);
// @ts-expect-error a code table is not a language
composeRules({ locales: [stripe] });
// @ts-expect-error a language is not a code table
composeRules({ codes: [id] });
// @ts-expect-error a kind of pack that does not exist
composeRules({ providers: [stripe] });
// @ts-expect-error a rule set cannot be changed
composeRules(packs).causes.push("merchant.closed");
