import type { CodeTablePack } from "../facts/codes.js";

/**
 * The table of one provider's codes, for `composeRules`: `txwhy/codes/stripe` and the others in `rules/codes`.
 * @example
 * import stripe from "txwhy/codes/stripe";
 *
 * console.log(stripe.provider); // stripe
 */
declare const pack: CodeTablePack;
export default pack;
