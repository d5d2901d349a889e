import type { DiagnoseOptions } from "../../api/options.js";
import type { Diagnosis } from "../../base/diagnosis.js";
import { InvalidContextError, UnreadableInputError } from "../../base/errors.js";
import { type JsonObject, own } from "../../base/json.js";
import type { MessageParams } from "../../base/messages.js";
import { type Reading, readTransaction } from "../../read/index.js";
import { createRedactor, redact, redactText } from "../../redact/index.js";
import { chooseLocale } from "../../words/locale.js";
import { formatMoney } from "../../words/money.js";
import { Wording } from "../../words/wording.js";
import type { Ask, DiagnosisView, Difference, ListItem, NumberStyle, PageAnswer } from "../protocol.js";
import { filled, type Locale, pageWords } from "../words/index.js";
import { diagnosisOf, type Findings, forgetShown, inWords, shownOf, type Worded } from "./findings.js";
import { noteOf, packetMarkdown, replyOf } from "./letters.js";
import { messageText } from "./messages.js";
import { pageRules } from "./rules.js";
import { indentedJson } from "./values.js";
import { askedFor, placed, viewOf } from "./view.js";

/** Maximum number that is shown of each. */
const MOST_REPAIRS = 200;
const MOST_WARNINGS = 50;

interface Read {
  text: string;
  numbers: string | null;
  reading: Reading | UnreadableInputError;
  /** Parameters of the amounts that can be read in two ways. */
  unsure: MessageParams[];
}

/** The last text that was read: answering a question does not read a megabyte again. */
let last: Read | undefined;

function read(text: string, locale?: string): Reading | UnreadableInputError {
  try {
    return readTransaction(text, locale === undefined ? {} : { locale });
  } catch (error) {
    if (error instanceof UnreadableInputError) return error;
    throw error;
  }
}

/** Reads a text. The number format decides only where an amount can be read in two ways. */
function readText(text: string, numbers: string | null): Read {
  if (last?.text === text && last.numbers === numbers) return last;
  forgetShown();
  const reading = read(text);
  const said =
    reading instanceof UnreadableInputError ? [{ code: reading.reason, params: reading.params }] : reading.warnings;
  const unsure = said.flatMap(({ code, params }) =>
    code === "amount_ambiguous" && params !== undefined ? [params] : [],
  );
  const decided = unsure.length > 0 && numbers !== null ? read(text, numbers) : reading;
  last = { text, numbers, reading: decided, unsure };
  return last;
}

/** The number formats, each with a locale that uses it. */
const STYLES = [
  { locale: "id", decimal: ",", sample: "1.234,56" },
  { locale: "en", decimal: ".", sample: "1,234.56" },
];

/** The meaning of an ambiguous amount in each number format. */
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
    return { locale: style.locale, label: filled(pageWords(locale).numbers_reads, values) };
  });
}

/** "10 thousand" for whole thousands, else only digits, because the separators are in doubt. */
const wholeText = (digits: string, locale: Locale): string =>
  /000$/.test(digits) && digits.length <= 15
    ? new Intl.NumberFormat(locale, {
        notation: "compact",
        compactDisplay: "long",
        maximumSignificantDigits: 15,
      }).format(Number(digits))
    : digits;

