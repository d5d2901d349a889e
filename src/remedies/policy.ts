import { type Json, own } from "../base/json.js";
import type { Situation } from "../causes/find.js";
import { saysOutcomeUnknown } from "../facts/guidance.js";
import type { Action } from "../rules/files.js";

// The policy members of the rule files, applied to the blocking causes.

/** Actions not advised while somebody else may control the account. */
const UNSAFE: readonly Action[] = [
  "retry_now",
  "start_again",
  "enter_password_again",
  "top_up",
  "reduce_amount",
  "split_payment",
  "raise_limit",
];
/** Actions that may pay twice while it is unknown whether money moved. */
const PAYS_AGAIN: readonly Action[] = ["retry_now", "start_again"];

/** Whether somebody else may control the account. */
export const isUnsafe = ({ blocking }: Situation): boolean => blocking.some(({ cause }) => cause.file.unsafe === true);

/** Whether it is unknown if money moved: by a cause, or by a code for a payment that is still under way. */
export const isOutcomeUnknown = ({ blocking, failed, failure }: Situation): boolean =>
  blocking.some(({ cause }) => cause.file.outcomeUnknown === true) ||
  (failed && saysOutcomeUnknown(failure?.guidance ?? null));

/** Whether money may have moved already, in this attempt or an earlier one. */
export const mayHavePaid = (situation: Situation): boolean =>
  isOutcomeUnknown(situation) || situation.blocking.some(({ cause }) => cause.file.retry === "check_status_first");

/** Whether a retry is unsafe or cannot succeed. */
export const isRetryBarred = (situation: Situation): boolean =>
  isUnsafe(situation) || situation.blocking.some(({ cause }) => cause.file.retry === "never");

/** Actions not advised for any cause of this transaction. */
export const barredActions = (situation: Situation): readonly Action[] => [
  ...(isUnsafe(situation) ? UNSAFE : []),
  ...(mayHavePaid(situation) ? PAYS_AGAIN : []),
];

/** Actions that were tried for a cause before and failed, from the context's history. */
export function triedFor(code: string, { context }: Situation): Set<string> {
  const history = (own(context, "history") as Json[] | undefined) ?? [];
  const entries = history.filter((entry) => own(entry, "status") === "failed" && own(entry, "cause") === code);
  return new Set(entries.flatMap((entry) => (own(entry, "triedRemedies") as string[] | undefined) ?? []));
}

/** Whether an action is only waiting. */
export const isWait = (action: string): boolean => action === "wait_until" || action === "wait_for_unlock";
