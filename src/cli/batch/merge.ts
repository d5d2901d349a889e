import { readFile } from "node:fs/promises";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { InputError, UsageError } from "../io.js";
import { reportOf } from "./report.js";
import { type BatchReport, reportSchema } from "./report-schema.js";
import { type RowPlace, Tally, type TallyData, tallyOf } from "./tally.js";

interface Part {
  path: string;
  report: BatchReport;
  shard: NonNullable<BatchReport["shard"]>;
}

/**
 * The report on all rows from the reports of the runs over their parts (`--shard`): the one that a single run would have made.
 * @throws {InputError} where a file is no such report.
 * @throws {UsageError} where the reports are not those of the parts of one whole.
 */
export async function mergedReport(paths: readonly string[], rules: CompiledRuleSet): Promise<BatchReport> {
  const parts = await Promise.all(paths.map(partAt));
  const [first] = parts as [Part];
  for (const part of parts) checkSame(first, part);
  const missing = Array.from({ length: first.shard.count }, (_, i) => i + 1).filter(
    (index) => !parts.some(({ shard }) => shard.index === index),
  );
  if (missing.length > 0)
    throw new UsageError(`the reports of parts ${missing.join(", ")} of ${first.shard.count} are missing`);
  const twice = parts.find(({ shard }, i) => parts.findIndex((other) => other.shard.index === shard.index) < i);
  if (twice !== undefined) throw new UsageError(`part ${twice.shard.index} is given twice: ${twice.path}`);
  if (first.report.ruleSet.hash !== rules.hash)
    throw new UsageError(
      "the reports were made with other rules; give the same --rules, and the same version of txwhy",
    );
  const names = first.report.files.map(({ file }) => file);
  const tallies = parts.map(({ shard }) => tallyOf(shard.tally));
  shareFirst(tallies, names);
  const whole = new Tally(rules);
  for (const tally of tallies) whole.merge(tally);
  return reportOf({ tally: whole.data(), names, options: first.shard.options }, rules);
}

async function partAt(path: string): Promise<Part> {
  const refused = (reason: string): InputError => new InputError(`${path} ${reason}`);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw refused(code === undefined ? "is not JSON" : `cannot be read (${code})`);
  }
  const { success, data } = reportSchema.safeParse(value);
  if (!success) throw refused("is no report of batch");
  if (data.shard === undefined) throw refused("is the report of a whole run, not of a part (--shard)");
  return { path, report: data, shard: data.shard };
}

function checkSame(first: Part, part: Part): void {
  const asked = ({ report, shard }: Part): unknown[] => [
    ["the number of parts", shard.count],
    ["the version", report.version],
    ["the rules", report.ruleSet.hash],
    ["the inputs", report.files.map(({ file }) => file)],
    ["the options", shard.options],
  ];
  const others = asked(first);
  for (const [i, one] of asked(part).entries()) {
    if (JSON.stringify(one) === JSON.stringify(others[i])) continue;
    throw new UsageError(`${first.path} and ${part.path} are not parts of one run: ${(one as string[])[0]} differ`);
  }
}

/** Of what several parts have seen, the earliest row is the first; its message too. */
function shareFirst(tallies: readonly TallyData[], names: readonly string[]): void {
  const isEarlier = (a: RowPlace, b: RowPlace): boolean =>
    (names.indexOf(a.file) - names.indexOf(b.file) || a.row - b.row || a.line - b.line) < 0;
  for (const name of ["clusters", "errors"] as const) {
    const earliest = new Map<string, { first: RowPlace; message?: string }>();
    for (const tally of tallies) {
      for (const [key, seen] of tally[name]) {
        const known = earliest.get(key);
        if (known === undefined || isEarlier(seen.first, known.first)) earliest.set(key, seen);
      }
    }
    for (const tally of tallies) {
      for (const [key, seen] of tally[name]) {
        const { first, message } = earliest.get(key) as { first: RowPlace; message?: string };
        Object.assign(seen, { first }, message === undefined ? {} : { message });
      }
    }
  }
}
