import { createDiagnose } from "../../api/diagnose.js";
import type { DiagnoseOptions } from "../../api/options.js";
import type { Diagnosis } from "../../base/diagnosis.js";
import { InvalidContextError, UnreadableInputError } from "../../base/errors.js";
import { isJsonObject, type JsonObject, own } from "../../base/json.js";
import type { MessageParams } from "../../base/messages.js";
import { applyPatch } from "../../base/patch.js";
import { Wording } from "../../cli/wording.js";
import { type Reading, readTransaction } from "../../read/index.js";
import { createRedactor, redact, redactText } from "../../redact/index.js";
import { compiled } from "../../rules/rule-set.js";
import { defaultRules } from "../../rules/shipped.js";
import { formatMoney } from "../../words/money.js";
import { chooseLocale } from "../../words/render.js";
import type { Answer, Ask, Change, Difference, ListItem, Locale, NumberStyle, View } from "../protocol.js";
import { filled, pageWords } from "../words/index.js";
import { noteOf, packetMarkdown, replyOf } from "./letters.js";
import { messageText } from "./messages.js";
import { jsonText } from "./values.js";
import { askedFor, placed, viewOf } from "./view.js";

const { diagnose, preflight, handOver } = createDiagnose(defaultRules);

/** More of either tells a person nothing new. */
const MOST_REPAIRS = 200;
const MOST_WARNINGS = 50;

interface Read {
  text: string;
  numbers: string | null;
  reading: Reading | UnreadableInputError;
  /** Amounts of the text that can be read in two ways. */
  unsure: MessageParams[];
}

/** The last text is kept read: an answered question does not read a megabyte again. */
let last: Read | undefined;

function read(text: string, locale?: string): Reading | UnreadableInputError {
  try {
    return readTransaction(text, locale === undefined ? {} : { locale });
  } catch (error) {
    if (error instanceof UnreadableInputError) return error;
    throw error;
  }
}

/** A way of writing numbers decides only where the text itself leaves an amount open. */
function readText(text: string, numbers: string | null): Read {
  if (last?.text === text && last.numbers === numbers) return last;
  const reading = read(text);
  const said = reading instanceof UnreadableInputError ? [reading] : reading.warnings;
  const unsure = said.flatMap(({ code, params }) =>
    code === "amount_ambiguous" && params !== undefined ? [params] : [],
  );
  const decided = unsure.length > 0 && numbers !== null ? read(text, numbers) : reading;
  last = { text, numbers, reading: decided, unsure };
  return last;
}

/** Locales that decide an amount, one for each way of writing. */
const STYLES = [
  { locale: "id", decimal: ",", sample: "1.234,56" },
  { locale: "en", decimal: ".", sample: "1,234.56" },
];

/** What an open amount means in each way of writing. */
function stylesOf([first]: readonly MessageParams[], locale: Locale): NumberStyle[] {
  if (first === undefined) return [];
  const { text, grouped, decimal, plainly } = first as Record<string, string>;
  if (text === undefined || grouped === undefined || decimal === undefined) return [];
  const separator = /[.,]/.exec(text)?.[0];
  const language = new Intl.DisplayNames(locale, { type: "language" });
  return STYLES.map((style) => {
    const value = separator === style.decimal ? plainly : wholeText(grouped, locale);
    const values = {
      text,
      value: value ?? "",
      sample: style.sample,
      language: language.of(style.locale) ?? style.locale,
    };
    return { locale: style.locale, label: filled(pageWords[locale].numbers_reads, values) };
  });
}

/** "10 thousand" for whole thousands, in digits alone for the rest: separators are what is in doubt here. */
const wholeText = (digits: string, locale: Locale): string =>
  /000$/.test(digits) && digits.length <= 15
    ? new Intl.NumberFormat(locale, {
        notation: "compact",
        compactDisplay: "long",
        maximumSignificantDigits: 15,
      }).format(Number(digits))
    : digits;

