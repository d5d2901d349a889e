import { once } from "node:events";
import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { isJsonObject, type Json, type JsonObject } from "../src/base/json.js";
import { randomFrom } from "./random.js";

/**
 * Writes many failed payments for trying `txwhy batch`: the examples again and again with other amounts, some with a code nobody knows, some
 * rows bad. The same number of rows is the same text every time.
 *
 *   tsx scripts/many.ts ROWS [FILE]
 */
const [rows = 1000, path] = [Number(process.argv[2] ?? 1000), process.argv[3]];

const random = randomFrom(20_261_122);
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const read = (folder: string): JsonObject[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as JsonObject);
const contexts = read("examples");
const payloads = read("examples/provider");

const BAD = [
  '{"transaction": {"amount": "10k", "currency": "USD"}}',
  '{"transaction": {"amount": "5"',
  "not a payment",
  '{"transaction":{"amount":"5"}}',
];
const CODES = ["no_such_code_41", "mystery_decline", "scheme_says_no"];

/** A context with its amount a little other. */
function varied(context: JsonObject, i: number): JsonObject {
  const { transaction } = context;
  if (!isJsonObject(transaction)) return context;
  const changed: Record<string, Json> = { ...transaction, id: `tx-${i}` };
  const { amount } = transaction;
  if (typeof amount === "string" && /^\d+\.\d\d$/.test(amount))
    changed.amount = (Number(amount) * (0.5 + random())).toFixed(2);
  return { ...context, transaction: changed };
}

function row(i: number): string {
  const dice = random();
  if (dice < 0.002) return oneOf(BAD);
  if (dice < 0.01) {
    const transaction = {
      id: `tx-${i}`,
      amount: (1 + random() * 500).toFixed(2),
      currency: oneOf(["EUR", "USD", "IDR"]),
    };
    return JSON.stringify({ transaction, failure: { provider: "acme", code: oneOf(CODES) } });
  }
  if (dice < 0.15) return JSON.stringify(oneOf(payloads));
  return JSON.stringify(varied(oneOf(contexts), i));
}

const out = path === undefined ? process.stdout : createWriteStream(path);
for (let i = 1; i <= rows; ) {
  let text = "";
  for (const end = Math.min(rows, i + 999); i <= end; i++) text += `${row(i)}\n`;
  if (!out.write(text)) await once(out, "drain");
}
if (path !== undefined) out.end();
