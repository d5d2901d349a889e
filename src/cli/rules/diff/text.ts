import type { Json } from "../../../base/json.js";
import type { Condition, OperatorName } from "../../../rules/condition.js";
import { withEscapes } from "../../io.js";
import { Page } from "../../layout.js";
import type { Style } from "../../style.js";
import { count } from "../source.js";
import type { Change, CodeMeaning, RuleDifference } from "./compare.js";
import type { Effect, Outcome } from "./effects.js";

/** What a comparison of two rule sets found. */
export interface DiffReport {
  same: boolean;
  difference: RuleDifference;
  /** Contexts that were diagnosed under both sets. */
  tried: number;
  effects: Effect[];
}

/** A comparison for a person. */
export function diffText({ same, difference, tried, effects }: DiffReport, style: Style): string {
  const page = new Page(style);
  if (same) {
    page.line("The two rule sets mean the same.");
    return page.text();
  }
  const { causes, codes, words, profiles } = difference;
  for (const code of causes.added) page.hang("+ ", [[code, style.green], " is new"]);
  for (const code of causes.removed) page.hang("- ", [[code, style.red], " is removed"]);
  for (const { code, changes } of causes.changed) {
    page.hang("~ ", [[code, style.yellow]]);
    for (const change of changes) page.hang("    ", withEscapes(changeText(change, style)));
  }
  if (codes.length > 0) {
    page.gap();
    page.line(style.bold(count(codes.length, "provider code")));
    for (const { provider, scheme, code, was, now } of codes) {
      page.hang(
        "  ",
        withEscapes(`${provider} ${scheme} ${code}: ${meaningText(was)} ${arrow(style)} ${meaningText(now)}`),
      );
    }
  }
  if (words.length > 0) page.hang("~ ", `phrases of ${words.join(", ")}`);
  if (profiles.length > 0) page.hang("~ ", `profile ${profiles.join(", ")}`);
  page.gap();
  page.line(
    style.bold(
      effects.length === 0
        ? `No diagnosis changes, of ${count(tried, "context")} in cases and examples`
        : `${effects.length} of ${count(tried, "context")} in cases and examples ${effects.length === 1 ? "is" : "are"} diagnosed differently`,
    ),
  );
  for (const effect of effects) effectText(effect, page, style);
  return page.text();
}

const arrow = (style: Style): string => (style.unicode ? "→" : "->");

function changeText({ part, name, was, now }: Change, style: Style): string {
  const named = `${part} ${name}`.trim();
  if (was === null && part !== "mark") return `${named} is new`;
  if (now === null && part !== "mark") return `${named} is removed`;
  if (part === "text" || part === "case") return `${named} has changed`;
  const said = part === "when" ? (value: Json) => conditionText(value as Condition) : brief;
  return `${named}: ${said(was)} ${arrow(style)} ${said(now)}`;
}

const brief = (value: Json): string =>
  typeof value === "string" ? value : value === null ? "none" : JSON.stringify(value);

const SIGNS: Record<OperatorName, string> = {
  equal: "=",
  notEqual: "!=",
  lessThan: "<",
  lessThanInclusive: "<=",
  greaterThan: ">",
  greaterThanInclusive: ">=",
  in: "in",
  notIn: "not in",
};

/** A condition on one line, as a programmer would write it. */
function conditionText(condition: Condition): string {
  if ("not" in condition) return `not (${conditionText(condition.not)})`;
  if ("all" in condition || "any" in condition) {
    const isAll = "all" in condition;
    const children = isAll ? condition.all : condition.any;
    const parts = children.map((child) =>
      "fact" in child || children.length === 1 ? conditionText(child) : `(${conditionText(child)})`,
    );
    return parts.join(isAll ? " and " : " or ");
  }
  const { fact, operator, value } = condition;
  const other = typeof value === "object" && !Array.isArray(value) ? value.fact : JSON.stringify(value);
  return `${fact} ${SIGNS[operator]} ${other}`;
}

function meaningText(meaning: CodeMeaning | null): string {
  if (meaning === null) return "not in the table";
  const { cause, certainty, family, state, retry, wait } = meaning;
  const more = [certainty, family, state, retry, wait].filter((word) => word !== undefined);
  return `${cause ?? "no cause"} (${more.join(", ")})`;
}

function effectText({ from, alike, was, now }: Effect, page: Page, style: Style): void {
  page.hang("  ", [[withEscapes(from), style.bold], alike === 0 ? "" : ` and ${alike} more`]);
  const say = (what: string, before: string, after: string): void =>
    page.hang("    ", withEscapes(`${what}: ${before} ${arrow(style)} ${after}`));
  if (was.verdict !== now.verdict) say("verdict", was.verdict, now.verdict);
  if (was.causes[0] !== now.causes[0]) say("first cause", was.causes[0] ?? "none", now.causes[0] ?? "none");
  else if (was.causes.join() !== now.causes.join()) say("causes", listed(was.causes), listed(now.causes));
  for (const code of now.causes) {
    const [before, after] = [was.remedies[code], now.remedies[code]] as [Outcome["remedies"][string]?, string[]?];
    if (before !== undefined && before.join() !== after?.join())
      say(`remedies of ${code}`, listed(before), listed(after ?? []));
  }
}

const listed = (items: readonly string[]): string => (items.length === 0 ? "none" : items.join(", "));
