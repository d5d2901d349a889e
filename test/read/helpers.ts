import { UnreadableInputError } from "../../src/base/errors.js";
import { type Reading, type ReadOptions, readTransaction } from "../../src/read/index.js";

/** The one context a text holds. */
export function contextOf(text: string, options?: ReadOptions): unknown {
  const { transactions } = readTransaction(text, options);
  if (transactions.length !== 1) throw new Error(`${transactions.length} transactions`);
  return transactions[0]?.context;
}

export function contextsOf(text: string, options?: ReadOptions): unknown[] {
  return readTransaction(text, options).transactions.map((transaction) => transaction.context);
}

/** The error a text is refused with. */
export function refusal(text: string, options?: ReadOptions): UnreadableInputError {
  let reading: Reading;
  try {
    reading = readTransaction(text, options);
  } catch (error) {
    if (error instanceof UnreadableInputError) return error;
    throw error;
  }
  throw new Error(`read: ${JSON.stringify(reading.transactions)}`);
}

/** `{ transaction: { amount } }` with its currency and other members. */
export const amountText = (amount: string, currency?: string, more: object = {}): string =>
  JSON.stringify({ transaction: { amount, ...(currency === undefined ? {} : { currency }) }, ...more });
