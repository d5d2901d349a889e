import { type Json, own } from "../base/json.js";
import type { FoundCause, Situation } from "../causes/find.js";
import { paidByMerchant } from "../facts/meant.js";
import { paidBy, paysByCard } from "../facts/sheet.js";
import type { Action } from "../rules/files.js";

// The policy members of the rule files, applied to the blocking causes.

/** Actions that change what is paid. Changing the amount of a possible duplicate only hides it. */
const AMOUNT: readonly Action[] = ["reduce_amount", "increase_amount", "split_payment"];
/** Actions not advised while somebody else may control the account. */
const UNSAFE: readonly Action[] = [
  "retry_now",
  "start_again",
  "enter_password_again",
  "top_up",
  "reduce_amount",
  "split_payment",
  "raise_limit",
  "use_other_method",
];
/** Actions that may pay twice while it is unknown whether money moved. */
const PAYS_AGAIN: readonly Action[] = [
  ...AMOUNT,
  "retry_now",
  "start_again",
  "top_up",
  "raise_limit",
  "use_other_method",
];
/** Actions for which the customer has to be there. */
const CONFIRMS: readonly Action[] = ["complete_challenge", "enter_password_again", "request_new_code", "sign_in_again"];
/** A refund or payout is the merchant's: its customer cannot change the amount, pay more in, choose another card, start or confirm it. */
const PAYERS_ONLY: readonly Action[] = [...AMOUNT, "top_up", "use_other_method", "start_again", ...CONFIRMS];
/** A refund goes back to where the payment came from. A payout may go to another account of its customer. */
const NOT_ON_REFUNDS: readonly Action[] = ["update_details", "link_instrument"];

/** Whether somebody else may control the account. */
export const isUnsafe = ({ blocking }: Situation): boolean => blocking.some(({ cause }) => cause.file.unsafe === true);

/** Whether a person has to take over: by the cause's file; what the merchant has set up wrong is never the customer's to mend. */
export const needsHuman = ({ cause }: FoundCause): boolean =>
  cause.file.needsHuman === true || cause.groupName === "merchant";

/** Whether it is unknown if money moved: by a cause, or by a code for a payment that is still under way. */
export const isOutcomeUnknown = ({ outcomeUnknown }: Situation): boolean => outcomeUnknown;

/** Whether money may have moved already, in this attempt or an earlier one. */
export const mayHavePaid = ({ mayHaveMoved, failed, failure }: Situation): boolean =>
  mayHaveMoved || (failed && failure?.guidance?.when === "check_status_first");

/** Whether a retry is unsafe or cannot succeed. */
export const isRetryBarred = (situation: Situation): boolean =>
  isUnsafe(situation) || situation.blocking.some(({ cause }) => cause.file.retry === "never");

/** Actions not advised for any cause of this transaction. */
export const barredActions = (situation: Situation): readonly Action[] => [
  ...(isUnsafe(situation) ? UNSAFE : []),
  ...(mayHavePaid(situation) ? PAYS_AGAIN : []),
  ...(isMerchants(situation) ? PAYERS_ONLY : []),
  ...(kindOf(situation) === "refund" ? NOT_ON_REFUNDS : []),
  // Nobody adds money to a bank's card in the wallet.
  ...(isByCard(situation) ? (["top_up"] as const) : []),
  // The PIN that a card's code speaks of is its bank's.
  ...(isByCard(situation) && situation.failure?.rail === "card" ? (["reset_payment_password"] as const) : []),
];

const isByCard = ({ sheet }: Situation): boolean => paysByCard(sheet) || paidBy(sheet) === "card";

const kindOf = ({ sheet }: Situation): string => sheet.transaction.kind ?? "payment";
const isMerchants = (situation: Situation): boolean => paidByMerchant(kindOf(situation));

/** Whether the customer cannot change the amount: a shop's price, a refund, a payout. */
export function isAmountFixed(situation: Situation): boolean {
  const stated = own(own(situation.context, "transaction"), "amountFixed") as boolean | undefined;
  return stated ?? (kindOf(situation) === "payment" || isMerchants(situation));
}

/** Whether an action needs the customer, who is not there when the merchant starts a payment. */
export const needsAbsentCustomer = (action: Action, { context }: Situation): boolean =>
  CONFIRMS.includes(action) && own(own(context, "transaction"), "initiator") === "merchant";

/** Whether an action pays another amount than the one asked for. */
export const changesAmount = (action: Action): boolean => action === "reduce_amount" || action === "increase_amount";

const DAY = 86_400_000;

/** Actions that were tried for a cause of this transaction and failed, from the context's history. */
export function triedFor(code: string, { context, sheet }: Situation): ReadonlySet<string> {
  const history = (own(context, "history") as Json[] | undefined) ?? [];
  const entries = history.filter(
    (entry) => own(entry, "status") === "failed" && own(entry, "cause") === code && isSameTransaction(entry),
  );
  return new Set(entries.flatMap((entry) => (own(entry, "triedRemedies") as string[] | undefined) ?? []));

  /** By the reference; without one, the same amount to the same payee within the day before the attempt. */
  function isSameTransaction(entry: Json): boolean {
    const transaction = own(context, "transaction");
    const reference = own(transaction, "reference");
    if (reference !== undefined) return own(entry, "reference") === reference;
    const at = own(transaction, "at") as string | undefined;
    if (at === undefined || !sheet.amount.known) return false;
    const age = sheet.cache.instant(at) - sheet.cache.instant(own(entry, "at") as string);
    return (
      age >= 0 &&
      age <= DAY &&
      own(entry, "payee") === own(context, "payeeId") &&
      (own(entry, "currency") ?? sheet.currency) === sheet.currency &&
      sheet.cache.decimal(own(entry, "amount") as string | number).eq(sheet.amount.value)
    );
  }
}

/** Whether an action is only waiting. */
export const isWait = (action: string): boolean => action === "wait_until" || action === "wait_for_unlock";
