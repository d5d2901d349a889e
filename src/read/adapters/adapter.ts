import type { Warning } from "../../base/diagnosis.js";
import type { SourceValue } from "../value.js";

/** What an adapter made of one payload. `context` is a plain JSON TransactionContext with amounts as decimal strings in major units. */
export interface Recognised {
  /** "<provider>.<shape>", for example "stripe.payment_intent". */
  format: string;
  context: Record<string, unknown>;
  warnings: Warning[];
}

/** Recognises one provider's payloads by their shape and converts them without loss; anything else gives null. Never throws because of data. */
export interface Adapter {
  provider: string;
  read(payload: SourceValue): Recognised | null;
}
