import { shapes } from "../../rules/generated/shapes.js";
import { isObject, type SourceValue } from "../value.js";
import type { Adapter } from "./adapter.js";
import { adyen } from "./adyen.js";
import { alipay } from "./alipay.js";
import { braintree } from "./braintree.js";
import { checkout } from "./checkout.js";
import { dana } from "./dana.js";
import { evm } from "./evm.js";
import { generic } from "./generic.js";
import { hyperswitch } from "./hyperswitch.js";
import { iso8583 } from "./iso8583.js";
import { iso20022 } from "./iso20022.js";
import { midtrans } from "./midtrans.js";
import { mpesa } from "./mpesa.js";
import { paypal } from "./paypal.js";
import { payu } from "./payu.js";
import { razorpay } from "./razorpay.js";
import { shapeAdapter } from "./shape.js";
import { snapBi } from "./snap_bi.js";
import { square } from "./square.js";
import { stripe } from "./stripe.js";
import { upi } from "./upi.js";
import { wechatPay } from "./wechat_pay.js";
import { xendit } from "./xendit.js";

/** No payload belongs to two of these, so their order decides nothing but how soon a common one is found. */
const specific: readonly Adapter[] = [
  stripe,
  adyen,
  paypal,
  checkout,
  razorpay,
  braintree,
  square,
  midtrans,
  xendit,
  dana,
  snapBi,
  alipay,
  wechatPay,
  mpesa,
  upi,
  payu,
  hyperswitch,
  iso20022,
  iso8583,
  evm,
  ...shapes().map(shapeAdapter),
];

/** Whether a provider's own payload lies somewhere inside, down to the depth at which a reader still looks. */
function holdsSpecific(value: SourceValue, depth = 0): boolean {
  if (depth > 6) return false;
  if (Array.isArray(value)) return value.some((entry) => holdsSpecific(entry, depth + 1));
  if (!isObject(value)) return false;
  if (specific.some((adapter) => adapter.read(value) !== null)) return true;
  return Object.values(value).some((entry) => holdsSpecific(entry, depth + 1));
}

/** An error around a provider's payload says less than the payload, and must not hide it. */
const genericLast: Adapter = {
  provider: generic.provider,
  read(payload) {
    const found = generic.read(payload);
    return found === null || holdsSpecific(payload) ? null : found;
  },
};

/**
 * All providers' adapters. The first one that recognises a payload converts it; `generic` comes last. They take the reader's own values,
 * so an application calls `readTransaction` with a parsed body instead.
 */
export const adapters: readonly Adapter[] = [...specific, genericLast];
