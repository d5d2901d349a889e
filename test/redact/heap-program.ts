import { writeHeapSnapshot } from "node:v8";
import { readTransaction } from "../../src/read/index.js";
import { redact, redactText } from "../../src/redact/index.js";

/** Redacts and reads, collects the garbage and writes the heap to a file. With "keep", one list holds the three texts on purpose. */
const [, , file, keep] = process.argv;

// Joined only when they are used, so that the program's own text holds none of them whole.
const secrets = (): [card: string, amount: string, time: string] => [
  ["4012", "8888", "8888", "1881"].join(""),
  ["918", "273", ".64"].join(""),
  ["2026-03-14", "T15:09", ":26Z"].join(""),
];

function calls(): void {
  const [card, amount, at] = secrets();
  const context = { transaction: { amount, currency: "EUR", at }, [`${card}x`]: 1 };
  redact({ [`${card}x`]: 1, amount, at });
  redactText(`card ${card} paid ${amount} at ${at}`);
  readTransaction(JSON.stringify(context));
  readTransaction(context);
  readTransaction({ status: "FAILED", amount, currency: "EUR", error: { code: "X_1", message: card } });
}

calls();
const kept = keep === "keep" ? secrets() : [];
// V8 itself holds the last text that a regular expression was tried on.
/nothing/.exec("nothing");
(globalThis as { gc?: () => void }).gc?.();
writeHeapSnapshot(file);
console.log(kept.length);
