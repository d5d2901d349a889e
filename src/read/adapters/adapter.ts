import type { Warning } from "../../base/diagnosis.js";
import type { SourceObject, SourceValue } from "../value.js";

/** The shape of a provider's payload: "<provider>.<shape>", or "generic" for one that nobody knows. */
export type PayloadFormat = string;

/** What an adapter made of one payload. `context` is a plain JSON TransactionContext with amounts as decimal strings in major units. */
export interface Recognised {
  format: PayloadFormat;
  context: Record<string, unknown>;
  warnings: Warning[];
}

/** Recognises one provider's payloads by their shape and converts them without loss; anything else gives null. Never throws because of data. */
export interface Adapter {
  provider: string;
  read(payload: SourceValue): Recognised | null;
  /** Where one payload can hold several transactions: each with the object that it was read from. None gives an empty list. */
  readAll?(payload: SourceValue): FoundPayload[];
}

export interface FoundPayload {
  recognised: Recognised;
  object: SourceObject;
}
