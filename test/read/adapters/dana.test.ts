import { describe, expect, it } from "vitest";
import type { SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const dana = shapesOf("snap_bi");

const status = (payload: SourceValue) =>
  (dana.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

const notify = (body: Record<string, SourceValue>) => ({
  request: { head: { function: "dana.acquiring.order.finishNotify", clientId: "2019" }, body },
  signature: "s",
});
const answer = (method: string, resultStatus: string, body: Record<string, SourceValue> = {}) => ({
  response: {
    head: { function: `dana.acquiring.order.${method}` },
    body: {
      resultInfo: { resultStatus, resultCodeId: "12014152", resultCode: "BALANCE_NOT_ENOUGH", resultMsg: "Not enough" },
      ...body,
    },
  },
});

describe("dana", () => {
  it("reads a finished order, its amount in cents", () => {
    const order = {
      acquirementId: "20210325111212800110166400739921087",
      merchantTransId: "201505080001",
      acquirementStatus: "SUCCESS",
      orderAmount: { currency: "IDR", value: "1000050" },
      createdTime: "2021-03-24T18:44:57.719+07:00",
    };
    expect(dana.read(notify(order))?.context).toEqual({
      transaction: {
        id: "20210325111212800110166400739921087",
        reference: "201505080001",
        status: "succeeded",
        amount: "10000.50",
        currency: "IDR",
        at: "2021-03-24T18:44:57.719+07:00",
      },
    });
    expect(status(notify({ ...order, acquirementStatus: "CLOSED" }))).toBe("expired");
    expect(status(notify({ ...order, acquirementStatus: "ODD" }))).toBe("unknown");
  });

  it("reads a refused payment", () => {
    expect(dana.read(answer("pay", "F"))?.context).toEqual({
      transaction: { status: "failed" },
      failure: { provider: "snap_bi", code: "BALANCE_NOT_ENOUGH", message: "Not enough" },
    });
  });

  it("takes the state of the order, not of the question, from a query", () => {
    expect(status(answer("query", "S", { statusDetail: { acquirementStatus: "PAYING" } }))).toBe("pending");
    expect(status(answer("query", "F"))).toBeUndefined();
  });

  it("waits after an order was made, and does not know after U", () => {
    expect(status(answer("createOrder", "S"))).toBe("pending");
    expect(status(answer("pay", "U"))).toBe("unknown");
  });

  it.each([
    [
      "a sister's message",
      {
        request: {
          head: { function: "alipayplus.acquiring.order.finishNotify" },
          body: { acquirementStatus: "SUCCESS" },
        },
      },
    ],
    [
      "a message about no order",
      { response: { head: { function: "dana.oauth.auth.applyToken" }, body: { accessToken: "x" } } },
    ],
    ["an answer without a transaction", answer("consult", "S")],
  ])("does not claim %s", (_, payload) => {
    expect(dana.read(payload)).toBeNull();
  });
});
