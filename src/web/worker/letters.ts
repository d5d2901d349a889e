import type { Diagnosis, HandoffPacket } from "../../base/diagnosis.js";
import { type JsonObject, own } from "../../base/json.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { formatMoney } from "../../words/money.js";
import { waitingFirst } from "../../words/order.js";
import type { Wording } from "../../words/wording.js";
import type { CauseView, DiagnosisView, EscalationView } from "../protocol.js";
import { filled, type Locale, pageWords } from "../words/index.js";
import { indentedJson } from "./values.js";

const sentence = (text: string): string =>
  /[.。!?！？]$/.test(text) ? text : `${text}${/\p{Script=Han}$/u.test(text) ? "。" : "."}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** What only the customer can provide. The support desk looks up the rest. */
const CUSTOMERS_PART = ["account_details", "transaction_id", "proof_of_debit", "identity_document"];

/** The reply to the customer, from a diagnosis for customers in their language. Never says that no money moved. */
export function replyOf(diagnosis: Diagnosis, context: JsonObject, wording: Wording, rules: CompiledRuleSet): string {
  const { verdict, causes, retry, escalation } = diagnosis;
  const words = pageWords(diagnosis.locale);
  const lines = [opening(diagnosis, context, rules)];
  if (verdict === "not_failed" || causes.length === 0) lines.push(verdict === "not_failed" ? diagnosis.summary : "");
  for (const cause of causes.slice(0, 3)) lines.push(sentence(cause.explanation));
  const first = causes[0];
  const useful = (first?.remedies ?? []).filter(
    ({ verified, who }) => verified !== "fails" && (who === "customer" || who === "payee" || who === "issuer"),
  );
  const [remedy, other] = verdict === "wait" ? waitingFirst(useful) : useful;
  if (remedy !== undefined) {
    lines.push("", sentence(filled(words.reply_do, { remedy: remedy.title })));
    lines.push(...remedy.steps.map((step, i) => `${i + 1}. ${step}`));
    if (other !== undefined && other.title !== remedy.title)
      lines.push(sentence(filled(words.reply_or, { remedy: other.title })));
    lines.push("");
  }
  if (retry.when === "check_status_first") lines.push(words.reply_check);
  if (retry.when === "never" && causes.length > 0) lines.push(words.reply_never);
  if (retry.when === "later" && retry.notBefore !== undefined) {
    lines.push(filled(words.reply_after, { time: wording.time(retry.notBefore) }));
  }
  if (escalation !== null) {
    lines.push(words.reply_hand_over);
    const items = escalation.prepare.filter(({ item, state }) => state === "missing" && CUSTOMERS_PART.includes(item));
    if (items.length > 0)
      lines.push(filled(words.reply_prepare, { items: wording.list(items.map(({ label }) => label)) }));
    lines.push(words.reply_safe);
  }
  const text = lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return diagnosis.locale.startsWith("zh") ? text : plainSigns(text);
}

/** One curly quote or narrow space would more than double what an SMS costs. */
const plainSigns = (text: string): string =>
  text
    .replace(/[\u00a0\u2009\u202f]/g, " ")
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/…/g, "...")
    .replace(/[–—]/g, "-");

function opening({ verdict, causes, locale }: Diagnosis, context: JsonObject, rules: CompiledRuleSet): string {
  const words = pageWords(locale);
  const transaction = own(context, "transaction");
  const [amount, currency] = [own(transaction, "amount"), own(transaction, "currency")];
  const status = own(transaction, "status");
  const isUnknown = causes.some(({ code }) => rules.byCode.get(code)?.file.outcomeUnknown === true);
  const calm = verdict === "not_failed" || status === "planned" || status === "succeeded";
  const name = isUnknown ? "reply_unknown" : calm ? "reply_not_failed" : "reply_open";
  if (amount === undefined || amount === null || typeof currency !== "string") return words[`${name}_plain`];
  const kind = own(transaction, "kind");
  const values = rules.parts.words[locale]?.values ?? {};
  const said = filled(words[name], {
    kind: values[typeof kind === "string" ? kind : "payment"] ?? "",
    amount: formatMoney({ value: String(amount), currency }, locale),
  });
  return capital(said);
}

/** The note for the ticket, in the agent's language. */
export function noteOf(view: Omit<DiagnosisView, "send">, changes: readonly string[]): string {
  const words = pageWords(view.locale);
  const lines = [`${view.verdictText}: ${view.summary}`, ""];
  lines.push(...view.about.map(({ label, text }) => `${label}: ${text}`));
  if (changes.length > 0) lines.push(`${words.note_supposed}: ${changes.join("; ")}`);
  for (const [i, cause] of view.causes.entries()) lines.push("", ...causeLines(cause, i, view.causes.length));
  lines.push("");
  if (view.plan.length > 0) lines.push(`${words.plan}: ${view.plan.join(" → ")}`);
  if (view.largest !== null) lines.push(`${view.largest.label}: ${view.largest.text}`);
  if (view.passesAt !== null) lines.push(`${words.full_passes}: ${view.passesAt}`);
  if (view.retry !== null) lines.push(`${words.retry}: ${view.retry}`);
  for (const { because } of view.conflicts) lines.push(`${words.conflicts}: ${because}`);
  for (const { title, explanation } of view.advice) lines.push(`${words.advice}: ${explanation ?? title}`);
  if (view.questions.length > 0) {
    lines.push(
      `${words.note_open}: ${view.questions
        .slice(0, 3)
        .map(({ ask }) => ask)
        .join(" ")}`,
    );
  }
  if (view.escalation !== null) lines.push("", ...escalationLines(view.escalation, view.locale));
  lines.push("", `${words.note_rules}: ${view.ruleSet}`);
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function causeLines(cause: CauseView, index: number, count: number): string[] {
  const number = count > 1 ? `${index + 1}. ` : "";
  const lines = [`${number}${cause.title} (${cause.code}, ${cause.certaintyText})`];
  if (cause.explanation !== null) lines.push(`   ${cause.explanation}`);
  if (cause.sensitive !== null) lines.push(`   ${cause.sensitive}`);
  for (const { title, about, checkText } of cause.remedies.slice(0, 4))
    lines.push(`   - ${title} (${about}): ${checkText}`);
  return lines;
}

function escalationLines(escalation: EscalationView, locale: Locale): string[] {
  const words = pageWords(locale);
  return [
    `${words.hand_over_to}: ${escalation.channel}`,
    `${words.priority}: ${escalation.priorityText} (${escalation.reason})`,
    ...escalation.prepare
      .filter(({ state }) => state !== "not_applicable")
      .map(({ label, state, stateText }) => `[${state === "have" ? "x" : " "}] ${label}: ${stateText}`),
  ];
}

/** The packet for people and tools that read Markdown. Its values are data: they are written as code, so that nothing in them is markup. */
export function packetMarkdown(
  packet: HandoffPacket,
  view: Omit<DiagnosisView, "send">,
  handOver: EscalationView,
): string {
  const words = pageWords(view.locale);
  const code = (text: string): string => `\`${text.replace(/`/g, "'").replace(/\s+/g, " ")}\``;
  const plain = (text: string): string => text.replace(/([\\`*_{}[\]<>#|])/g, "\\$1").replace(/\s+/g, " ");
  const lines = [
    `# ${words.packet_title}: ${plain(view.summary)}`,
    "",
    `- **${words.priority}**: ${plain(handOver.priorityText)} (${plain(handOver.reason)})`,
    `- **${words.hand_over_to}**: ${plain(handOver.channel)}`,
  ];
  lines.push(`- **${words.note_rules}**: ${code(view.ruleSet)}`, "", `## ${words.causes}`, "");
  for (const cause of view.causes) {
    lines.push(`1. **${plain(cause.title)}** ${code(cause.code)} (${plain(cause.certaintyText)})`);
    if (cause.explanation !== null) lines.push(`   ${plain(cause.explanation)}`);
  }
  lines.push("", `## ${words.checklist}`, "");
  for (const { label, state, stateText } of handOver.prepare) {
    if (state !== "not_applicable")
      lines.push(`- [${state === "have" ? "x" : " "}] ${plain(label)}: ${plain(stateText)}`);
  }
  if (packet.tried.length > 0) {
    lines.push("", `## ${words.packet_tried}`, "");
    for (const { cause, actions } of packet.tried) lines.push(`- ${code(cause)}: ${actions.map(code).join(", ")}`);
  }
  if (view.questions.length > 0) {
    lines.push("", `## ${words.packet_questions}`, "");
    lines.push(...view.questions.slice(0, 10).map(({ ask, path }) => `- ${plain(ask)} ${code(path)}`));
  }
  const context = indentedJson(packet.context);
  const fence = "`".repeat(Math.max(3, ...[...context.matchAll(/`+/g)].map((run) => run[0].length + 1)));
  lines.push("", `## ${words.packet_context}`, "", `${fence}json`, context, fence);
  return `${lines.join("\n")}\n`;
}
