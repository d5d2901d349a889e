import { open, readFile, rename } from "node:fs/promises";
import { InputError } from "../io.js";
import type { InputFile } from "./bytes.js";

/**
 * What a run was asked to do: kept beside its results, so that it is gone on with only where the same is asked of the same. How far it came
 * is not in it; that the results themselves say.
 */
export interface Journal {
  schema: "txwhy.batch-journal/1";
  version: string;
  ruleSet: string;
  options: Record<string, unknown>;
  inputs: InputFile[];
  finished: boolean;
}

export const journalPath = (out: string): string => `${out}.journal`;

/** The journal of results; null where there is none. @throws {InputError} where it is none of ours. */
export async function readJournal(out: string): Promise<Journal | null> {
  let text: string;
  try {
    text = await readFile(journalPath(out), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    const journal = JSON.parse(text) as Journal;
    if (journal.schema === "txwhy.batch-journal/1" && Array.isArray(journal.inputs)) return journal;
  } catch {
    // Reported below.
  }
  throw new InputError(`${journalPath(out)} is no journal that can be read; delete it and the results to start anew`);
}

/** Written whole or not at all, and on the disk before anything else happens. */
export async function writeJournal(out: string, journal: Journal): Promise<void> {
  const path = journalPath(out);
  const file = await open(`${path}.new`, "w");
  try {
    await file.writeFile(`${JSON.stringify(journal)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** What has changed since the results were begun, in words; undefined where nothing has. */
export function changeBetween(before: Journal, now: Journal): string | undefined {
  if (before.version !== now.version) return `txwhy was ${before.version} and is ${now.version}`;
  if (before.ruleSet !== now.ruleSet) return "the rules have changed";
  for (const name of new Set([...Object.keys(before.options), ...Object.keys(now.options)])) {
    const [was, is] = [before, now].map(({ options }) => JSON.stringify(options[name]));
    if (was !== is) return `--${name} was ${was ?? "not given"} and is ${is ?? "not given"}`;
  }
  const names = (inputs: readonly InputFile[]): string => inputs.map(({ path }) => path).join(" ");
  if (names(before.inputs) !== names(now.inputs)) {
    return `the inputs were ${names(before.inputs)} and are ${names(now.inputs)}`;
  }
  for (const [i, { name, size, modified }] of now.inputs.entries()) {
    const was = before.inputs[i] as InputFile;
    if (was.size !== size) return `${name} had ${was.size} bytes and has ${size}`;
    if (was.modified !== modified) return `${name} was written to since`;
  }
  return undefined;
}
