import { createDiagnose } from "../../api/diagnose.js";
import { createLocalize } from "../../api/localize.js";
import type { DiagnoseOptions, ReplyOptions } from "../../api/options.js";
import type { Audience, Diagnosis, Warning } from "../../base/diagnosis.js";
import type { JsonObject } from "../../base/json.js";
import { readContext } from "../../context/parse.js";
import { type ReadOptions, readTransaction } from "../../read/index.js";
import type { Profile } from "../../rules/files.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { type CauseExplanation, explainCause } from "../../words/explain.js";
import { type CodeMeaning, codeMeanings, publishedIn } from "../code-meanings.js";
import { redacted } from "../redacted.js";
import { briefDiagnosis, briefPreflight, fitting, namesLeftOut } from "./brief.js";
import { meant, quoted, ToolInputError } from "./failure.js";
import type { ToolInput, ToolName, ToolOutput } from "./schemas.js";

/** What holds where a call says nothing else. */
export interface Defaults {
  rules: CompiledRuleSet;
  locale?: string | undefined;
  audience?: Audience | undefined;
  profile?: string | Profile | undefined;
}

export type Tools = { [N in ToolName]: (input: ToolInput<N>) => Promise<ToolOutput<N>> | ToolOutput<N> };

/** The tools: each a pure function of its input. They throw the errors of the library, and `ToolInputError`. */
export function createTools(defaults: Defaults): Tools {
  const { rules } = defaults;
  const { assess, diagnose, preflight } = createDiagnose(() => rules);
  const { reply } = createLocalize(() => rules);

  const common = (input: Pick<ToolInput<"diagnose">, "locale" | "now" | "profile" | "audience">): DiagnoseOptions =>
    defined({
      locale: input.locale ?? defaults.locale,
      now: input.now,
      profile: input.profile ?? defaults.profile,
      audience: input.audience ?? defaults.audience ?? "agent",
    });

  return {
    async diagnose(input) {
      const { context, warnings, ...which } = transactionOf(input, defaults);
      const diagnosis = await diagnose(context, common(input));
      const brief = briefDiagnosis(diagnosis, [...warnings, ...diagnosis.warnings], which);
      return input.detail === "full" ? { ...withoutGaps(brief), ...inFull(diagnosis) } : brief;
    },

    async preflight(input) {
      const { context, warnings, ...which } = transactionOf(input, defaults);
      const found = await preflight(context, common(input));
      const brief = briefPreflight(found, [...warnings, ...readContext(context).warnings], which);
      return input.detail === "full" ? { ...withoutGaps(brief), full: { ...found } } : brief;
    },

    async reply(input) {
      const { context, warnings: _, ...which } = transactionOf(input, defaults);
      const { channel = "chat", handedOver, locale, now, profile = defaults.profile } = input;
      const assessment = await assess(context, defined({ now, profile }));
      const options: ReplyOptions = defined({ channel, handedOver, locale, now });
      const { subject, text, notes, locale: chosen } = reply(assessment, options);
      return { ...which, locale: chosen, channel, subject, text, notes: notes.map(({ message }) => message) };
    },

    explain_code({ code, provider, locale = defaults.locale, detail }) {
      const cause = provider === undefined ? explainCause(code.trim().toLowerCase(), locale, rules) : null;
      const meanings = codeMeanings(code, provider, rules.catalog);
      if (meanings === undefined) throw unknownProvider(provider ?? "", rules);
      if (cause === null && meanings.length === 0) throw unknownCode(code, provider, rules);
      // A code is explained with the one cause that it means, else with the one that a diagnosis would take it for.
      const causes = new Set(meanings.map(({ row }) => row.cause));
      const taken = provider === undefined ? undefined : rules.catalog.read({ failure: { provider, code } })?.codes[0];
      const [meant] = causes.size === 1 ? causes : [taken?.cause];
      const explained = cause ?? (meant == null ? null : explainCause(meant, locale, rules));
      return explanation(explained, meanings, rules, detail === "full");
    },

    redact: ({ text }) => ({ text: redacted(text) }),
  };
}

interface Found {
  context: JsonObject;
  warnings: readonly Warning[];
  /** From 1. */
  index: number;
  of: number;
}

