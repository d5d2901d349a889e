import { assess } from "./untyped.js";

export type Kind = "payment" | "transfer" | "withdrawal" | "top_up" | "refund" | "payout";

/** The assessment of a failure on a kind of transaction. */
export const answered = (kind: Kind, failure: object): ReturnType<typeof assess> =>
  assess({ transaction: { kind, amount: "10", currency: "USD", at: "2026-03-10T10:00:00Z" }, failure });

/** What a provider's code means on a kind of transaction: each cause with its certainty. */
export const meant = async (provider: string, code: string, kind: Kind): Promise<string[]> =>
  (await answered(kind, { provider, code })).causes.map((cause) => `${cause.certainty} ${cause.code}`);
