import type { DiagnoseOptions } from "../../api/options.js";
import type { Diagnosis, Money } from "../../base/diagnosis.js";
import { InvalidContextError, UnreadableInputError } from "../../base/errors.js";
import { type JsonObject, own } from "../../base/json.js";
import type { MessageParams } from "../../base/messages.js";
import { type Reading, readTransaction } from "../../read/index.js";
import { createRedactor, redact, redactText } from "../../redact/index.js";
import { chooseLocale } from "../../words/locale.js";
import { formatMoney } from "../../words/money.js";
import { Wording } from "../../words/wording.js";
import type { Ask, DiagnosisView, ListItem, NumberStyle, PageAnswer, SuppositionView } from "../protocol.js";
import { filled, type Locale, languageOf, type PageWords, pageWords } from "../words/index.js";
import { diagnosisOf, type Findings, forgetShown, inWords, replyOf, shownOf, type Worded } from "./findings.js";
import { messageText } from "./messages.js";
import { noteOf, packetMarkdown } from "./note.js";
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
      const { line, column, hint, reason, params } = reading;
      const said = redactText(messageText({ code: reason, message: hint, params }, locale));
      const isNowhere = reason === "no_transaction" && line === 1 && column === 1;
      const place = isNowhere ? null : { line, column };
      const result = { kind: "unreadable" as const, place, hint: said };
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
    return { kind: "invalid", issues: issuesOf(error, ask.locale) };
  }
}

function issuesOf({ issues }: InvalidContextError, locale: Locale): string[] {
  const redactor = createRedactor();
  return issues.map((issue) => redactor.text(placed(issue.path, messageText(issue, locale))));
}

/** Whether a text is a whole ticket by itself. */
export const isWhole = (text: string): boolean => !(read(text) instanceof UnreadableInputError);

async function fullView(pasted: JsonObject, ask: Ask): Promise<DiagnosisView> {
  const { real, supposed } = await shownOf(pasted, ask);
  const given = agentsView(real, ask.locale);
  const whatIf = supposed === null ? null : whatIfOf(given, supposed, ask.locale);
  return { ...given.view, whatIf, send: sendingOf(real, given, ask) };
}

/** Findings in the agent's words, and what the page shows of them. */
interface Given extends Worded {
  view: Omit<DiagnosisView, "send" | "whatIf">;
}

function agentsView(findings: Findings, locale: Locale): Given {
  const worded = inWords(findings, locale, "agent");
  const { amount } = worded.diagnosis.transaction;
  const about = shortAbout(findings.context, locale, amount).split(" · ")[0] ?? "";
  const view = viewOf({ diagnosis: worded.diagnosis, findings, rules: pageRules(), locale });
  return { ...worded, view: { ...view, title: [about, view.summary].filter((text) => text !== "").join(" · ") } };
}

/** Longest text whose words are looked at for its language. */
const MOST_GUESSED = 4000;

/**
 * The language that the customer seems to write or read: that of a chat line, else that of the message shown. An English message tells
 * nothing, because providers write to everyone in English.
 */