/** The answer for one transaction of the text. Never throws because of data. */
export async function answerTo(ask: Ask): Promise<{ answer: PageAnswer; reading: Reading | null }> {
  const empty = { repairs: [], repairCount: 0, warnings: [], count: 0, format: "", list: 0, styles: [] };
  const { id, text, locale } = ask;
  if (text.trim() === "") {
    last = undefined;
    forgetShown();
    return { answer: { id, reading: empty, result: { kind: "empty" } }, reading: null };
  }
  try {
    const { reading, unsure } = readText(text, ask.numbers);
    const styles = stylesOf(unsure, locale);
    if (reading instanceof UnreadableInputError) {
      const { line, column, excerpt, hint, reason, params } = reading;
      const said = redactText(messageText({ code: reason, message: hint, params }, locale));
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
    const shown: PageAnswer["reading"] = {
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

async function contextAnswer(pasted: JsonObject, ask: Ask): Promise<PageAnswer["result"]> {
  try {
    return { kind: "view", view: await fullView(pasted, ask) };
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    const redactor = createRedactor();
    const issues = error.issues.map((issue) => redactor.text(placed(issue.path, messageText(issue, ask.locale))));
    return { kind: "invalid", issues };
  }
}

async function fullView(pasted: JsonObject, ask: Ask): Promise<DiagnosisView> {
  const { asPasted, supposed, next } = await shownOf(pasted, ask);
  const isChanged = ask.changes.length > 0;
  const given = agentsView(supposed, ask.locale);
  const difference = isChanged && asPasted !== null ? differenceOf(asPasted, given, ask.locale) : null;
  if (next === null || asPasted === null) {
    const view = { ...given.view, difference };
    return { ...view, send: sendingOf(supposed, { ...given, view }, ask) };
  }
  // The supposed changes clear every cause, so the next attempt is shown. The texts to send are about the attempt that failed.
  const { view } = agentsView(next, ask.locale);
  const failed = agentsView(asPasted, ask.locale);
  const send = sendingOf(asPasted, failed, { ...ask, changes: [] });
  return { ...view, verdictText: pageWords(ask.locale).verdict_clear, difference, send };
}

/** Findings in the agent's words, and what the page shows of them. */
interface Given extends Worded {
  view: Omit<DiagnosisView, "send">;
}

function agentsView(findings: Findings, locale: Locale): Given {
  const worded = inWords(findings, locale, "agent");
  const view = viewOf({ diagnosis: worded.diagnosis, findings, rules: pageRules(), locale });
  return { ...worded, view: { ...view, difference: null } };
}

/** The texts to send: for the customer in the language of the reply, for colleagues in the agent's. */
function sendingOf(findings: Findings, { diagnosis, escalation, view }: Given, ask: Ask): DiagnosisView["send"] {
  const { context } = findings;
  const rules = pageRules();
  const customerLocale = own(own(context, "customer"), "locale");
  const wish = ask.replyLocale ?? (typeof customerLocale === "string" ? customerLocale : ask.locale);
  const replyLocale = chooseLocale(wish, rules).locale;
  const { diagnosis: forCustomer } = inWords(findings, replyLocale, "customer");
  const redactor = createRedactor();
  const history = own(context, "history");
  const handed = view.escalation ?? askedFor(escalation, new Wording(ask.locale, rules));
  const remedies = new Map(
    diagnosis.causes.flatMap((cause) =>
      cause.remedies.map(({ action, title }) => [action, { action, title }] as const),
    ),
  );
  return {
    replyLocale,
    reply: redactor.text(replyOf(forCustomer, context, new Wording(replyLocale, rules, "customer"), rules)),
    note: redactor.text(
      noteOf(
        view,
        ask.changes.map(({ label }) => label),
      ),
    ),
    handOver: handed,
    packet: escalation.packet,
    packetJson: indentedJson(escalation.packet),
    packetMarkdown: packetMarkdown(escalation.packet, view, handed),
    remedies: [...remedies.values()],
    historyLength: Array.isArray(history) ? history.length : null,
    safeContext: indentedJson(redact(context)),
  };
}

function differenceOf(asPasted: Findings, { diagnosis: after }: Given, locale: Locale): Difference {
  const { diagnosis: before } = inWords(asPasted, locale, "agent");
  const wording = new Wording(locale, pageRules());
  const codes = ({ causes }: Diagnosis): string[] => causes.map(({ code }) => code);
  const gone = codes(before).filter((code) => !codes(after).includes(code));
  const added = codes(after).filter((code) => !codes(before).includes(code));
  return {
    verdictBefore: wording.phrase(`verdict_${before.verdict}`),
    gone: wording.titles(gone, before.causes),
    added: wording.titles(added, after.causes),
  };
}

/** One line of the list of several transactions. */
export async function listItem(context: JsonObject, index: number, line: number, ask: Ask): Promise<ListItem> {
  const { locale, asOf, profile } = ask;
  const about = shortAbout(context, locale);
  try {
    const options: DiagnoseOptions = { locale, audience: "agent", profile };
    if (asOf !== null) options.now = asOf;
    const { verdict, causes } = await diagnosisOf(context, options);
    const [first] = causes;
    return {
      index,
      line,
      about,
      verdict,
      code: first?.code ?? null,
      title: first?.title ?? pageWords(locale).no_cause,
    };
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    return { index, line, about, verdict: null, code: null, title: pageWords(locale).invalid };
  }
}

/** Amount and reference, as far as they are known. */
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
