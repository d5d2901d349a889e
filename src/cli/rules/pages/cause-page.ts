import type { Remedy } from "../../../base/diagnosis.js";
import type { Json } from "../../../base/json.js";
import { meaningOf } from "../../../facts/meanings.js";
import { factDefinition } from "../../../facts/vocabulary.js";
import type { CauseFile, CauseText } from "../../../rules/files.js";
import type { CompiledRuleSet } from "../../../rules/rule-set.js";
import { explainCause } from "../../../words/explain.js";
import { Wording } from "../../../words/wording.js";
import { conditionSentence, conditionWords, factsOf } from "./condition.js";
import {
  bold,
  brief,
  briefMembers,
  code,
  heading,
  joined,
  jsonBlock,
  list,
  type Markdown,
  md,
  page,
  pageLink,
  quote,
  table,
  text,
  webLink,
} from "./markdown.js";
import type { Worked } from "./worked.js";

/** What a page needs besides its cause. */
export interface PageSources {
  rules: CompiledRuleSet;
  /** Causes that have a page; only these are linked. */
  paged: ReadonlySet<string>;
  /** The rows of code tables by the cause that they mean. */
  codes: ReadonlyMap<string, readonly CodeLine[]>;
}

/** Codes of one provider's scheme that mean a cause with one certainty, from one source. */
export interface CodeLine {
  provider: string;
  scheme: string;
  certainty: string;
  codes: string[];
  source: { title: string; url: string; date: string } | undefined;
}

const languageNames = new Intl.DisplayNames(["en"], { type: "language" });
/** The English name of a language, without its region. */
const languageName = (tag: string): string => languageNames.of(new Intl.Locale(tag).language) ?? tag;
const CERTAINTY = {
  certain: "certain",
  likely: "likely",
  possible: "possible",
  code: "as certain as the code",
} as const;
const OUTCOME = { match: "applies", no_match: "does not apply", unknown: "unknown" } as const;

/** The page of one cause. */
export function causePage(file: CauseFile, worked: Worked | null, sources: PageSources): string {
  const wording = new Wording("en", sources.rules);
  return page([
    heading(1, text(wording.shown(file.text.title))),
    about(file),
    quote(text(fullest(file, "en", sources.rules))),
    customerWords(file.text, wording),
    heading(2, text("When it applies")),
    ...file.rules.flatMap((rule) => [
      md`${bold(code(rule.name))}, ${text(CERTAINTY[rule.certainty])}: ${conditionWords(rule.when, wording)}`,
      jsonBlock(rule.when as Json),
    ]),
    relations(file, sources),
    ...sum(file, worked, wording),
    heading(2, text("What helps")),
    remedies(file, worked, sources, wording),
    ...codes(file, sources),
    ...languages(file, worked, sources),
    ...cases(file),
  ]);
}

const fullest = ({ code: name }: CauseFile, locale: string, rules: CompiledRuleSet): string =>
  explainCause(name, locale, rules)?.explanation ?? "";

function about(file: CauseFile): Markdown {
  const [group = ""] = file.code.split(".");
  const marks = [
    file.advice === true ? "advice: does not block the payment" : "",
    file.needsHuman === true ? "needs a human" : "",
    file.sensitive === true ? "sensitive: the customer sees less than the agent" : "",
    file.codeMayMeanMore === true ? "a provider code for it may cover more than the rules check" : "",
  ].filter((mark) => mark !== "");
  const words = [
    pageLink(text(`group ${group}`), `README.md#${group}`),
    text(`since ${file.since}`),
    ...marks.map(text),
  ];
  return md`${code(file.code)} · ${joined(words, " · ")}`;
}

function customerWords({ customer }: CauseText, wording: Wording): Markdown | null {
  if (customer === undefined) return null;
  return md`The customer sees: ${text(wording.shown(customer.title))}. ${text(wording.shown(customer.explanation))}`;
}

const link = (cause: string, { paged }: PageSources): Markdown =>
  paged.has(cause) ? pageLink(code(cause), `${cause}.md`) : code(cause);

/** The causes it replaces or is replaced by, and its contradicting facts. */
function relations(file: CauseFile, sources: PageSources): Markdown | null {
  const wording = new Wording("en", sources.rules);
  const lines: Markdown[] = [];
  const replaced = (file.replaces ?? []).map((entry) =>
    typeof entry === "string"
      ? link(entry, sources)
      : md`${link(entry.code, sources)} (where ${conditionSentence(entry.when, wording)})`,
  );
  if (replaced.length > 0) lines.push(md`Replaces ${joined(replaced, ", ")}.`);
  const by = [...sources.rules.byCode.values()].filter(({ replaces }) =>
    replaces.some((entry) => entry.code === file.code),
  );
  if (by.length > 0) {
    const names = by.map((cause) => link(cause.code, sources));
    lines.push(md`Replaced by ${joined(names, ", ")}.`);
  }
  return lines.length === 0 ? null : list(lines);
}