/** The transaction that a call is about. @throws {ToolInputError} where it names none, or one that is not there. */
function transactionOf(input: ToolInput<"preflight">, { locale, rules }: Defaults): Found {
  const { text, context, index = 1 } = input;
  if ((text === undefined) === (context === undefined))
    throw new ToolInputError("Give either text, what was pasted, or context, the known facts.");
  if (context !== undefined) {
    if (index !== 1) throw new ToolInputError("index goes with text only: a context is one transaction.");
    return { context: context as JsonObject, warnings: [], index, of: 1 };
  }
  const options: ReadOptions = defined({ locale: input.locale ?? locale, rules });
  const { transactions, warnings } = readTransaction(text ?? "", options);
  const found = transactions[index - 1];
  const of = transactions.length;
  if (found === undefined)
    throw new ToolInputError(
      `The text has ${of} transaction${of === 1 ? "" : "s"}: index is 1${of === 1 ? "" : ` to ${of}`}.`,
    );
  return { context: found.context as JsonObject, warnings: of === 1 ? warnings : [], index, of };
}

/** The members that are there, without those that are undefined. */
const defined = <T extends object>(members: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

function withoutGaps<T extends { leftOut?: unknown }>({ leftOut: _, ...answer }: T): Omit<T, "leftOut"> {
  return answer;
}

/** All of a diagnosis. The packet holds members that the input named: as a text they are data like the rest of it. */
function inFull(diagnosis: Diagnosis): Pick<ToolOutput<"diagnose">, "full" | "packet"> {
  if (diagnosis.escalation === null) return { full: { ...diagnosis } };
  const { packet, ...escalation } = diagnosis.escalation;
  return { full: { ...diagnosis, escalation }, packet: JSON.stringify(packet) };
}

/** How many meanings a brief answer has. Many meanings are worth more than few with their sources. */
const MEANINGS = [{ most: 8, withSources: true }, ...[8, 6, 4, 2, 1].map((most) => ({ most, withSources: false }))];

function explanation(
  cause: CauseExplanation | null,
  meanings: readonly CodeMeaning[],
  rules: CompiledRuleSet,
  isFull: boolean,
): ToolOutput<"explain_code"> {
  const made = (most: number, withSources: boolean): ToolOutput<"explain_code"> => ({
    cause:
      cause === null
        ? null
        : {
            code: cause.code,
            title: cause.title,
            explanation: cause.explanation,
            needsHuman: cause.needsHuman,
            sensitive: cause.sensitive,
            remedies: cause.remedies.map(({ action, who, title, steps }) => ({
              action,
              who,
              title,
              ...(isFull ? { steps } : {}),
            })),
          },
    meanings: meanings.slice(0, most).map((meaning) => {
      const { table, scheme, row } = meaning;
      const source = withSources ? publishedIn(meaning) : undefined;
      return {
        provider: table.provider,
        scheme,
        code: row.code,
        meaning: row.meaning,
        cause: row.cause,
        retry: row.retry,
        party: rules.byCode.get(row.cause ?? "")?.file.party ?? null,
        ...(source === undefined ? {} : { source }),
      };
    }),
    of: meanings.length,
    ...namesLeftOut({
      meanings: meanings.length > most || (!withSources && meanings.length > 0),
      steps: !isFull && cause !== null,
    }),
  });
  return isFull
    ? made(Number.POSITIVE_INFINITY, true)
    : fitting(MEANINGS, ({ most, withSources }) => made(most, withSources));
}

function unknownProvider(provider: string, { catalog }: CompiledRuleSet): ToolInputError {
  const near = meant(
    provider,
    catalog.packs.map((pack) => pack.provider),
  );
  return new ToolInputError(
    `There is no table of ${quoted(provider)}${near || "."} Without provider, every table is searched.`,
  );
}

function unknownCode(code: string, provider: string | undefined, rules: CompiledRuleSet): ToolInputError {
  const where = provider === undefined ? "No cause and no table has" : `The table of ${quoted(provider)} does not have`;
  return new ToolInputError(`${where} the code ${quoted(code)}${meant(code, rules.causes) || "."}`);
}
