import { join } from "node:path";
import { version } from "../../../rules/generated/core.js";
import { jsonText, printable, withEscapes } from "../../io.js";
import { count } from "../source.js";
import type { RuleFaults } from "./check.js";
import type { CheckFormat } from "./format-names.js";
import { type CheckIssue, factsText } from "./issue.js";
import { type Place, placesIn } from "./place.js";

/** A finished check: what was found, in which files. */
export interface CheckReport extends RuleFaults {
  /** The texts of the files, by path in the folder. */
  files: Readonly<Record<string, string>>;
  /** "2 causes, 1 code table" */
  counted: string;
  /** The folder as it was named: it leads from where the program runs to the files. */
  folder: string;
}

/** The text of a check in one of its formats, with a line feed at the end. */
export function checkText(report: CheckReport, format: CheckFormat): string {
  return `${FORMATS[format](report)}\n`;
}

const FORMATS: Record<CheckFormat, (report: CheckReport) => string> = { text, json, github, sarif, junit };

function text({ issues, undecided, counted }: CheckReport): string {
  const lines = issues.map((issue) => {
    const first = `${issue.file} ${issue.path || "(top)"}: ${issue.message}`;
    const shown = witnessText(issue);
    return withEscapes(shown === "" ? first : `${first}\n  ${shown}`);
  });
  const open = undecided === 0 ? "" : `; ${count(undecided, "question")} too large to decide`;
  return [
    ...lines,
    issues.length === 0 ? `${counted}: no faults${open}` : `${count(issues.length, "fault")}${open}`,
  ].join("\n");
}

/** "for example where balance.usable = 0, as in the case …"; empty without a witness. */
function witnessText({ witness }: CheckIssue): string {
  if (witness === undefined) return "";
  const facts = `for example where ${factsText(witness.facts)}`;
  return witness.case === undefined ? facts : `${facts}; also in the case "${witness.case}"`;
}

const inFull = (issue: CheckIssue): string => {
  const shown = witnessText(issue);
  return shown === "" ? issue.message : `${issue.message} (${shown})`;
};

/** The places of issues. Each file is read once. */
function placesOf({ files }: CheckReport): (issue: CheckIssue) => Place {
  const known = new Map<string, ReturnType<typeof placesIn>>();
  return ({ file, path }) => {
    const find = known.get(file) ?? placesIn(files[file] ?? "");
    known.set(file, find);
    return find(path);
  };
}
/** With slashes on every system, as the readers of these formats want it. */
const pathIn = ({ folder }: CheckReport, { file }: CheckIssue): string => join(folder, file).replaceAll("\\", "/");

function json(report: CheckReport): string {
  const { issues, undecided, counted } = report;
  const place = placesOf(report);
  const found = issues.map((issue) => ({ ...issue, file: pathIn(report, issue), ...place(issue) }));
  return jsonText({ checked: counted, issues: found, undecided }, true);
}

/** Workflow commands of GitHub: an annotation at the line. Its own separators are escaped as GitHub asks. */
function github(report: CheckReport): string {
  const data = (value: string): string =>
    withEscapes(value).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (value: string): string => data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const placeOf = placesOf(report);
  const lines = report.issues.map((issue) => {
    const { line, column } = placeOf(issue);
    const place = `file=${property(pathIn(report, issue))},line=${line},col=${column}`;
    return `::error ${place},title=${property(issue.code)}::${data(`${issue.path || "(top)"}: ${inFull(issue)}`)}`;
  });
  const summary = report.issues.length === 0 ? `${report.counted}: no faults` : count(report.issues.length, "fault");
  return [...lines, summary].join("\n");
}

const RULES: Record<string, string> = {
  always_false: "A condition that can never hold",
  implied: "A condition that another one implies",
  equal: "Two conditions that mean the same",
  uncovered: "A cause that no remedy and no human meets",
};

/** SARIF 2.1.0. */
function sarif(report: CheckReport): string {
  const codes = [...new Set(report.issues.map(({ code }) => code))];
  const rules = codes.map((id) => ({ id, shortDescription: { text: RULES[id] ?? `A fault in a rule file: ${id}` } }));
  const placeOf = placesOf(report);
  const results = printable(report.issues).map((issue) => {
    const { line, column } = placeOf(issue);
    return {
      ruleId: issue.code,
      ruleIndex: codes.indexOf(issue.code),
      level: "error",
      message: { text: inFull(issue) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: pathIn(report, issue).split("/").map(encodeURIComponent).join("/") },
            region: { startLine: line, startColumn: column },
          },
          logicalLocations: [{ fullyQualifiedName: issue.path }],
        },
      ],
      ...(issue.witness === undefined ? {} : { properties: { witness: issue.witness } }),
    };
  });
  const driver = { name: "txwhy", semanticVersion: version, rules };
  return jsonText(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
    },
    true,
  );
}

/** JUnit's XML: a test case for each file, which fails by its faults. */
function junit(report: CheckReport): string {
  const names = [...new Set([...Object.keys(report.files), ...report.issues.map(({ file }) => file)])].sort();
  const cases = names.map((file) => {
    const found = report.issues.filter((issue) => issue.file === file);
    const head = `    <testcase classname="txwhy.rules" name="${xml(file)}"`;
    if (found.length === 0) return `${head}/>`;
    const lines = found.map((issue) => `${issue.path || "(top)"}: ${inFull(issue)}`).join("\n");
    const failure = `      <failure type="${xml(found[0]?.code ?? "")}" message="${xml(found[0]?.message ?? "")}">${xml(lines)}</failure>`;
    return `${head}>\n${failure}\n    </testcase>`;
  });
  const failures = new Set(report.issues.map(({ file }) => file)).size;
  const counts = `tests="${names.length}" failures="${failures}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="txwhy rules check" ${counts}>`,
    `  <testsuite name="rules" ${counts}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
  ].join("\n");
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
};
const xml = (value: string): string =>
  withEscapes(value).replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] as string);
