import type { Cause, Channel, Diagnosis, Escalation, Remedy } from "../../base/diagnosis.js";
import { type JsonObject, own } from "../../base/json.js";
import { createRedactor } from "../../redact/index.js";
import type { Words } from "../../rules/files.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { meaningText } from "../../words/said.js";
import { causesShown, headingOf, planTexts, retryText, verdictText } from "../../words/shown.js";
import { Wording } from "../../words/wording.js";
import type {
  CauseView,
  DiagnosisView,
  EscalationView,
  Input,
  LabelledText,
  NumberView,
  QuestionView,
  RemedyView,
} from "../protocol.js";
import { filled, type Locale, type PageWords, pageWords } from "../words/index.js";
import type { Findings } from "./findings.js";
import { inputFor, numbersOf } from "./inputs.js";
import { messageText } from "./messages.js";
import { pictureOf } from "./picture.js";
import { timeLineOf } from "./time-line.js";
import { valueText } from "./values.js";

export interface Material {
  diagnosis: Diagnosis;
  findings: Findings;
  rules: CompiledRuleSet;
  locale: Locale;
}

interface Tools {
  wording: Wording;
  words: PageWords;
  values: Words["values"];
  numbers: NumberView[];
  material: Material;
}

/** Everything the page shows of one diagnosis, in words. */
export function viewOf(material: Material): Omit<DiagnosisView, "send" | "whatIf" | "title"> {
  const { diagnosis, findings, rules, locale } = material;
  const { context } = findings;
  const wording = new Wording(locale, rules, "agent", diagnosis.transaction);
  const words = pageWords(locale);
  const values = (rules.parts.words[locale] ?? (rules.parts.words.en as Words)).values;
  const numbers = numbersOf(context, wording, words);
  const tools: Tools = { wording, words, values, numbers, material };
  const { verdict, causes, advice, ruledOut, conflicts, questions, warnings, ruleSet, escalation } = diagnosis;
  const shown = causesShown(diagnosis);
  const { heading, below } = headingOf(diagnosis, wording);
  const title = (code: string): string => wording.titles([code], causes)[0] ?? code;
  return {
    locale,
    verdict,
    verdictText: verdictText(diagnosis, wording),
    summary: heading,
    below,
    about: aboutOf(tools),
    said: saidOf(diagnosis, wording),
    causes: shown.map((cause) => causeView(cause, tools)),
    advice: advice.map((cause) => causeView(cause, tools)),
    plan: planTexts(diagnosis, wording),
    retry: retryOf(diagnosis, wording),
    isRetryObvious: isRetryObvious(diagnosis),
    largest: largestOf(diagnosis, shown[0], wording, words),
    passesAt: passesAtOf(diagnosis, findings, wording, words),
    questions: questions.map((question) => questionView(question, tools)),
    numbers,
    ruledOut: ruledOut.map(({ cause, because }) => ({ code: cause, title: title(cause), because })),
    conflicts: conflicts.map(({ cause, because }) => ({ title: title(cause), because })),
    warnings: warnings.map((warning) => placed(warning.path, messageText(warning, locale))),
    escalation: escalation === null ? null : escalationView(escalation, wording),
    zone: zoneOf(context),
    currency: textAt(context, "currency"),
    exponent: exponentOf(context),
    ruleSet: `${ruleSet.id} ${ruleSet.version} (${ruleSet.hash.slice(0, 8)})`,
  };
}

/** A message after the JSON Pointer it is about. */
export const placed = (path: string, said: string): string => (path === "" ? said : `${path}: ${said}`);

/** The zone of the first limit that names one, else the offset at which the attempt was written. */
function zoneOf(context: JsonObject): string | null {
  const limits = own(context, "limits");
  for (const limit of Array.isArray(limits) ? limits : []) {
    const zone = own(limit, "timeZone");
    if (typeof zone === "string") return zone;
  }
  const at = own(own(context, "transaction"), "at");
  return typeof at === "string" ? (/[+-]\d\d:\d\d$/.exec(at)?.[0] ?? null) : null;
}

const textAt = (context: JsonObject, name: string): string | null => {
  const value = own(own(context, "transaction"), name);
  return typeof value === "string" ? value : null;
};

function exponentOf(context: JsonObject): number | null {
  const value = own(own(context, "transaction"), "exponent");
  return typeof value === "number" ? value : null;
}

/** "Stripe: insufficient_funds (the card has too little money)". */
function saidOf({ said }: Diagnosis, wording: Wording): string[] {
  const redactor = createRedactor();
  return said.map((one) => {
    const { name, code } = one;
    const spoken = name === "" || name === "generic" ? code : wording.labelled(name, code);
    const text = meaningText(one, wording);
    return redactor.text(text === null ? spoken : spoken + wording.phrase("in_brackets", { text }));
  });
}

