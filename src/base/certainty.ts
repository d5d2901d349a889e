import type { Certainty } from "./diagnosis.js";

/** The surest first. */
export const CERTAINTY_ORDER: readonly Certainty[] = ["certain", "likely", "possible"];
export const surer = (a: Certainty, b: Certainty): Certainty =>
  CERTAINTY_ORDER.indexOf(a) <= CERTAINTY_ORDER.indexOf(b) ? a : b;