/** The facts behind the cause, and its sum with the numbers of a case. */
function sum(file: CauseFile, worked: Worked | null, wording: Wording): (Markdown | null)[] {
  const named = file.rules.flatMap((rule) => [...factsOf(rule.when), ...rule.evidence]);
  const facts = [...new Set(named)].filter((fact) => !fact.startsWith("failure."));
  if (facts.length === 0) return [];
  const hasSum = facts.some((fact) => factDefinition(fact)?.kind === "money");
  const rows = facts.map((fact) => [
    code(fact),
    text(wording.label(fact)),
    text(meaningOf(fact) ?? "Not in the vocabulary."),
  ]);
  return [
    heading(2, text(hasSum ? "The sum" : "The facts")),
    worked === null || !worked.byFacts
      ? null
      : md`With the numbers of the case ${text(quotedName(worked.name))}: ${text(worked.texts.en?.explanation ?? "")}`,
    table(["Fact", "Label", "Meaning"], rows),
  ];
}

const quotedName = (name: string): string => `“${name}”`;

function remedies(file: CauseFile, worked: Worked | null, sources: PageSources, wording: Wording): Markdown {
  const explained = explainCause(file.code, "en", sources.rules);
  if (file.remedies.length === 0) return text("No remedy: nothing needs to be done.");
  const entries = file.remedies.map((rule, i) => {
    const said = explained?.remedies[i];
    const who = text(wording.phrase(`who_${rule.who}`));
    const effort = text(wording.phrase(`effort_${rule.effort}`));
    const head = md`${bold(text(said?.title ?? rule.action))} · ${code(rule.action)} · ${who} · ${effort}`;
    const lines = [text((said?.steps ?? []).join(" "))];
    const params = Object.entries(rule.params ?? {}).map(
      ([name, value]) =>
        md`${code(`{params.${name}}`)} is ${code(typeof value === "object" ? value.fact : String(value))}`,
    );
    if (params.length > 0) lines.push(md`${joined(params, ", ")}.`);
    if (rule.when !== undefined) lines.push(md`Offered only where ${conditionSentence(rule.when, wording)}.`);
    const checked = worked?.remedies.find(({ action }) => action === rule.action);
    if (checked !== undefined) lines.push(checkedWords(checked, wording));
    return md`${head}\n${list(lines)}`;
  });
  const intro = worked === null ? [] : [md`Checked in the case ${text(quotedName(worked.name))}.`];
  return joined([...intro, list(entries, true)], "\n\n");
}

/** A remedy in the worked case: its title there, whether it clears the cause, and how it changes the context. */
function checkedWords({ title, verified, leaves, patch }: Remedy, wording: Wording): Markdown {
  const found = wording.phrase(`verified_${verified}`, { leaves: leaves.join(", ") });
  const set = (patch ?? []).map((change) =>
    change.op === "remove"
      ? md`${code(change.path)} is removed`
      : md`${code(change.path)} becomes ${code(brief(change.value as Json))}`,
  );
  const effect = set.length === 0 ? md`` : md`, as ${joined(set, ", ")}`;
  return md`Worked: ${text(quotedName(title))}, ${text(found)}${effect}.`;
}

function codes(file: CauseFile, sources: PageSources): (Markdown | null)[] {
  const lines = sources.codes.get(file.code) ?? [];
  if (lines.length === 0) return [];
  const rows = lines.map(({ provider, scheme, certainty, codes: names, source }) => [
    md`${text(provider)}, ${code(scheme)}`,
    text(certainty),
    joined(names.map(code), " "),
    source === undefined ? md`` : md`${webLink(source.title, source.url)}, ${text(source.date)}`,
  ]);
  return [heading(2, text("Provider codes")), table(["Provider and scheme", "Certainty", "Codes", "Source"], rows)];
}

/** The texts in every language, with the numbers of the case where there is one. */
function languages(file: CauseFile, worked: Worked | null, { rules }: PageSources): (Markdown | null)[] {
  const locales = Object.keys(rules.parts.words).filter(
    (locale) => locale === "en" || rules.parts.causeTexts[locale]?.[file.code] !== undefined,
  );
  // English first, then by the languages' names.
  const place = (locale: string): string => (locale === "en" ? "" : languageName(locale));
  locales.sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const rows = locales.map((locale) => {
    const explained = explainCause(file.code, locale, rules);
    const said = worked?.texts[locale];
    return [
      text(languageName(locale)),
      text(said?.title ?? explained?.title ?? ""),
      text(said?.explanation ?? explained?.explanation ?? ""),
      text((said?.remedies ?? explained?.remedies.map(({ title }) => title) ?? []).join("; ")),
    ];
  });
  return [heading(2, text("In words")), table(["Language", "Title", "Explanation", "Remedies"], rows)];
}

function cases(file: CauseFile): (Markdown | null)[] {
  if (file.cases === undefined || file.cases.length === 0) return [];
  const rows = file.cases.map(({ name, given, expect, now }) => [
    text(name),
    givenWords(given as Json, now),
    text(OUTCOME[expect]),
  ]);
  return [
    heading(2, text("Cases")),
    text("Each is a change to the healthy baseline, on which the cause does not apply; null removes a fact."),
    table(["Case", "Given", "The cause"], rows),
  ];
}

function givenWords(given: Json, now: string | undefined): Markdown {
  const isObject = typeof given === "object" && given !== null && !Array.isArray(given);
  const said = isObject ? briefMembers(given) : brief(given);
  const shown = said === "" ? text("nothing changed") : code(said);
  return now === undefined ? shown : md`${shown} at ${code(now)}`;
}