/** The answer for one transaction of the text. Never throws because of data. */
export async function answerTo(ask: Ask): Promise<{ answer: Answer; reading: Reading | null }> {
  const empty = { repairs: [], repairCount: 0, warnings: [], count: 0, format: "", list: 0, styles: [] };
  const { id, text, locale } = ask;
  if (text.trim() === "") return { answer: { id, reading: empty, result: { kind: "empty" } }, reading: null };
  try {
    const { reading, unsure } = readText(text, ask.numbers);
    const styles = stylesOf(unsure, locale);
    if (reading instanceof UnreadableInputError) {
      const { line, column, excerpt, hint, code, params } = reading;
      const said = redactText(messageText({ code, message: hint, params }, locale));
      const result = { kind: "unreadable" as const, line, column, excerpt, hint: said };
      return { answer: { id, reading: { ...empty, styles }, result }, reading: null };
    }
    const count = reading.transactions.length;
    const chosen = reading.transactions[Math.min(ask.chosen, count - 1)] as Reading["transactions"][number];
    const redactor = createRedactor();
    const said = reading.warnings.slice(0, MOST_WARNINGS).map((warning) => ({
      text: redactor.text(placed(warning.path, messageText(warning, locale))),
      line: warning.line ?? null,
    }));
    const shown: Answer["reading"] = {
      ...empty,
      styles,
      repairs: reading.repairs.slice(0, MOST_REPAIRS),
      warnings: said,
      repairCount: reading.repairs.length,
      count,
      format: chosen.format,
    };
    const answered = await contextAnswer(chosen.context as JsonObject, ask);
    return { answer: { id, reading: shown, result: answered }, reading };
  } catch (error) {
    const message = redactText(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { answer: { id, reading: empty, result: { kind: "defect", message } }, reading: null };
  }
}

async function contextAnswer(pasted: JsonObject, ask: Ask): Promise<Answer["result"]> {
  try {
    return { kind: "view", view: await fullView(pasted, ask) };
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    const redactor = createRedactor();
    const issues = error.issues.map((issue) => redactor.text(placed(issue.path, messageText(issue, ask.locale))));
    return { kind: "invalid", issues };
  }
}

const applied = (context: JsonObject, changes: readonly Change[]): JsonObject =>
  changes.reduce((changed, { patch }) => applyPatch(changed, patch), context);

async function fullView(pasted: JsonObject, ask: Ask): Promise<View> {
  const { locale, changes } = ask;
  const given = await givenView(pasted, ask);
  if (changes.length === 0 || given.causes.length > 0 || (given.difference?.gone.length ?? 0) === 0) return given;
  // What is supposed clears everything: that is the next attempt, and nothing of it has failed. What is sent is about the one that did.
  const planned: Change = {
    id: "planned",
    label: "",
    patch: [{ op: "add", path: "/transaction", value: plannedTransaction(applied(pasted, changes)) }],
  };
  const next = await givenView(pasted, { ...ask, changes: [...changes, planned] });
  const { send } = await givenView(pasted, { ...ask, changes: [] });
  return { ...next, verdictText: pageWords[locale].verdict_clear, difference: given.difference, send };
}

const plannedTransaction = (context: JsonObject): JsonObject => {
  const transaction = own(context, "transaction");
  return { ...(isJsonObject(transaction) ? transaction : {}), status: "planned" };
};

/** The view of a transaction as it is, with what is supposed of it. */
async function givenView(pasted: JsonObject, ask: Ask): Promise<View> {
  const { locale, changes, asOf, profile } = ask;
  const rules = compiled(defaultRules());
  const context = applied(pasted, changes);
  const options: DiagnoseOptions = { locale, audience: "agent", profile };
  if (asOf !== null) options.now = asOf;
  const diagnosis = await diagnose(context, options);
  const planned = await preflight(context, options);
  const at = own(own(context, "transaction"), "at");
  const now = asOf ?? (typeof at === "string" ? at : undefined);
  const view = viewOf({ diagnosis, preflight: planned, context, now, rules, locale });
  const difference = changes.length === 0 ? null : await differenceOf(pasted, options, diagnosis, locale);
  const customerLocale = own(own(context, "customer"), "locale");
  const wish = ask.replyLocale ?? (typeof customerLocale === "string" ? customerLocale : locale);
  const replyLocale = chooseLocale(wish, rules).locale as Locale;
  const spoken = await diagnose(context, { ...options, locale: replyLocale, audience: "customer" });
  const escalation = diagnosis.escalation ?? (await handOver(context, options));
  const redactor = createRedactor();
  const history = own(context, "history");
  const complete = { ...view, difference };
  const handed = view.escalation ?? askedFor(escalation, new Wording(locale, rules));
  const supposed = changes.map(({ label }) => label);
  const remedies = new Map(
    diagnosis.causes.flatMap((cause) =>
      cause.remedies.map(({ action, title }) => [action, { action, title }] as const),
    ),
  );
  return {
    ...complete,
    send: {
      replyLocale,
      reply: redactor.text(replyOf(spoken, context, new Wording(replyLocale, rules, "customer"), rules)),
      note: redactor.text(noteOf(complete, supposed)),
      handOver: handed,
      packet: escalation.packet,
      packetJson: jsonText(escalation.packet),
      packetMarkdown: packetMarkdown(escalation.packet, complete, handed),
      remedies: [...remedies.values()],
      historyLength: Array.isArray(history) ? history.length : null,
      safeContext: jsonText(redact(context)),
    },
  };
}

async function differenceOf(
  pasted: JsonObject,
  options: DiagnoseOptions,
  after: Diagnosis,
  locale: Locale,
): Promise<Difference | null> {
  try {
    const before = await diagnose(pasted, options);
    const wording = new Wording(locale, compiled(defaultRules()));
    const codes = ({ causes }: Diagnosis): string[] => causes.map(({ code }) => code);
    const gone = codes(before).filter((code) => !codes(after).includes(code));
    const added = codes(after).filter((code) => !codes(before).includes(code));
    return {
      verdictBefore: wording.phrase(`verdict_${before.verdict}`),
      gone: wording.titles(gone, before.causes),
      added: wording.titles(added, after.causes),
    };
  } catch (error) {
    if (error instanceof InvalidContextError) return null;
    throw error;
  }
}

/** One line of the list of several transactions. */
export async function listItem(context: JsonObject, index: number, line: number, ask: Ask): Promise<ListItem> {
  const { locale, asOf, profile } = ask;
  const about = shortAbout(context, locale);
  try {
    const options: DiagnoseOptions = { locale, audience: "agent", profile };
    if (asOf !== null) options.now = asOf;
    const { verdict, causes } = await diagnose(context, options);
    const [first] = causes;
    return {
      index,
      line,
      about,
      verdict,
      code: first?.code ?? null,
      title: first?.title ?? pageWords[locale].no_cause,
    };
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    return { index, line, about, verdict: null, code: null, title: pageWords[locale].invalid };
  }
}

/** Amount and reference, or what there is of them. */
export function shortAbout(context: JsonObject, locale: Locale): string {
  const transaction = own(context, "transaction");
  const [amount, currency] = [own(transaction, "amount"), own(transaction, "currency")];
  const money =
    typeof amount === "string" && /^-?\d+(?:\.\d+)?$/.test(amount)
      ? formatMoney({ value: amount, currency: typeof currency === "string" ? currency : "" }, locale)
      : "";
  const reference = own(transaction, "reference") ?? own(transaction, "id");
  return [money, typeof reference === "string" ? redactText(reference) : ""].filter((text) => text !== "").join(" · ");
}
