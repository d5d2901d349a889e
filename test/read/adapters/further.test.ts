import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";

/** Payouts, refunds, callbacks and API errors, which providers shape differently from their payments. Ids and amounts are our own. */
const payloads: [provider: string, payload: object, format: string, context: object][] = [
  [
    "Mangopay, members that were copied without the rest",
    { PayInId: null, ResultCode: "101301", ResultMessage: "It failed", SecureMode: "FORCE" },
    "mangopay.result",
    { failure: { provider: "mangopay", code: "101301" } },
  ],
  [
    "ActiveMerchant, what Cybersource answered",
    {
      params: { decision: "REJECT", reasonCode: "481", requestID: "7" },
      message: "Rejected",
      success: false,
      authorization: "1;7;a",
      avs_result: { code: "Y" },
    },
    "activemerchant.response",
    { failure: { codes: [{ scheme: "cybersource.reason_code", code: "481" }] } },
  ],
  [
    "Authorize.Net, an error as Ruby has it",
    { messages: { result_code: "Error", message: [{ code: "E00015", text: "The length is wrong." }] } },
    "authorize_net.error",
    { failure: { codes: [{ scheme: "authorize_net.message_code", code: "E00015" }] } },
  ],
  [
    "Hyperswitch, one attempt",
    {
      id: "12_att_9",
      status: "failure",
      amount: { net_amount: 50000, amount_captured: null },
      connector: "acme",
      error: { code: "110", message: "Insufficient Funds", network_decline_code: "51" },
    },
    "hyperswitch.attempt",
    { transaction: { id: "12_att_9", status: "failed" }, failure: { networkCode: "51" } },
  ],
  [
    "Paystack, a transfer",
    {
      event: "transfer.failed",
      data: {
        amount: 150000,
        currency: "NGN",
        id: 41,
        reference: "t-41",
        status: "failed",
        transfer_code: "TRF_41",
        recipient: { currency: "NGN" },
        created_at: "2026-10-26T12:28:57.000Z",
      },
    },
    "paystack.transfer",
    { transaction: { id: "41", kind: "payout", status: "failed", amount: "1500.00", currency: "NGN" } },
  ],
  [
    "Paystack, a refund with its amount as a text",
    {
      event: "refund.failed",
      data: {
        status: "failed",
        transaction_reference: "t-42",
        amount: "15000",
        currency: "NGN",
        id: "42",
        refund_type: "full",
      },
    },
    "paystack.refund",
    { transaction: { kind: "refund", status: "failed", reference: "t-42", amount: "150.00" } },
  ],
  [
    "Paystack, a bank transfer of a wrong amount",
    {
      event: "bank.transfer.rejected",
      data: {
        bank_transfer: {
          amount: "1500",
          message: "incorrect amount sent",
          message_type: "INCORRECT_AMOUNT",
          transaction_id: "43",
        },
      },
    },
    "paystack.bank_transfer",
    { transaction: { id: "43", status: "failed" }, failure: { message: "incorrect amount sent" } },
  ],
  [
    "Flutterwave, a transfer",
    {
      event: "transfer.completed",
      data: {
        id: 44,
        amount: 30020,
        currency: "NGN",
        status: "FAILED",
        reference: "r-44",
        complete_message: "DISBURSE FAILED: insufficient funds",
      },
    },
    "flutterwave.transfer",
    {
      transaction: { kind: "payout", status: "failed", amount: "30020", currency: "NGN" },
      failure: { message: "DISBURSE FAILED: insufficient funds" },
    },
  ],
  [
    "Wise, the answer to a funding",
    { type: "BALANCE", status: "REJECTED", errorCode: "transfer.insufficient_funds" },
    "wise.funding",
    {
      transaction: { kind: "payout", status: "failed" },
      failure: { codes: [{ scheme: "wise.funding_error", code: "transfer.insufficient_funds" }] },
    },
  ],
  [
    "Wise, a transfer that came back",
    {
      id: 45,
      targetAccount: 1,
      status: "funds_refunded",
      created: "2026-03-14 15:25:51",
      sourceCurrency: "EUR",
      sourceValue: 0,
      targetCurrency: "GBP",
      targetValue: 150,
    },
    "wise.transfer",
    {
      transaction: {
        id: "45",
        kind: "payout",
        status: "refunded",
        amount: "150",
        currency: "GBP",
        at: "2026-03-14T15:25:51+00:00",
      },
    },
  ],
  [
    "Mollie, an API error",
    {
      status: 422,
      title: "Unprocessable Entity",
      detail: "The amount is too high",
      _links: { documentation: { href: "https://docs.mollie.com/errors" } },
    },
    "mollie.error",
    { transaction: { status: "failed" }, failure: { provider: "mollie", message: "The amount is too high" } },
  ],
  [
    "YooKassa, an API error of its own",
    { type: "error", id: "46", code: "internal_server_error", description: "Try again" },
    "yookassa.error",
    { transaction: { status: "unknown" }, failure: { message: "Try again" } },
  ],
  [
    "YooKassa, a refund that was refused",
    {
      event: "refund.canceled",
      object: {
        id: "47",
        payment_id: "p-47",
        status: "canceled",
        amount: { value: "2.00", currency: "RUB" },
        created_at: "2026-07-18T10:51:18.139Z",
      },
    },
    "yookassa.refund",
    { transaction: { kind: "refund", status: "failed", reference: "p-47", amount: "2.00" } },
  ],
  [
    "Authorize.Net, an error of the call",
    {
      refId: "48",
      messages: { resultCode: "Error", message: [{ code: "E00027", text: "The transaction was unsuccessful." }] },
    },
    "authorize_net.error",
    {
      transaction: { status: "failed" },
      failure: { codes: [{ scheme: "authorize_net.message_code", code: "E00027" }] },
    },
  ],
  [
    "bKash, the return address",
    { paymentID: "TR49", status: "cancel", apiVersion: "1.2.0-beta" },
    "bkash.callback",
    { transaction: { id: "TR49", status: "cancelled" } },
  ],
  [
    "Cybersource, a request that it refused",
    {
      submitTimeUtc: "2026-10-01T21:42:22Z",
      status: "INVALID_REQUEST",
      reason: "MISSING_FIELD",
      message: "One or more fields are missing",
    },
    "cybersource.error",
    {
      transaction: { status: "failed", at: "2026-10-01T21:42:22Z" },
      failure: { codes: [{ scheme: "cybersource.reason", code: "MISSING_FIELD" }] },
    },
  ],
  [
    "GoCardless, an API error",
    {
      error: {
        message: "Mandate is cancelled",
        errors: [{ reason: "mandate_is_inactive", message: "x" }],
        type: "invalid_state",
        code: 422,
        request_id: "50",
      },
    },
    "gocardless.error",
    {
      transaction: { status: "failed" },
      failure: { codes: [{ scheme: "gocardless.error_reason", code: "mandate_is_inactive" }] },
    },
  ],
  [
    "PayerMax, where the call went well and the payment did not",
    {
      code: "APPLY_SUCCESS",
      msg: "Success.",
      data: {
        outTradeNo: "51",
        tradeToken: "T51",
        status: "FAILED",
        resultCode: "PAYMENT_FAILED",
        resultMsg: "insufficient balance",
        totalAmount: 10,
        currency: "USD",
      },
    },
    "payermax.payment",
    { transaction: { status: "failed" }, failure: { code: "PAYMENT_FAILED", message: "insufficient balance" } },
  ],
  [
    "PayMongo, a payment in its event",
    {
      data: {
        id: "evt_52",
        type: "event",
        attributes: {
          type: "payment.failed",
          data: {
            id: "pay_52",
            type: "payment",
            attributes: {
              amount: 10000,
              currency: "PHP",
              failed_code: "insufficient_funds",
              status: "failed",
              source: { type: "card", brand: "visa" },
              created_at: 1598501999,
            },
          },
        },
      },
    },
    "paymongo.payment",
    {
      transaction: { id: "pay_52", status: "failed", amount: "100.00", currency: "PHP" },
      failure: { code: "insufficient_funds" },
    },
  ],
  [
    "PayMongo, an intent after a refusal",
    {
      data: {
        id: "pi_53",
        type: "payment_intent",
        attributes: {
          amount: 5000,
          currency: "PHP",
          status: "awaiting_payment_method",
          last_payment_error: { failed_code: "generic_decline", failed_message: "Declined" },
        },
      },
    },
    "paymongo.payment_intent",
    { transaction: { status: "failed", amount: "50.00" }, failure: { code: "generic_decline" } },
  ],
  [
    "Rapyd, a payout",
    {
      type: "PAYOUT_FAILED",
      data: { id: "payout_54", amount: 100, payout_currency: "USD", status: "Error", error_code: "INVALID_ACCOUNT" },
      status: "NEW",
    },
    "rapyd.payout",
    { transaction: { id: "payout_54", kind: "payout", status: "failed", amount: "100", currency: "USD" } },
  ],
  [
    "Rapyd, a refund",
    {
      type: "REFUND_REJECTED",
      data: { id: "refund_55", amount: 5.5, currency: "EUR", status: "Rejected", failure_reason: "closed" },
    },
    "rapyd.refund",
    { transaction: { kind: "refund", status: "failed", amount: "5.5" }, failure: { message: "closed" } },
  ],
  [
    "Redsys, an error of the call",
    { errorCode: "SIS0042" },
    "redsys.error",
    { failure: { codes: [{ scheme: "redsys.error_code", code: "SIS0042" }] } },
  ],
  [
    "Revolut, a payment of an order",
    {
      id: "56",
      order_id: "o-56",
      state: "failed",
      decline_reason: "do_not_honour",
      amount: 500,
      currency: "EUR",
      payment_method: { type: "card", card_brand: "visa", card_expiry: "12/27" },
    },
    "revolut.payment",
    {
      transaction: { status: "failed", amount: "5.00" },
      instrument: { brand: "visa", expires: "2027-12" },
      failure: { code: "do_not_honour" },
    },
  ],
  [
    "Shopify, a session that was rejected",
    {
      data: {
        paymentSessionReject: {
          paymentSession: {
            id: "gid://shopify/PaymentSession/57",
            status: { code: "REJECTED", reason: { code: "PROCESSING_ERROR", merchantMessage: "Declined" } },
          },
        },
      },
    },
    "shopify.payment_session",
    { transaction: { status: "failed" }, failure: { code: "PROCESSING_ERROR", message: "Declined" } },
  ],
  [
    "Mastercard's gateway, a request that it refused",
    { error: { cause: "INVALID_REQUEST", explanation: "Invalid order id", field: "order.id" }, result: "ERROR" },
    "mastercard.error",
    {
      transaction: { status: "failed" },
      failure: { codes: [{ scheme: "mastercard.gateway_error", code: "INVALID_REQUEST" }] },
    },
  ],
  [
    "Primer, a payment in its event",
    {
      eventType: "PAYMENT.STATUS",
      payment: {
        id: "60",
        amount: 3000,
        currencyCode: "GBP",
        orderId: "o-60",
        status: "DECLINED",
        statusReason: { type: "ISSUER_DECLINED", code: "DO_NOT_HONOR" },
      },
    },
    "primer.payment",
    {
      transaction: { id: "60", status: "failed", amount: "30.00", currency: "GBP" },
      failure: { code: "DO_NOT_HONOR" },
    },
  ],
  [
    "Hyperswitch, a payment in its event",
    {
      event_type: "payment_failed",
      content: {
        object: { payment_id: "61", status: "failed", amount: 6540, currency: "USD", error_code: "insufficient_funds" },
      },
    },
    "hyperswitch.payment",
    {
      transaction: { id: "61", status: "failed", amount: "65.40" },
      failure: { codes: [{ scheme: "hyperswitch.error_code", code: "insufficient_funds" }] },
    },
  ],
  [
    "Hyperswitch, a refund",
    {
      refund_id: "62",
      payment_id: "p-62",
      amount: 6540,
      currency: "USD",
      status: "failed",
      error_code: "expired",
      connector: "stripe",
    },
    "hyperswitch.refund",
    { transaction: { id: "62", kind: "refund", status: "failed", amount: "65.40" } },
  ],
  [
    "Transfeera, a transfer that came back",
    { object: "Transfer", data: { id: 63, status: "DEVOLVIDO", value: 10.5, status_description: "Conta encerrada" } },
    "transfeera.transfer",
    {
      transaction: { kind: "payout", status: "failed", amount: "10.5", currency: "BRL" },
      failure: { message: "Conta encerrada" },
    },
  ],
  [
    "Fintoc, a transfer out",
    {
      object: "event",
      data: {
        id: "64",
        object: "transfer",
        amount: 59013,
        currency: "MXN",
        direction: "outbound",
        status: "rejected",
        return_reason: "invalid_account",
      },
    },
    "fintoc.transfer",
    {
      transaction: { kind: "payout", status: "failed", amount: "590.13" },
      failure: { codes: [{ scheme: "fintoc.return_reason", code: "invalid_account" }] },
    },
  ],
  [
    "PhonePe, a refund",
    {
      event: "pg.refund.failed",
      payload: { merchantRefundId: "R65", refundId: "65", amount: 1234, state: "FAILED", errorCode: "TXN_FAILED" },
    },
    "phonepe.refund",
    { transaction: { id: "65", kind: "refund", status: "failed", amount: "12.34", currency: "INR" } },
  ],
  [
    "Paddle, an API error",
    {
      error: {
        type: "request_error",
        code: "bad_request",
        detail: "Not valid",
        documentation_url: "https://developer.paddle.com/errors",
      },
    },
    "paddle.error",
    { transaction: { status: "failed" }, failure: { message: "Not valid" } },
  ],
  [
    "Paytm, a refund",
    {
      body: {
        resultInfo: { resultStatus: "TXN_FAILURE", resultCode: "627", resultMsg: "Refund is too high" },
        orderId: "66",
        refundId: "r-66",
        refundAmount: "1.00",
      },
    },
    "paytm.status",
    { transaction: { kind: "refund", status: "failed", amount: "1.00", currency: "INR" } },
  ],
  [
    "VNPAY, a question that was answered about a payment that failed",
    { vnp_TxnRef: "67", vnp_Amount: "1000000", vnp_ResponseCode: "00", vnp_Message: "OK", vnp_TransactionStatus: "02" },
    "vnpay.payment",
    {
      transaction: { status: "failed", amount: "10000", currency: "VND" },
      failure: { codes: [{ scheme: "vnpay.transaction_status", code: "02" }] },
    },
  ],
  [
    "Adyen, a transfer of a balance platform",
    {
      type: "balancePlatform.transfer.updated",
      data: {
        id: "68",
        amount: { value: 10000, currency: "EUR" },
        category: "bank",
        direction: "outgoing",
        reason: "counterpartyAccountBlocked",
        status: "failed",
      },
    },
    "adyen.transfer",
    {
      transaction: { kind: "payout", status: "failed", amount: "100.00" },
      failure: { codes: [{ scheme: "adyen.transfer_reason", code: "counterpartyAccountBlocked" }] },
    },
  ],
  [
    "Spreedly, an API error",
    { errors: [{ key: "errors.payment_method_not_found", message: "There is no payment method" }] },
    "spreedly.error",
    { transaction: { status: "failed" }, failure: { message: "There is no payment method" } },
  ],
  [
    "Dwolla, an event",
    {
      resourceId: "69",
      topic: "customer_bank_transfer_failed",
      timestamp: "2026-10-03T20:15:32Z",
      _links: { resource: { href: "https://dwolla.example/69" } },
    },
    "dwolla.event",
    { transaction: { id: "69", status: "failed", at: "2026-10-03T20:15:32Z" } },
  ],
  [
    "Revolut, an event",
    { event: "ORDER_PAYMENT_DECLINED", order_id: "70", merchant_order_ext_ref: "o-70" },
    "revolut.event",
    { transaction: { id: "70", status: "failed", reference: "o-70" } },
  ],
  [
    "PayWay, a transaction of its REST API",
    {
      transactionId: 71,
      status: "declined",
      responseCode: "51",
      responseText: "Insufficient funds",
      currency: "aud",
      principalAmount: 100.5,
      paymentAmount: 100.5,
    },
    "payway.transaction",
    { transaction: { id: "71", status: "failed", amount: "100.5", currency: "AUD" }, failure: { code: "51" } },
  ],
  [
    "Circle, a payout in its notification",
    {
      notificationType: "payouts",
      payout: {
        id: "80",
        sourceWalletId: "1",
        destination: { type: "wire" },
        amount: { amount: "3.14", currency: "USD" },
        status: "failed",
        errorCode: "invalid_wire_rtn",
      },
    },
    "circle.payment",
    {
      transaction: { id: "80", kind: "payout", status: "failed", amount: "3.14" },
      failure: { codes: [{ scheme: "circle.payout_error", code: "invalid_wire_rtn" }] },
    },
  ],
  [
    "Circle, an API error",
    {
      code: 2,
      message: "Invalid entity",
      errors: [{ error: "invalid_value", location: "metadata.email", message: "may not be empty" }],
    },
    "circle.error",
    { transaction: { status: "failed" }, failure: { message: "Invalid entity" } },
  ],
  [
    "Cielo, a Pix payment, which spells its id in another way",
    {
      MerchantOrderId: "81",
      Payment: {
        Paymentid: "p-81",
        Type: "Pix",
        Amount: 100,
        Status: 13,
        ReturnCode: "422",
        ReturnMessage: "Pix Aborted",
      },
    },
    "cielo.payment",
    { transaction: { id: "p-81", status: "failed", amount: "1.00", currency: "BRL" } },
  ],
  [
    "Plaid, an event of a payment",
    {
      webhook_type: "PAYMENT_INITIATION",
      new_payment_status: "PAYMENT_STATUS_INSUFFICIENT_FUNDS",
      payment_id: "82",
      timestamp: "2026-09-14T14:42:19Z",
    },
    "plaid.payment_event",
    {
      transaction: { id: "82", status: "failed" },
      failure: { codes: [{ scheme: "plaid.payment_status", code: "PAYMENT_STATUS_INSUFFICIENT_FUNDS" }] },
    },
  ],
  [
    "Mercado Pago, an API error",
    {
      message: "Invalid card_token_id",
      error: "bad_request",
      status: 400,
      cause: [{ code: 3003, description: "Invalid card_token_id" }],
    },
    "mercado_pago.error",
    { transaction: { status: "failed" }, failure: { codes: [{ scheme: "mercado_pago.api_error", code: "3003" }] } },
  ],
  [
    "Authorize.Net, an event, whose amount has no currency",
    {
      eventType: "net.authorize.payment.fraud.declined",
      payload: { responseCode: 3, authAmount: 45, entityName: "transaction", id: "83" },
    },
    "authorize_net.event",
    { transaction: { id: "83", status: "failed" } },
  ],
  [
    "dLocal, a refund",
    {
      id: "REF-91",
      payment_id: "D-91",
      status: "REJECTED",
      status_code: 300,
      status_detail: "The refund was rejected.",
      amount: 12.5,
      currency: "USD",
    },
    "dlocal.refund",
    {
      transaction: {
        id: "REF-91",
        kind: "refund",
        reference: "D-91",
        status: "failed",
        amount: "12.5",
        currency: "USD",
      },
    },
  ],
  [
    "Shopify, a refund that was rejected",
    {
      data: {
        refundSessionReject: {
          refundSession: {
            id: "gid://shopify/RefundSession/92",
            state: { code: "REJECTED", reason: "PROCESSING_ERROR", merchantMessage: "Closed" },
          },
        },
      },
    },
    "shopify.refund_session",
    { transaction: { kind: "refund", status: "failed" }, failure: { message: "Closed" } },
  ],
];

