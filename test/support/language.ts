import type { Diagnosis } from "../../src/api/index.js";
import { readRuleFolder, ruleFileKind } from "../../src/rules/folder.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every word outside {placeholders} is "vi": what else is in an answer does not come from the language. */
const placeholder = (text: string): string =>
  text
    .split(/(\{[^{}]*\})/)
    .map((part) => (part.startsWith("{") ? part : part.replace(/\p{L}[\p{L}\p{N}’'_-]*/gu, "vi")))
    .join("");

const translated = (value: Json): Json => {
  if (typeof value === "string") return placeholder(value);
  if (Array.isArray(value)) return value.map(translated);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "$schema")
      .map(([key, member]) => [key, translated(member)]),
  );
};

/** A whole language made of the English one: the files of `locales/<tag>/`. */
export function madeLanguage(tag: string): Record<string, Record<string, Json>> {
  const made: Record<string, Record<string, Json>> = {};
  for (const [path, text] of Object.entries(readRuleFolder("rules"))) {
    const kind = ruleFileKind(path)?.kind;
    const value = JSON.parse(text) as Record<string, Json>;
    if (path === "locales/en/words.json") made[`locales/${tag}/words.json`] = translated(value) as Record<string, Json>;
    if (kind !== "cause" || !path.includes("/")) continue;
    const file = `locales/${tag}/${path.split("/")[0]}.json`;
    made[file] = { ...made[file], [value.code as string]: translated(value.text as Json) };
  }
  return made;
}

/** Everything in a diagnosis that a person reads as a text in the language. */
export function sentencesOf(diagnosis: Diagnosis): string[] {
  const { causes, advice, escalation } = diagnosis;
  return [
    diagnosis.summary,
    ...[...causes, ...advice].flatMap((cause) => [
      cause.title,
      cause.explanation,
      ...cause.evidence.map(({ label }) => label),
      ...cause.remedies.flatMap(({ title, steps }) => [title, ...steps]),
    ]),
    ...diagnosis.questions.map(({ ask }) => ask),
    ...diagnosis.ruledOut.map(({ because }) => because),
    ...diagnosis.conflicts.map(({ because }) => because),
    ...(escalation === null
      ? []
      : [
          ...[escalation.channel, ...escalation.alternatives].map(({ because }) => because),
          ...escalation.prepare.map(({ label }) => label),
        ]),
  ];
}
