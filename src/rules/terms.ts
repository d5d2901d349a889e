/**
 * The words that texts may use as {term.*}. pay, again, payment: what is done, by the kind of transaction. account, method, others, issuer:
 * what pays, another of it, and who stands behind it. your: whose it is, for a customer or an agent.
 */
export const terms = ["pay", "again", "payment", "account", "method", "others", "issuer", "your"] as const;
/**
 * One of the words that texts may use as {term.*}.
 * @example
 * "again"
 */
export type TermName = (typeof terms)[number];

/** What pays, what kind of transaction it is, and an agent as the reader: what texts may depend on. */
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
  "agent",
] as const;
