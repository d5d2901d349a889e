import { phrasesOf } from "../../../facts/phrases.js";
import { groups } from "../../../rules/file-schemas.js";
import type { CauseFile } from "../../../rules/files.js";
import type { CompiledRuleSet } from "../../../rules/rule-set.js";
import { Wording } from "../../../words/wording.js";
import type { RuleSource } from "../source.js";
import { type CodeLine, causePage, type PageSources } from "./cause-page.js";
import { code, heading, type Markdown, md, page, pageLink, table, text } from "./markdown.js";
import { workedCase } from "./worked.js";

/** By file name: a page for each cause, and an index by group. The same rules give the same pages. */
export async function rulePages({
  causes,
  rules,
  baseline,
}: RuleSource & { rules: CompiledRuleSet }): Promise<Map<string, string>> {
  const inOrder = rules.causes;
  const files = [...causes].sort((a, b) => inOrder.indexOf(a.code) - inOrder.indexOf(b.code));
  const sources: PageSources = { rules, paged: new Set(files.map((file) => file.code)), codes: codeLines(rules) };
  const pages = new Map([["README.md", indexPage(files, sources)]]);
  for (const file of files) {
    pages.set(`${file.code}.md`, causePage(file, await workedCase(file, rules, baseline), sources));
  }
  return pages;
}

const groupOf = (file: CauseFile): string => file.code.split(".")[0] as string;

function indexPage(files: readonly CauseFile[], { codes, rules }: PageSources): string {
  const wording = new Wording("en", rules);
  const title = (file: CauseFile): Markdown => text(wording.shown(file.text.title));
  const own = [...new Set(files.map(groupOf))];
  const inOrder = [...groups.filter((group) => own.includes(group)), ...own.filter((group) => !isShipped(group))];
  const blocks: Markdown[] = inOrder.flatMap((group) => [
    heading(2, text(group)),
    table(
      ["Cause", "Title", "First remedy", "Codes"],
      files
        .filter((file) => groupOf(file) === group)
        .map((file) => [
          pageLink(code(file.code), `${file.code}.md`),
          file.advice === true ? md`${title(file)} (advice)` : title(file),
          file.remedies[0] === undefined ? md`` : code(file.remedies[0].action),
          text(String((codes.get(file.code) ?? []).reduce((sum, line) => sum + line.codes.length, 0))),
        ]),
    ),
  ]);
  return page([
    heading(1, text("Causes")),
    text("Made by txwhy rules docs from the rule files. Groups are in payment order."),
    ...blocks,
  ]);
}

const isShipped = (group: string): boolean => (groups as readonly string[]).includes(group);

/** The codes that mean each cause: those of the tables, and the words that mean the same at every provider. */
function codeLines({ catalog, parts }: CompiledRuleSet): Map<string, CodeLine[]> {
  const found = new Map<string, CodeLine[]>();
  const add = (cause: string | null, name: string, line: Omit<CodeLine, "codes">): void => {
    if (cause === null) return;
    const lines = found.get(cause) ?? [];
    found.set(cause, lines);
    const same = lines.find(
      (other) =>
        other.provider === line.provider &&
        other.scheme === line.scheme &&
        other.certainty === line.certainty &&
        other.source?.title === line.source?.title,
    );
    if (same === undefined) lines.push({ ...line, codes: [name] });
    else same.codes.push(name);
  };
  const packs = [...catalog.packs].sort((a, b) => (a.provider < b.provider ? -1 : 1));
  for (const pack of packs) {
    const { name: provider, schemes, sources } = pack.load();
    for (const [scheme, { codes, source }] of Object.entries(schemes)) {
      for (const row of codes) {
        const certainty = row.family === undefined ? (row.certainty ?? "likely") : `a family: ${row.family}`;
        add(row.cause, row.code, { provider, scheme, certainty, source: sources[row.source ?? source] });
      }
    }
  }
  const { words } = parts.generic() ?? { words: [] };
  const anyone = { provider: "Any provider", source: undefined };
  for (const { word, cause } of words) add(cause, word, { ...anyone, scheme: "word", certainty: "likely" });
  for (const { phrase, cause } of phrasesOf(parts.phrases()))
    add(cause, phrase, { ...anyone, scheme: "message", certainty: "possible" });
  return found;
}