function aboutOf({ wording, values, material: { findings, diagnosis } }: Tools): LabelledText[] {
  const transaction = own(findings.context, "transaction");
  // As the sums have it: "50" of a paste is €50.00 everywhere.
  const { amount: understood } = diagnosis.transaction;
  const redactor = createRedactor();
  const rows: LabelledText[] = [];
  const text = (name: string): string | undefined => {
    const value = own(transaction, name);
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
  const [amount, currency] = [text("amount"), text("currency")];
  if (amount !== undefined) {
    const money = wording.money(understood ?? { value: amount, currency: currency ?? "" });
    rows.push({ label: wording.label("transaction.amount"), text: money });
  }
  const status = text("status");
  const kind = text("kind");
  if (kind !== undefined) rows.push({ label: wording.label("transaction.kind"), text: values[kind] ?? kind });
  if (status !== undefined) rows.push({ label: wording.label("transaction.status"), text: values[status] ?? status });
  const at = text("at");
  if (at !== undefined) rows.push({ label: pageWords(wording.locale).attempt, text: wording.time(at) });
  const id = text("reference") ?? text("id");
  if (id !== undefined) rows.push({ label: wording.label("transaction.reference"), text: redactor.text(id) });
  return rows;
}

function causeView(cause: Cause, tools: Tools): CauseView {
  const { wording, words, values, numbers } = tools;
  const { context, now } = tools.material.findings;
  const { code, title, explanation, certainty, evidence, remedies } = cause;
  const attempt = own(own(context, "transaction"), "at");
  return {
    code,
    title,
    explanation: explanation === title ? null : explanation,
    certainty,
    certaintyText: wording.phrase(`certainty_${certainty}`),
    sensitive: cause.sensitive === true ? wording.phrase("cause_sensitive") : null,
    evidence: evidence.map((entry) => ({ label: entry.label, text: valueText(entry, wording, values) })),
    picture: pictureOf(cause, numbers, wording, words),
    timeLine: timeLineOf(cause, typeof attempt === "string" ? attempt : undefined, now, wording, words),
    remedies: remedies.map((remedy) => remedyView(remedy, tools)),
  };
}

function remedyView(remedy: Remedy, { wording, material }: Tools): RemedyView {
  const { action, title, verified, steps, patch, who, effort, leaves } = remedy;
  const about = [wording.phrase(`effort_${effort}`)];
  if (who !== "customer") about.push(wording.phrase(`who_${who}`));
  const left = wording.list(wording.titles(leaves, material.diagnosis.causes));
  const checkText = wording.phrase(`verified_${verified}`, { leaves: left });
  return { action, title, about: about.join(" · "), verified, checkText, steps: [...steps], patch };
}

const retryOf = ({ retry, causes }: Diagnosis, wording: Wording): string | null =>
  causes.length === 0 && retry.when !== "check_status_first" ? null : retryText(retry, wording);

/** "Try again: after the remedy" below a remedy, and "now" below "Try again", are no news. */
function isRetryObvious({ retry, causes }: Diagnosis): boolean {
  const first = causes[0]?.remedies[0]?.action;
  return (retry.when === "after_remedy" && first !== undefined) || (retry.when === "now" && first === "retry_now");
}

const AMOUNT_GROUPS = /^(?:balance|fee|limit)\./;

/**
 * The largest amount that passes now, or until the wait is over. Null where the first cause is not one of amounts, where its first remedy
 * says the amount already, and where a retry is never allowed.
 */
function largestOf(
  { largestAmount, retry, verdict }: Diagnosis,
  first: Cause | undefined,
  wording: Wording,
  words: PageWords,
): DiagnosisView["largest"] {
  if (largestAmount === null || (retry.when === "never" && first !== undefined)) return null;
  if (first !== undefined && !AMOUNT_GROUPS.test(first.code)) return null;
  if (first === undefined && verdict !== "not_failed") return null;
  if (first?.remedies[0]?.action === "reduce_amount") return null;
  const clears = first?.remedies.some(
    ({ action, verified }) => action === "reduce_amount" && verified === "clears_all",
  );
  const passes = first === undefined || clears === true;
  const label = !passes ? words.largest_fits : retry.when === "later" ? words.largest_until : words.largest;
  return { label, text: filled(words.up_to, { amount: wording.money(largestAmount) }) };
}

function passesAtOf(
  { verdict, retry }: Diagnosis,
  { passes, passesAt }: Findings,
  wording: Wording,
  words: PageWords,
): string | null {
  if (verdict === "not_failed" && retry.when !== "now") return null;
  if (passes || passesAt === null || retry.when === "never" || retry.when === "check_status_first") {
    return passes && verdict === "not_failed" ? words.full_now : null;
  }
  return wording.phrase("passes_at", { time: wording.time(passesAt) });
}

function questionView({ path, ask }: Diagnosis["questions"][number], tools: Tools): QuestionView {
  const { words, values, material } = tools;
  const currency = own(own(material.findings.context, "transaction"), "currency");
  const asked = path === "/transaction/amount" && typeof currency !== "string";
  const input: Input = asked ? { kind: "amount" } : inputFor(path, values, words);
  const unit = typeof currency === "string" ? currency : "";
  // A list is answered by fields, so its question does not mention lists.
  const said = input.kind === "entries" ? ((words as Record<string, string>)[`ask_${input.of}`] ?? ask) : ask;
  return { path, ask: said, input, unit };
}

/** An escalation that only the agent asks for. */
export const askedFor = (escalation: Escalation, wording: Wording): EscalationView => ({
  ...escalationView(escalation, wording),
  reason: pageWords(wording.locale).handed_by_choice,
});

function escalationView(escalation: Escalation, wording: Wording): EscalationView {
  const { channel, alternatives, priority, reason, prepare } = escalation;
  const named = ({ kind, openNow, address }: Channel): string =>
    [
      wording.phrase(`kind_${kind}`),
      ...(address === undefined ? [] : [address]),
      ...(openNow === null ? [] : [wording.phrase(`open_${openNow}`)]),
    ].join(" · ");
  return {
    channel: named(channel),
    because: channel.because,
    alternatives: alternatives.map(named).join(wording.phrase("list_comma")),
    priority,
    priorityText: wording.phrase(`priority_${priority}`),
    reason: wording.phrase(`reason_${reason}`),
    prepare: prepare.map(({ label, state }) => ({ label, state, stateText: wording.phrase(`state_${state}`) })),
  };
}
