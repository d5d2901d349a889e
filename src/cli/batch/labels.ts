import { shell } from "../../rules/generated/shell.js";

/** The plain word for a reason or a priority of an escalation: "no rule explains it" for no_rule_matched. The word itself where there is none. */
export function plainLabel(kind: "reason" | "priority", word: string): string {
  const labels = shell().en ?? {};
  const name = `${kind}_${word}`;
  const label = Object.hasOwn(labels, name) ? (labels[name] as string) : word;
  return label.charAt(0).toUpperCase() + label.slice(1);
}
