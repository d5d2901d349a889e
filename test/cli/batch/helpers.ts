import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Io, Sink } from "../../../src/cli/io.js";
import { run } from "../../../src/cli/run.js";
import { folderWith, type Ran } from "../helpers.js";

/** A line of results, as far as tests look at it. */
export interface Result {
  file: string;
  row: number;
  line: number;
  format?: string;
  amount?: { value: string; currency: string } | null;
  verdict?: string;
  causes?: { code: string }[];
  plan?: { steps: { cause: string; action: string }[] } | null;
  escalation?: { reason: string; priority: string; packet: { context: Record<string, unknown> } } | null;
  warnings?: { line?: number; message: string }[];
  error?: { kind: string; message: string; issues?: { path: string; message: string }[] };
}

export const lines = (text: string): Result[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Result);

export interface Around {
  /** What comes on standard input, piece by piece. */
  pieces?: readonly (string | Uint8Array)[] | AsyncIterable<string>;
  /** Hears what goes to standard output. */
  onOut?: (text: string) => void;
  /** Without `--jobs`, which a command inside batch does not take. */
  alone?: boolean;
  env?: Record<string, string>;
  /** The width of the terminal that standard error is. */
  terminal?: number;
}

/** Runs `txwhy batch` in this process, without threads: those want the built program. */
export async function batch(
  args: readonly string[],
  { pieces = [], env = {}, terminal, onOut, alone = false }: Around = {},
): Promise<Ran> {
  const written = { out: "", err: "" };
  const sink = (name: "out" | "err"): Sink => ({
    write: (text) => {
      written[name] += text;
      if (name === "out") onOut?.(text);
    },
  });
  const stdin = (async function* () {
    yield* pieces;
  })();
  const stderr = terminal === undefined ? sink("err") : { ...sink("err"), isTTY: true, columns: terminal };
  const io: Io = { stdin, stdout: sink("out"), stderr, env, platform: "linux", launch: async () => false };
  return { code: await run(["batch", ...args, ...(alone ? [] : ["--jobs", "1"])], io), ...written };
}

/** What `txwhy batch` makes of a text or bytes, without their file's name. */
export async function resultsOf(content: string | Uint8Array, args: readonly string[] = []): Promise<Result[]> {
  const path = join(folderWith({ input: content }), "input");
  const { out } = await batch([path, ...args]);
  return lines(out);
}

/** A file read as text. */
export const text = (...path: string[]): string => readFileSync(join(...path), "utf8");

/** Rows that fail for want of money: `short` of them by their amounts. */
export const shortOf = (...amounts: string[]): object[] =>
  amounts.map((amount) => ({
    transaction: { amount, currency: "USD", at: "2026-11-22T09:00:00+08:00" },
    balance: { available: "10.00" },
  }));

export const ndjson = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
