import { factDefinition } from "../../../facts/vocabulary.js";
import type { Condition, LeafCondition, OperatorName } from "../../../rules/condition.js";
import type { Wording } from "../../../words/wording.js";
import { code, joined, list, type Markdown, md, text } from "./markdown.js";

const COMPARED: Record<OperatorName, string> = {
  equal: "is",
  notEqual: "is not",
  lessThan: "is less than",
  lessThanInclusive: "is at most",
  greaterThan: "is more than",
  greaterThanInclusive: "is at least",
  in: "is one of",
  notIn: "is none of",
};
const IN_TIME: Partial<Record<OperatorName, string>> = {
  lessThan: "is before",
  lessThanInclusive: "is at or before",
  greaterThan: "is after",
  greaterThanInclusive: "is at or after",
};

/** A condition in plain words, as a list in a list. */
export function conditionWords(condition: Condition, wording: Wording): Markdown {
  if ("not" in condition) return md`not:\n${list([conditionWords(condition.not, wording)])}`;
  if (!("all" in condition || "any" in condition)) return leafWords(condition, wording);
  const children = "all" in condition ? condition.all : condition.any;
  if (children.length === 1) return conditionWords(children[0] as Condition, wording);
  const entries = list(children.map((child) => conditionWords(child, wording)));
  return "all" in condition ? md`all of these:\n${entries}` : md`any of these:\n${entries}`;
}

/** A condition in one sentence, for a place without room for a list. */
export function conditionSentence(condition: Condition, wording: Wording): Markdown {
  if ("not" in condition) return md`not (${conditionSentence(condition.not, wording)})`;
  if (!("all" in condition || "any" in condition)) return leafWords(condition, wording);
  const isAll = "all" in condition;
  const parts = (isAll ? condition.all : condition.any).map((child) => {
    const said = conditionSentence(child, wording);
    return "all" in child || "any" in child ? md`(${said})` : said;
  });
  return joined(parts, isAll ? " and " : " or ");
}

function leafWords({ fact, operator, value }: LeafCondition, wording: Wording): Markdown {
  const inTime = factDefinition(fact)?.kind === "time" ? IN_TIME[operator] : undefined;
  const other =
    typeof value === "object" && !Array.isArray(value)
      ? named(value.fact, wording)
      : joined(
          [value].flat().map((constant) => code(String(constant))),
          ", ",
        );
  return md`${named(fact, wording)} ${text(inTime ?? COMPARED[operator])} ${other}`;
}

const named = (fact: string, wording: Wording): Markdown => md`${text(wording.label(fact))} (${code(fact)})`;

/** Every fact that a condition names, in order. */
export function factsOf(condition: Condition): string[] {
  if ("not" in condition) return factsOf(condition.not);
  if ("all" in condition) return condition.all.flatMap(factsOf);
  if ("any" in condition) return condition.any.flatMap(factsOf);
  const { fact, value } = condition;
  return typeof value === "object" && !Array.isArray(value) ? [fact, value.fact] : [fact];
}