describe("what is no payment is read by its provider's table too:", () => {
  it.each(payloads)("%s", (_, payload, format, context) => {
    const { transactions } = readTransaction(payload);
    expect(transactions.map((one) => one.format)).toEqual([format]);
    expect(transactions[0].context).toMatchObject(context);
  });

  it("and a state that was asked for is told without the code of a call that went well", () => {
    const state = {
      Success: true,
      ErrorCode: "0",
      Message: "OK",
      TerminalKey: "T",
      Status: "REJECTED",
      PaymentId: "90",
    };
    expect(readTransaction(state).transactions[0].context).toEqual({ transaction: { id: "90", status: "failed" } });
  });
});

// Shaped like the answers in the tests of ActiveMerchant (test/unit/gateways of https://github.com/activemerchant/active_merchant, read 2026-11-28).
describe("answers as a library keeps them", () => {
  const only = (payload: unknown) => readTransaction(payload).transactions[0];

  it("of eWAY may have the bank's code alone", () => {
    const answer = { ResponseCode: "05", TransactionID: null, TransactionType: "Purchase", Customer: {} };
    expect(only(answer)).toMatchObject({ format: "eway.transaction", context: { failure: { networkCode: "05" } } });
    expect(() => only({ ...answer, ResponseCode: "00" })).toThrow();
  });

  it("of PayU in Latin America may have a reason and nothing beside it", () => {
    const transactionResponse = { transactionId: "t", state: "DECLINED", responseCode: "ANTIFRAUD_REJECTED" };
    expect(only({ code: "SUCCESS", error: null, transactionResponse })).toMatchObject({
      format: "payu_latam.transaction",
      context: { transaction: { status: "failed" }, failure: { code: "ANTIFRAUD_REJECTED" } },
    });
  });

  it("of Spreedly in XML write the type of an amount beside it", () => {
    const xml =
      '<transaction><amount type="integer">103</amount><currency_code>USD</currency_code><succeeded type="boolean">false</succeeded>' +
      "<state>gateway_processing_failed</state><token>t</token><transaction_type>Purchase</transaction_type></transaction>";
    expect(only(xml).context.transaction).toMatchObject({ amount: "1.03", currency: "USD", status: "failed" });
  });

  it("that say SUCCESS of the call and NOK of the payment are no success", () => {
    const payment = { hash: "h", status: "CA", transaction_status: { code: "NOK", description: "Declined" } };
    expect(only({ payment, status: "SUCCESS" }).context.transaction).toMatchObject({ status: "failed" });
  });

  it("have results of an address check, which are no state of the payment", () => {
    const answer = { id: "7", responseCode: "D7", avs: { result: "A", valid: "Y" } };
    expect(only(answer).context.transaction).toMatchObject({ status: "failed" });
  });
});
