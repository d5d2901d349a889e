import type { Audience, TransactionSummary } from "../base/assessment.js";
import type { FormName } from "../rules/files.js";

const BY_KIND: Readonly<Record<string, FormName>> = {
  payment: "pay",
  transfer: "send",
  withdrawal: "withdraw",
  top_up: "top_up",
  refund: "refund",
  payout: "pay_out",
};
const BY_INSTRUMENT: Readonly<Record<string, FormName>> = {
  card: "card",
  debit_card: "card",
  credit_card: "card",
  prepaid_card: "card",
  wallet: "wallet",
  mobile_money: "mobile_money",
  bank_account: "bank",
  crypto_wallet: "chain",
};

/** The forms of texts that fit: by what pays, by the kind of transaction, by the reader. A brand without a kind is a card. */
export function formsOf(
  { kind, instrument }: Pick<TransactionSummary, "kind" | "instrument">,
  audience: Audience,
): FormName[] {
  const paidBy = instrument?.kind ?? (instrument?.brand === undefined ? undefined : "card");
  const forms = [
    paidBy === undefined ? undefined : BY_INSTRUMENT[paidBy],
    BY_KIND[kind],
    audience === "agent" ? ("agent" as const) : undefined,
  ];
  return forms.filter((form) => form !== undefined);
}
