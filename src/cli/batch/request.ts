import { constants } from "node:fs";
import { access, mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { DiagnoseOptions } from "../../api/options.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { type Options, quoted } from "../args.js";
import { exitOf } from "../exit.js";
import { InputError, jsonText, UsageError } from "../io.js";
import { profileFor } from "../profile.js";
import type { InputFile } from "./bytes.js";
import type { BatchReport } from "./report-schema.js";

/** The files in a folder named by --out. */
const IN_FOLDER = { out: "diagnoses.ndjson", reports: ["report.json", "report.html"] };

/** Where results and reports go: to the named files, or all into the folder. */
export function destinations({ out, report = [] }: Options): { out: string | null; reports: string[] } {
  if (out === undefined) return { out: null, reports: report };
  if (/\.(?:ndjson|jsonl)$/i.test(out) || out.startsWith("/dev/")) return { out, reports: report };
  return { out: join(out, IN_FOLDER.out), reports: [...IN_FOLDER.reports.map((name) => join(out, name)), ...report] };
}

export async function inputFile(path: string): Promise<InputFile> {
  if (path === "-") return { name: "standard input", path, size: null, modified: null };
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new UsageError(`${quoted(path)} is a folder; name a file in it`);
    await access(path, constants.R_OK);
    const isFile = found.isFile();
    return { name: path, path, size: isFile ? found.size : null, modified: isFile ? found.mtimeMs : null };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    throw new UsageError(isMissing ? `no such file: ${quoted(path)}` : `${quoted(path)} may not be read`);
  }
}

export function checkDistinct(files: readonly InputFile[], written: readonly string[]): void {
  const taken = new Set<string>();
  for (const { path, name } of files) {
    const place = path === "-" ? path : resolve(path);
    if (taken.has(place)) throw new UsageError(`${quoted(name)} is given twice; its rows would count twice`);
    taken.add(place);
  }
  for (const path of written) {
    if (taken.has(resolve(path))) throw new UsageError(`${quoted(path)} would be written over what is read`);
    taken.add(resolve(path));
  }
}

export async function diagnoseOptionsOf(
  options: Options,
  rules: CompiledRuleSet,
): Promise<Omit<DiagnoseOptions, "rules">> {
  const result: Omit<DiagnoseOptions, "rules"> = { audience: options.audience ?? "agent" };
  if (options.locale !== undefined) result.locale = options.locale;
  if (options.now !== undefined) result.now = options.now;
  if (options.profile !== undefined) result.profile = await profileFor(options.profile, rules);
  return result;
}

export async function writeReport(path: string, report: BatchReport): Promise<void> {
  const { reportHtml } = await import("../batch/report-html.js");
  const text = /\.html$/i.test(path) ? reportHtml(report) : `${jsonText(report, true)}\n`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new InputError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
}

export function exitCode(
  { escalated, causes, errors, results }: BatchReport,
  { failOn, maxErrors = "0" }: Options,
): number {
  const allowed = maxErrors.endsWith("%")
    ? (Number(maxErrors.slice(0, -1)) / 100) * (results.count + errors.count)
    : Number(maxErrors);
  const outcome = { escalates: escalated.count > 0, hasCause: causes.length > 0 };
  return exitOf([{ ...outcome, invalid: errors.count > allowed }], failOn);
}
