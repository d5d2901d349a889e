import type { HandoffPacket } from "../../base/diagnosis.js";
import type { Wording } from "../../words/wording.js";
import type { CauseView, DiagnosisView, EscalationView } from "../protocol.js";
import { type PageWords, pageWords } from "../words/index.js";
import { indentedJson } from "./values.js";

/** What the texts for colleagues are made of. */
type NotedView = Omit<DiagnosisView, "send" | "whatIf">;

/** The note for the ticket, in the agent's language. */
export function noteOf(view: NotedView, added: readonly string[], wording: Wording): string {
  const words = pageWords(view.locale);
  const lines = [`${view.summary} · ${view.verdictText}`, ...saidLines(view), ""];
  const add = (label: string, text: string | null): void => {
    if (text !== null && text !== "") lines.push(wording.labelled(label, text));
  };
  for (const { label, text } of view.about) add(label, text);
  add(words.note_added, wording.list(added));
  for (const [i, cause] of view.causes.entries()) lines.push("", ...causeLines(cause, i, view, wording));
  lines.push("");
  add(words.plan, view.plan.join(" → "));
  if (view.largest !== null) add(view.largest.label, view.largest.text);
  add(words.full_passes, view.passesAt);
  if (!view.isRetryObvious) add(words.retry, view.retry);
  for (const { because } of view.conflicts) add(words.conflicts, because);
  for (const { title, explanation } of view.advice) add(words.advice, explanation ?? title);
  const asked = view.questions.slice(0, 3).map(({ ask }) => ask);
  add(words.note_open, wording.sentences(asked));
  if (view.escalation !== null) lines.push("", ...escalationLines(view.escalation, words, wording));
  lines.push("");
  add(words.note_rules, view.ruleSet);
  return lines
    .map(onOneLine)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** What the provider said; what is below the heading says it of the first code already. */
const saidLines = ({ said, below }: NotedView): string[] => (below === null ? said : [below, ...said.slice(1)]);

/** A code or a reference may have line breaks of its own. */
const onOneLine = (text: string): string => text.replace(/\s*[\r\n]\s*/g, " ");

/** "Balance too low (certain)", with the brackets of the language. */
const inBrackets = (said: string, text: string, wording: Wording): string =>
  said + wording.phrase("in_brackets", { text });

function causeLines(cause: CauseView, index: number, { causes }: NotedView, wording: Wording): string[] {
  const number = causes.length > 1 ? `${index + 1}. ` : "";
  const lines = [`${number}${inBrackets(cause.title, `${cause.code}, ${cause.certaintyText}`, wording)}`];
  if (cause.explanation !== null) lines.push(`   ${cause.explanation}`);
  if (cause.sensitive !== null) lines.push(`   ${cause.sensitive}`);
  for (const { title, about, checkText } of cause.remedies.slice(0, 4))
    lines.push(`   - ${wording.labelled(inBrackets(title, about, wording), checkText)}`);
  return lines;
}

function escalationLines(escalation: EscalationView, words: PageWords, wording: Wording): string[] {
  return [
    wording.labelled(words.priority, inBrackets(escalation.priorityText, escalation.reason, wording)),
    wording.labelled(words.customer_channel, escalation.channel),
    ...escalation.prepare
      .filter(({ state }) => state !== "not_applicable")
      .map(({ label, state, stateText }) => `[${state === "have" ? "x" : " "}] ${wording.labelled(label, stateText)}`),
  ];
}

/** The packet for people and tools that read Markdown. Its values are data: they are written as code, so that nothing in them is markup. */
export function packetMarkdown(
  packet: HandoffPacket,
  view: NotedView,
  handOver: EscalationView,
  wording: Wording,
): string {
  const words = pageWords(view.locale);
  const code = (text: string): string => `\`${text.replace(/`/g, "'").replace(/\s+/g, " ")}\``;
  const plain = (text: string): string => text.replace(/([\\`*_{}[\]<>#|])/g, "\\$1").replace(/\s+/g, " ");
  const row = (label: string, text: string): string => `- ${wording.labelled(`**${label}**`, text)}`;
  const lines = [
    `# ${wording.labelled(words.packet_title, plain(view.summary))}`,
    "",
    row(words.priority, plain(inBrackets(handOver.priorityText, handOver.reason, wording))),
    row(words.customer_channel, plain(handOver.channel)),
    row(words.note_rules, code(view.ruleSet)),
    "",
    `## ${words.causes}`,
    "",
  ];
  for (const cause of view.causes) {
    lines.push(
      `1. ${inBrackets(`**${plain(cause.title)}** ${code(cause.code)}`, plain(cause.certaintyText), wording)}`,
    );
    if (cause.explanation !== null) lines.push(`   ${plain(cause.explanation)}`);
  }
  lines.push("", `## ${words.checklist}`, "");
  for (const { label, state, stateText } of handOver.prepare) {
    if (state !== "not_applicable")
      lines.push(`- [${state === "have" ? "x" : " "}] ${plain(wording.labelled(label, stateText))}`);
  }
  if (packet.tried.length > 0) {
    lines.push("", `## ${words.packet_tried}`, "");
    for (const { cause, actions } of packet.tried)
      lines.push(`- ${wording.labelled(code(cause), actions.map(code).join(", "))}`);
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
