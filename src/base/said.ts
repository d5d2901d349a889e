import type { CauseCode, Money } from "./remedy.js";

/**
 * Whose it is to mend a cause.
 * @example
 * "issuer"
 */
export type Party = "customer" | "payee" | "merchant" | "issuer" | "network" | "provider" | "wallet";

/**
 * What was tried, as it was understood: for the first line of every view. Redacted; what is unknown is missing.
 * @example
 * { kind: "payment", amount: { value: "125.50", currency: "EUR" }, status: "failed", at: "2026-11-22T09:00:00+01:00" }
 */
export interface TransactionSummary {
  /** "payment" where the context does not say it. */
  readonly kind: "payment" | "transfer" | "withdrawal" | "top_up" | "refund" | "payout";
  readonly amount?: Money;
  /** "failed" where the context does not say it. */
  readonly status: "planned" | "failed" | "pending" | "unknown" | "succeeded" | "expired" | "cancelled" | "refunded";
  /** RFC 3339, as it was given. */
  readonly at?: string;
  readonly reference?: string;
  /** The kind and the brand of the card, wallet or account; at least one of them. */
  readonly instrument?: { readonly kind?: string; readonly brand?: string };
}

/**
 * What a provider's published table says about trying again after a code. `unknown`: the table says nothing.
 * @example
 * "check_status_first"
 */
export type CodeRetry = "now" | "after_remedy" | "later" | "check_status_first" | "never" | "unknown";

/**
 * A code or message that the provider sent, redacted, with what its table says about it: null where no table has it.
 * @example
 * {
 *   provider: "stripe",
 *   name: "Stripe",
 *   scheme: "stripe.decline_code",
 *   code: "insufficient_funds",
 *   meaning: "the card has too little money",
 *   cause: "balance.insufficient",
 *   retry: "later",
 *   party: "customer",
 *   source: { title: "Stripe decline codes", url: "https://docs.stripe.com/declines/codes", date: "2026-11-22" },
 * }
 */
export interface Said {
  /** As the context has it, else the provider whose table has the scheme; "" where neither is known. */
  readonly provider: string;
  /** The provider's proper name, as its table writes it; otherwise `provider`. */
  readonly name: string;
  /** The namespace of the code, such as stripe.decline_code; "message" for the provider's sentence, "" where it is unknown. */
  readonly scheme: string;
  /** The code as it was sent. For a message: its text, shortened. */
  readonly code: string;
  /** In English, from the code table. */
  readonly meaning: string | null;
  readonly cause: CauseCode | null;
  readonly retry: CodeRetry | null;
  /** Whose it is to mend. */
  readonly party: Party | null;
  /** Where the meaning is published; `date` is when it was read, YYYY-MM-DD. */
  readonly source?: { readonly title: string; readonly url: string; readonly date: string };
}
