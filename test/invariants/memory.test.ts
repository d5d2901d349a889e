import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const program = fileURLToPath(new URL("../support/heap.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

const CARD = "4539148803436467";
/** Texts that occur nowhere else, each in a place where something may be worked out from it. */
const texts = {
  "a card number used as a key": `${CARD}x`,
  "a card number in a message": "5425233430109903",
  "an amount": "73519.37",
  "an amount of a limit": "61207.43",
  "a time": "2026-03-17T04:51:37.219+05:45",
  "a payee": "payee-qz7731",
  "a message": "zorblatt refused",
};
const context = {
  transaction: {
    id: "t-1",
    amount: texts["an amount"],
    currency: "EUR",
    at: texts["a time"],
    [texts["a card number used as a key"]]: 1,
  },
  balance: { available: "10.00" },
  fees: [{ flat: "0.53" }],
  limits: [{ window: "daily", max: texts["an amount of a limit"], used: "1.00", timeZone: "Asia/Kathmandu" }],
  history: [{ status: "succeeded", at: "2026-03-16T04:51:37Z", amount: "3.17", currency: "EUR", payee: "other" }],
  payeeId: texts["a payee"],
  failure: {
    provider: "stripe",
    code: "generic_decline",
    message: `${texts["a message"]}, card ${texts["a card number in a message"]}`,
  },
  account: { unrecognisedActivity: true },
};

/** Which of the texts are still in the memory of a process that diagnosed the context once and let go of it. */
function keptAfterDiagnose(...options: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "txwhy-heap-"));
  try {
    const [input, output] = [join(folder, "context.json"), join(folder, "memory.heapsnapshot")];
    writeFileSync(input, JSON.stringify(context));
    execFileSync(process.execPath, ["--import", tsx, program, input, output, ...options], { encoding: "utf8" });
    const memory = readFileSync(output);
    return Object.entries(texts).flatMap(([name, text]) => (memory.includes(text) ? name : []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the memory of a process, after a diagnosis", { timeout: 120_000 }, () => {
  test("shows every text of a context that is still held", () => {
    expect(keptAfterDiagnose("keep")).toEqual(Object.keys(texts));
  });

  test("holds nothing of the context once it is let go", () => {
    expect(keptAfterDiagnose()).toEqual([]);
  });
});
