import { InvalidContextError, InvalidRulesError, UnreadableInputError } from "../base/errors.js";
import { InputError, UsageError } from "./io.js";

export const EXIT = { answered: 0, found: 1, usage: 2, invalid: 65, defect: 70 } as const;

/** What the exit code depends on, for one transaction. */
export interface TransactionResult {
  /** It cannot be read, or is not a transaction context. */
  invalid: boolean;
  escalates: boolean;
  hasCause: boolean;
}

/** The exit code of a finished run. Invalid input outweighs a match of `--fail-on`. */
export function exitOf(outcomes: readonly TransactionResult[], failOn: string | undefined): number {
  if (outcomes.some((outcome) => outcome.invalid)) return EXIT.invalid;
  const found = outcomes.some(({ escalates, hasCause }) =>
    failOn === "escalate" ? escalates : failOn === "cause" && hasCause,
  );
  return found ? EXIT.found : EXIT.answered;
}

/** The exit code for an error that ended the run. */
export function exitOfError(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  const isInput = [InvalidRulesError, InvalidContextError, UnreadableInputError, InputError].some(
    (kind) => error instanceof kind,
  );
  return isInput ? EXIT.invalid : EXIT.defect;
}
