import { type Json, own } from "../base/json.js";
import type { Situation } from "../causes/find.js";
import type { Action } from "../rules/files.js";

/** What the policy members of rule files come to for the causes that were found. */

/** What may not be advised while the account may be in other hands. */
const UNSAFE: readonly Action[] = [
  "retry_now",
  "start_again",
  "enter_password_again",
  "top_up",
  "reduce_amount",
  "split_payment",
  "raise_limit",
];
/** While nobody knows whether money moved, a new attempt may pay twice. */
const PAYS_AGAIN: readonly Action[] = ["retry_now", "start_again"];

/** The account may be in other hands. */
export const isUnsafe = ({ blocking }: Situation): boolean => blocking.some(({ cause }) => cause.file.unsafe === true);

/** Nobody knows whether money moved. */
export const isOutcomeUnknown = ({ blocking }: Situation): boolean =>
  blocking.some(({ cause }) => cause.file.outcomeUnknown === true);

/** Money may have moved already: in this attempt, or in one before. */
export const mayHavePaid = (situation: Situation): boolean =>
  isOutcomeUnknown(situation) || situation.blocking.some(({ cause }) => cause.file.retry === "check_status_first");

/** The account may be in other hands, or no retry can succeed. */
export const isRetryBarred = (situation: Situation): boolean =>
  isUnsafe(situation) || situation.blocking.some(({ cause }) => cause.file.retry === "never");

/** Actions that may not be advised for any cause of this transaction. */
export const barredActions = (situation: Situation): readonly Action[] => [
  ...(isUnsafe(situation) ? UNSAFE : []),
  ...(mayHavePaid(situation) ? PAYS_AGAIN : []),
];

/** Remedies of a cause that were tried before, without success. */
export function triedFor(code: string, { context }: Situation): Set<string> {
  const history = (own(context, "history") as Json[] | undefined) ?? [];
  const entries = history.filter((entry) => own(entry, "status") === "failed" && own(entry, "cause") === code);
  return new Set(entries.flatMap((entry) => (own(entry, "triedRemedies") as string[] | undefined) ?? []));
}

/** Whether time alone clears a cause in this way. */
export const isWait = (action: string): boolean => action === "wait_until" || action === "wait_for_unlock";
