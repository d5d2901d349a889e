import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import {
  explain,
  InvalidContextError,
  InvalidRulesError,
  readTransaction,
  recordOutcome,
  redact,
  UnreadableInputError,
} from "../../src/api/index.js";
import type { Io } from "../../src/cli/io.js";
import { run } from "../../src/cli/run.js";
import type { ReadOptions } from "../../src/read/index.js";
import type { Case } from "./contexts.js";
import type { Json } from "./mutate.js";
import { loadRules } from "./rules.js";
import { diagnose, preflight } from "./untyped.js";
import { areFoundFromThePacket, areNotRuledOut, doWhatTheySay, giveTheVerdict, standInOrder } from "./verdicts.js";

/** What is put through one public door; plain JSON, so that it can be kept in a file and tried again. */
export type Input =
  | { door: "context"; context: Json; options: { [name: string]: Json } }
  | { door: "text"; text: string; options: { locale?: string; provider?: string } }
  | { door: "rules"; files: { [path: string]: Json }; context: Json }
  | { door: "outcome"; packet: Json; outcome: Json }
  | { door: "cli"; args: string[]; stdin: string };

/** The card that is written into inputs: never to be seen whole again. */
export const CARD = "4012888888881881";
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

const hidesTheCard = (shown: unknown): void => {
  const text = (JSON.stringify(shown) ?? "").replace(/[\s.-]/g, "");
  expect(text.includes(CARD), "a card number is shown").toBe(false);
};
/** Nothing in it that JSON does not keep. An own member called constructor is one like any other. */
const isPlain = (answer: unknown): void =>
  expect(isDeepStrictEqual(JSON.parse(JSON.stringify(answer)), answer), "the answer is not plain JSON").toBe(true);

/** The answer, or undefined where it is refused by an error of the kind that is documented. */
async function answered<T>(kind: new (...args: never[]) => Error, ask: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof kind)) throw error;
    expect(error.message).not.toBe("");
    const { issues } = error as { issues?: unknown[] };
    if (issues !== undefined) expect(issues.length).toBeGreaterThan(0);
    hidesTheCard(error.message);
    return undefined;
  }
}

/** Only the library's own work; the laws that an answer is held against come after. */
export type Spent = (work: () => unknown) => Promise<void>;

const checks: { [D in Input["door"]]: (input: Extract<Input, { door: D }>, spent: Spent) => Promise<void> } = {
  async context({ context, options }, spent) {
    let diagnosis: Awaited<ReturnType<typeof diagnose>> | undefined;
    const before = JSON.stringify(context);
    await spent(async () => {
      diagnosis = await answered(InvalidContextError, () => diagnose(context, options));
    });
    expect(JSON.stringify(context)).toBe(before);
    const clean = redact(context);
    expect(redact(clean)).toEqual(clean);
    if (diagnosis === undefined) return;
    const given = { context, options } as unknown as Case;
    isPlain(diagnosis);
    expect(JSON.stringify(await diagnose(JSON.parse(before), options))).toBe(JSON.stringify(diagnosis));
    hidesTheCard([diagnosis.summary, diagnosis.warnings, diagnosis.escalation, diagnosis.questions]);
    hidesTheCard(
      [...diagnosis.causes, ...diagnosis.advice].map(({ explanation, evidence }) => [explanation, evidence]),
    );
    standInOrder(diagnosis);
    areNotRuledOut(diagnosis);
    giveTheVerdict(diagnosis, given);
    await areFoundFromThePacket(diagnosis, given);
    await doWhatTheySay(diagnosis, given);
    const flight = await preflight(context, options);
    isPlain(flight);
    expect(flight.passes).toBe(flight.causes.length === 0);
  },

  async text({ text, options }, spent) {
    let reading: ReturnType<typeof readTransaction> | undefined;
    await spent(() => {
      try {
        reading = readTransaction(text, options as ReadOptions);
      } catch (error) {
        if (error instanceof InvalidContextError) return hidesTheCard([error.message, error.issues]);
        if (!(error instanceof UnreadableInputError)) throw error;
        expect(error.line).toBeGreaterThan(0);
        expect(error.column).toBeGreaterThan(0);
        expect(error.excerpt.length).toBeLessThanOrEqual(200);
        hidesTheCard([error.message, error.excerpt, error.hint]);
      }
    });
    await spent(() => redact(text));
    if (reading === undefined) return;
    expect(reading.transactions.length).toBeGreaterThan(0);
    isPlain(reading);
    hidesTheCard([reading.repairs, reading.warnings]);
    const first = reading.transactions[0];
    await answered(InvalidContextError, () => diagnose(first?.context));
  },

  async rules({ files, context }, spent) {
    let rules: ReturnType<typeof loadRules> | undefined;
    await spent(async () => {
      rules = await answered(InvalidRulesError, () => loadRules(files));
    });
    if (rules === undefined) return;
    const diagnosis = await diagnose(context, { rules });
    isPlain(diagnosis);
    standInOrder(diagnosis);
    areNotRuledOut(diagnosis);
    for (const { code } of diagnosis.causes) expect(explain(code)?.code ?? code).toBe(code);
  },

  async outcome({ packet, outcome }, spent) {
    await spent(() => answered(InvalidContextError, () => recordOutcome(packet as never, outcome as never)));
  },

  async cli({ args, stdin }, spent) {
    let written = "";
    const sink = {
      write: (text: string): void => {
        written += text;
      },
    };
    const bytes = Buffer.from(stdin, "latin1");
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes;
    };
    const io: Io = {
      stdin: Object.assign(pieces(), { isTTY: false }),
      stdout: sink,
      stderr: sink,
      env: {},
      platform: "linux",
      launch: async () => false,
    };
    let code = 0;
    await spent(async () => {
      code = await run(args, io);
    });
    expect([0, 1, 2, 65], written.slice(0, 500)).toContain(code);
    expect(UNSEEN.test(written), "control characters are printed").toBe(false);
  },
};

/** Puts an input through its door. @throws where the answer breaks a law of the library. */
export const tryInput = (input: Input, spent: Spent): Promise<void> => checks[input.door](input as never, spent);

export const sizeOf = (input: Input): number => JSON.stringify(input).length;
