/** The words that texts may use as {term.*}: verbs and nouns that depend on the kind of transaction, and on what pays. */
export const terms = [
  "pay",
  "again",
  "payment",
  "account",
  "others",
  "issuer",
] as const;
/**
 * One of the words that texts may use as {term.*}.
 * @example
 * "again"
 */
export type TermName = (typeof terms)[number];

/** Texts in these forms depend on what pays, the others on the kind of transaction. */
export const forms = [
  "card",
  "wallet",
  "bank",
  "mobile_money",
  "chain",
  "pay",
  "send",
  "withdraw",
  "top_up",
  "refund",
  "pay_out",
] as const;
