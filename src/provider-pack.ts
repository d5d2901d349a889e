import type { ProviderPack } from "./providers.js";

/**
 * The table of one provider's codes, for `composeRules`: `txwhy/providers/stripe` and the others in `rules/providers`.
 * @example
 * import stripe from "txwhy/providers/stripe";
 *
 * console.log(stripe.provider); // stripe
 */
declare const pack: ProviderPack;
export default pack;
