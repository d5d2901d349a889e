import type { Remedy } from "../base/diagnosis.js";
import { isWait } from "../remedies/policy.js";

/** Remedies in the order for the verdict `wait`: waiting comes first, the others keep their order. */
export const waitingFirst = (remedies: readonly Remedy[]): Remedy[] => [
  ...remedies.filter(({ action }) => isWait(action)),
  ...remedies.filter(({ action }) => !isWait(action)),
];
