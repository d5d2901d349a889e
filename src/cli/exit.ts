import { InvalidContextError, InvalidRulesError, UnreadableInputError } from "../base/errors.js";
import { InputError, UsageError } from "./io.js";

export const EXIT = { answered: 0, found: 1, usage: 2, invalid: 65, defect: 70 } as const;

/** What became of one transaction. */
export interface TransactionResult {
  /** It could not be read or is no context. */
  invalid: boolean;
  escalates: boolean;
  hasCause: boolean;
}

/** The exit code of a run that came to its end: faulty input before what `--fail-on` asks for. */
export function exitOf(outcomes: readonly TransactionResult[], failOn: string | undefined): number {
  if (outcomes.some((outcome) => outcome.invalid)) return EXIT.invalid;
  const found = outcomes.some(({ escalates, hasCause }) =>
    failOn === "escalate" ? escalates : failOn === "cause" && hasCause,
  );
  return found ? EXIT.found : EXIT.answered;
}

/** The exit code of a run that an error ended. */
export function exitOfError(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  const isInput = [InvalidRulesError, InvalidContextError, UnreadableInputError, InputError].some(
    (kind) => error instanceof kind,
  );
  return isInput ? EXIT.invalid : EXIT.defect;
}
