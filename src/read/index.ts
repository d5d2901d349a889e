import { generic } from "./adapters/generic.js";
import { adapters } from "./adapters/index.js";
import { createReader } from "./reader.js";

export type { Reading, ReadOptions, ReadTransaction, Repair } from "./reader.js";
export { parseXml } from "./xml.js";

/**
 * Reads the transactions in a text as people paste it: JSON of any kind, tables, form bodies, `curl` commands, XML. What was not strict
 * JSON is in `repairs`; what might change an amount is never repaired.
 * @throws {UnreadableInputError} when a part cannot be read without guessing, or there is no transaction in it.
 * @example
 * import { diagnose, readTransaction } from "txwhy";
 *
 * const pasted = "payment failed: {'transaction': {'amount': 50, 'currency': 'EUR'}, 'network': {'status': 'offline'},}";
 * const { transactions, repairs } = readTransaction(pasted);
 * console.log(repairs.length > 0); // true
 * console.log((await diagnose(transactions[0]?.context)).causes[0]?.code); // network.offline
 */
export const readTransaction = createReader(
  adapters.filter(({ provider }) => provider !== generic.provider),
  [generic],
);
