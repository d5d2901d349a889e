import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import type { Io, Sink } from "../../src/cli/io.js";
import { run } from "../../src/cli/run.js";

export interface Ran {
  code: number;
  out: string;
  err: string;
}

export interface Surroundings {
  /** What stands on standard input; a terminal where it is null. */
  stdin?: string | Uint8Array | null;
  env?: Record<string, string>;
  /** The width of the terminal that standard output is. */
  columns?: number;
  platform?: string;
  /** What starts programs; without it there are none. */
  launch?: Io["launch"];
}

/** Runs the program in this process, with streams that remember. */
export async function txwhy(args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const { stdin = "", env = {}, columns, platform = "linux", launch = async () => false } = surroundings;
  const written = { out: "", err: "" };
  const sink = (name: "out" | "err"): Sink => ({
    write: (text) => {
      written[name] += text;
    },
    ...(columns === undefined ? {} : { isTTY: true, columns }),
  });
  const io: Io = { stdin: source(stdin), stdout: sink("out"), stderr: sink("err"), env, platform, launch };
  return { code: await run(args, io), ...written };
}

function source(content: string | Uint8Array | null): Io["stdin"] {
  const pieces = async function* (): AsyncGenerator<string | Uint8Array> {
    if (content === null) throw new Error("the program waits at a terminal");
    yield content;
  };
  return Object.assign(pieces(), { isTTY: content === null });
}

/** Diagnoses a value handed over on standard input. */
export const diagnosed = (context: unknown, args: readonly string[] = [], more: Surroundings = {}): Promise<Ran> =>
  txwhy(args, { ...more, stdin: typeof context === "string" ? context : JSON.stringify(context) });

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "txwhy-"));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A file with this content; gives its path. */
export const fileWith = (content: string | Uint8Array, name = "payment.json"): string =>
  join(folderWith({ [name]: content }), name);

/** Short by the fee alone. */
export const short = {
  transaction: { amount: "100.00", currency: "USD", at: "2026-11-22T09:00:00+08:00" },
  balance: { available: "100.00" },
  fees: [{ flat: "0.50" }],
};

/** Nobody answered: a human takes over. */
export const unanswered = {
  transaction: { amount: "50", currency: "EUR", at: "2026-11-22T09:00:00+01:00", reference: "r1" },
  network: { timedOut: true },
};

/** Over a daily limit that resets at the next midnight in Berlin. */
export const overDaily = {
  transaction: { amount: "50", currency: "EUR", at: "2026-11-22T09:00:00+01:00" },
  balance: { available: "100" },
  fees: [],
  limits: [{ window: "daily", max: "200", used: "180", timeZone: "Europe/Berlin" }],
};

export const succeeded = { transaction: { amount: "50", currency: "EUR", status: "succeeded" } };
export const invalid = { transaction: { amount: "50", currency: "EUR" }, balance: { held: "-3" }, limits: [{}] };

/** A cause of one's own, as the text of its file: a shop that is closed, changed as told. */
export const ownCause = (change: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    code: "merchant.closed",
    since: "1.0.0",
    rules: [
      {
        name: "shop_closed",
        certainty: "certain",
        when: { all: [{ fact: "extensions.shopOpen", operator: "equal", value: false }] },
        evidence: ["extensions.shopOpen"],
      },
    ],
    remedies: [{ action: "contact_merchant", who: "merchant", effort: "hours" }],
    text: { title: "The shop is closed", explanation: "The shop takes no payment now." },
    cases: [
      { name: "closed", given: { extensions: { shopOpen: false } }, expect: "match" },
      { name: "open", given: { extensions: { shopOpen: true } }, expect: "no_match" },
      { name: "not known", given: {}, expect: "unknown" },
    ],
    ...change,
  });
