import { shapes } from "../../rules/generated/shapes.js";
import type { Adapter } from "./adapter.js";
import { evm } from "./evm.js";
import { iso8583 } from "./iso8583.js";
import { iso20022 } from "./iso20022.js";
import { paypal } from "./paypal.js";
import { shapeAdapters } from "./shape.js";
import { stripe } from "./stripe.js";

/**
 * The adapters of known shapes; no payload belongs to two of them, so their order decides nothing but how soon a common one is found. They
 * take the reader's own values: an application calls `readTransaction` with a parsed body instead.
 */
export const adapters: readonly Adapter[] = [stripe, paypal, iso20022, iso8583, evm, ...shapeAdapters(shapes())];