function guessedLocale(context: JsonObject, text: string): Locale | null {
  const isProse = !/[{[<=]/.test(text);
  const message = own(own(context, "failure"), "message");
  if (isProse) return languageOf(text.slice(0, MOST_GUESSED));
  const language = typeof message === "string" ? languageOf(message.slice(0, MOST_GUESSED)) : null;
  return language === "en" ? null : language;
}

/** The texts to send: for the customer in the language of the reply, for colleagues in the agent's. */
function sendingOf(findings: Findings, { diagnosis, escalation, view }: Given, ask: Ask): DiagnosisView["send"] {
  const { context } = findings;
  const rules = pageRules();
  const customers = own(own(context, "customer"), "locale");
  const known = typeof customers === "string" ? chooseLocale(customers, rules) : null;
  const customerLocale = known?.met === true ? known.locale : null;
  const guess = customerLocale === null ? guessedLocale(context, ask.text) : null;
  const replyLocale = ask.replyLocale ?? customerLocale ?? guess ?? ask.locale;
  const { channel, handedOver } = ask;
  const reply = replyOf(findings, { locale: replyLocale, channel, handedOver });
  const redactor = createRedactor();
  const history = own(context, "history");
  const wording = new Wording(ask.locale, rules);
  const handed = view.escalation ?? askedFor(escalation, wording);
  const remedies = new Map(
    diagnosis.causes.flatMap((cause) =>
      cause.remedies
        .filter(({ action }) => action !== "check_status")
        .map(({ action, title }) => [action, { action, title }] as const),
    ),
  );
  const words = pageWords(ask.locale) as Record<string, string>;
  return {
    replyLocale,
    customerLocale,
    isGuessed: replyLocale === guess,
    subject: redactor.text(reply.subject),
    reply: redactor.text(reply.text),
    replyNotes: reply.notes.flatMap(({ code }) => words[`reply_note_${code}`] ?? []),
    note: redactor.text(
      noteOf(
        view,
        ask.added.map(({ label }) => label),
        wording,
      ),
    ),
    handOver: handed,
    packet: escalation.packet,
    packetJson: indentedJson(escalation.packet),
    packetMarkdown: packetMarkdown(escalation.packet, view, handed, wording),
    remedies: [...remedies.values()],
    historyLength: Array.isArray(history) ? history.length : null,
    safeContext: indentedJson(redact(context)),
  };
}

/** What the supposed numbers would change, in one line and by cause. */
function whatIfOf(real: Given, supposed: Findings | InvalidContextError, locale: Locale): SuppositionView {
  const words = pageWords(locale);
  if (supposed instanceof InvalidContextError) {
    const issues = issuesOf(supposed, locale);
    return { result: words.invalid, clears: false, gone: [], added: [], issues };
  }
  const after = agentsView(supposed, locale);
  const wording = new Wording(locale, pageRules());
  const codes = ({ causes }: Diagnosis): string[] => causes.map(({ code }) => code);
  const [before, then] = [codes(real.diagnosis), codes(after.diagnosis)];
  // The first causes are named by the result itself.
  const isNamed = (code: string): boolean => then.length > 0 && (code === before[0] || code === then[0]);
  const gone = before.filter((code) => !then.includes(code) && !isNamed(code));
  const added = then.filter((code) => !before.includes(code) && !isNamed(code));
  return {
    result: resultOf(real.view, after.view, words),
    clears: then.length === 0 && before.length > 0,
    gone: wording.titles(gone, real.diagnosis.causes),
    added: wording.titles(added, after.diagnosis.causes),
    issues: [],
  };
}

/** "Short €2.26 → €0.50" where one sum became another, else both headings. */
function resultOf(before: Given["view"], after: Given["view"], words: PageWords): string {
  const [was] = before.causes;
  const [is] = after.causes;
  if (is === undefined) return was === undefined ? words.difference_none : words.verdict_clear;
  const short = is.code === was?.code ? was.picture?.excess : undefined;
  const now = is.picture?.excess;
  if (short != null && now != null) {
    if (short.text === now.text) return words.difference_none;
    const still = filled(words.difference_still, { cause: is.title });
    return `${short.label} ${short.text} → ${now.text} · ${still}`;
  }
  return before.summary === after.summary ? words.difference_none : `${before.summary} → ${after.summary}`;
}

/** One line of the list of several transactions. */
export async function listItem(context: JsonObject, index: number, line: number, ask: Ask): Promise<ListItem> {
  const { locale, now, profile } = ask;
  try {
    const options: DiagnoseOptions = { locale, audience: "agent", profile, now };
    const { verdict, causes, transaction } = await diagnosisOf(context, options);
    const about = shortAbout(context, locale, transaction.amount);
    const [first] = causes;
    return {
      index,
      line,
      about,
      verdict,
      code: first?.code ?? null,
      title:
        first?.title ??
        (verdict === "not_failed"
          ? verdictOf(verdict, locale)
          : new Wording(locale, pageRules()).phrase("heading_open")),
    };
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    const about = shortAbout(context, locale);
    return { index, line, about, verdict: null, code: null, title: pageWords(locale).invalid };
  }
}

const verdictOf = (verdict: Diagnosis["verdict"], locale: Locale): string =>
  new Wording(locale, pageRules()).phrase(`verdict_${verdict}`);

/** Amount and reference, as far as they are known; the amount as the sums have it, where it was understood. */
export function shortAbout(context: JsonObject, locale: Locale, understood?: Money): string {
  const transaction = own(context, "transaction");
  const [amount, currency] = [own(transaction, "amount"), own(transaction, "currency")];
  const isWritten = typeof amount === "string" && /^-?\d+(?:\.\d+)?$/.test(amount);
  const written = isWritten ? { value: amount, currency: typeof currency === "string" ? currency : "" } : undefined;
  const shown = understood ?? written;
  const money = shown === undefined ? "" : formatMoney(shown, locale);
  const reference = own(transaction, "reference") ?? own(transaction, "id");
  return [money, typeof reference === "string" ? redactText(reference) : ""].filter((text) => text !== "").join(" · ");
}
