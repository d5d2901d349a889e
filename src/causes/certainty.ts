import type { Certainty } from "../base/diagnosis.js";

export const CERTAINTY_ORDER: readonly Certainty[] = ["certain", "likely", "possible"];
export const surer = (a: Certainty, b: Certainty): Certainty =>
  CERTAINTY_ORDER.indexOf(a) <= CERTAINTY_ORDER.indexOf(b) ? a : b;
export const atLeastAsSure = (a: Certainty, b: Certainty): boolean => surer(a, b) === a;
