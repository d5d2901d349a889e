import type { Warning } from "../../base/diagnosis.js";
import type { SourceValue } from "../value.js";

/** The payloads that the adapters recognise, as "<provider>.<shape>". */
export type PayloadFormat =
  | `adyen.${"balance" | "error" | "notification" | "payment" | "terminal"}`
  | `alipay.${"app_result" | "notification" | "response"}`
  | `antom.${"payment" | "refund" | "transfer"}`
  | `braintree.${"error" | "transaction" | "verification"}`
  | `checkout.${"error" | "event" | "payment"}`
  | "dana.order"
  | `evm.${"ethers_error" | "receipt" | "rpc_error" | "transaction"}`
  | "generic.error"
  | `hyperswitch.${"error" | "payment"}`
  | `iso20022.${"pacs_002" | "pacs_004" | "pain_002" | "transaction"}`
  | "iso8583.message"
  | `midtrans.${"error" | "notification" | "payout" | "transaction"}`
  | `mpesa.${"accepted" | "c2b" | "error" | "result" | "stk_push" | "transaction_status"}`
  | `mtn_momo.${"error" | "transaction"}`
  | "nacha.return"
  | `paypal.${"error" | "event" | "order" | "payment" | "subscription" | PaypalCapture}`
  | `payu.${"latam" | "payment"}`
  | `razorpay.${"error" | RazorpayEntity}`
  | `snap_bi.${"response" | "transaction_status"}`
  | `square.${"error" | "payment" | "refund" | "terminal_checkout"}`
  | `stripe.${"charge" | "checkout_session" | "error" | "invoice" | "payment_intent" | "payout" | "refund" | "setup_intent" | "topup"}`
  | `upi.${"app_response" | "bank_callback" | "gateway" | "npci" | "response" | "switch"}`
  | `wechat_pay.${"error" | "notification" | "refund" | "v2" | "v3"}`
  | `xendit.${"error" | XenditObject}`;

export type PaypalCapture = "authorization" | "capture" | "payouts_item" | "refund" | "sale";
export type RazorpayEntity = "payment" | "payout" | "refund";
export type XenditObject =
  | "card_charge"
  | "disbursement"
  | "ewallet_charge"
  | "ewallet_payment"
  | "invoice"
  | "payment"
  | "payout"
  | "refund"
  | "virtual_account_payment";

/** What an adapter made of one payload. `context` is a plain JSON TransactionContext with amounts as decimal strings in major units. */
export interface Recognised {
  format: PayloadFormat;
  context: Record<string, unknown>;
  warnings: Warning[];
}

/** Recognises one provider's payloads by their shape and converts them without loss; anything else gives null. Never throws because of data. */
export interface Adapter {
  provider: string;
  read(payload: SourceValue): Recognised | null;
}
