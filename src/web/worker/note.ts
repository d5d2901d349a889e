import type { HandoffPacket } from "../../base/diagnosis.js";
import type { CauseView, DiagnosisView, EscalationView } from "../protocol.js";
import { type Locale, pageWords } from "../words/index.js";
import { indentedJson } from "./values.js";

/** What the texts for colleagues are made of. */
type NotedView = Omit<DiagnosisView, "send" | "whatIf">;

/** The note for the ticket, in the agent's language. */
export function noteOf(view: NotedView, added: readonly string[]): string {
  const words = pageWords(view.locale);
  const lines = [`${view.summary} (${view.verdictText})`, ...view.said, ""];
  lines.push(...view.about.map(({ label, text }) => `${label}: ${text}`));
  if (added.length > 0) lines.push(`${words.note_added}: ${added.join("; ")}`);
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
export function packetMarkdown(packet: HandoffPacket, view: NotedView, handOver: EscalationView): string {
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
