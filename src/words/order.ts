import type { Remedy } from "../base/diagnosis.js";
import { isWait } from "../remedies/policy.js";

/** Remedies in the order for a verdict of `wait`: waiting comes first, all else stays in order. */
export const waitingFirst = (remedies: readonly Remedy[]): Remedy[] => [
  ...remedies.filter(({ action }) => isWait(action)),
  ...remedies.filter(({ action }) => !isWait(action)),
];
