import { PhraseMatcher } from "../facts/phrases.js";
import { generic as knownCodes } from "../rules/generated/generic.js";
import { phrases } from "../rules/generated/phrases.js";
import { providerNames } from "../rules/generated/provider-names.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import type { Adapter } from "./adapters/adapter.js";
import { generic } from "./adapters/generic.js";
import { adapters } from "./adapters/index.js";
import { shapeAdapters } from "./adapters/shape.js";
import { createReader } from "./reader.js";
import type { KnownWords } from "./text.js";

export type { ReadOptions, ReadProvider } from "./options.js";
export type { ReadFormat, Reading, ReadTransaction, Repair } from "./reader.js";
export { parseXml } from "./xml.js";

let words: KnownWords | undefined;
const knownWords = (): KnownWords => ({ ...knownCodes(), phrases: new PhraseMatcher(phrases()) });

const ownAdapters = new WeakMap<CompiledRuleSet, readonly Adapter[]>();

/** The adapters of a rule set's own tables; shipped tables come without their shapes, which the reader has already. */
function adaptersOf(rules: CompiledRuleSet): readonly Adapter[] {
  const known = ownAdapters.get(rules);
  if (known !== undefined) return known;
  const tables = rules.parts.codes.flatMap((pack) => (pack.hash === undefined ? [pack.load()] : []));
  const made = shapeAdapters(
    tables.flatMap(({ provider, mainScheme, shapes }) => (shapes ? [{ provider, mainScheme, shapes }] : [])),
  );
  ownAdapters.set(rules, made);
  return made;
}

/**
 * Reads the transactions in a text as people paste it (JSON of any kind, values printed by other languages, YAML, tables, forms, `curl`
 * commands, XML, a failure told in words) or in a parsed JSON value, such as the body of a webhook. What was not strict JSON is in `repairs`. What might change an amount is never repaired.
 *
 * Prefer the text where there is one: a parsed number of more than 15 digits, or one that JavaScript writes with an exponent, may have lost
 * digits. As `transaction.amount` it is refused. Any other such amount, and the amount of a provider's payload, is left out with a warning.
 * @throws {UnreadableInputError} when a part cannot be read without guessing, there is no transaction in it, or a value is no plain JSON.
 * Payloads of your own gateway are read where its table in `options.rules` says with `shapes` how.
 * @throws {InvalidContextError} when an option is unknown or faulty, at `/options/<name>`.
 * @example
 * import { diagnose, readTransaction } from "txwhy";
 *
 * const pasted = "payment failed: {'transaction': {'amount': 50, 'currency': 'EUR'}, 'network': {'status': 'offline'},}";
 * const { transactions, repairs } = readTransaction(pasted);
 * console.log(repairs.length > 0); // true
 * console.log((await diagnose(transactions[0].context)).causes[0]?.code); // network.offline
 *
 * const body = { error: { type: "card_error", code: "card_declined", decline_code: "insufficient_funds", message: "Declined." } };
 * console.log(readTransaction(body).transactions[0].format); // stripe.error
 */
export const readTransaction = /* @__PURE__ */ createReader(
  adapters,
  [generic],
  providerNames,
  () => (words ??= knownWords()),
  adaptersOf,
);
