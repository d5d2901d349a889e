import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, contextsOf } from "./helpers.js";

const json = (value: object): string => JSON.stringify(value);
const labelled = (...values: object[]): string =>
  values.map((value, i) => `${"abc"[i]}: ${"text" in value ? value.text : json(value)}`).join("\n");
const text = (value: string) => ({ text: value });

/** A failure of no known provider, without an id. */
const failed = { status: "failed", amount: "5.00", currency: "EUR", error_code: "card_declined" };
const record = json(failed);
/** A context of our own, and the same failure in the words of somebody else. */
const own = { transaction: { status: "failed", amount: "5.00", currency: "EUR" } };
const other = { status: "failed", amount: "5.00", currency: "EUR", error_code: "R1" };

/** An error of Stripe. */
const stripe = (more: object = {}) => ({
  error: { type: "card_error", code: "card_declined", message: "Declined.", ...more },
});
const fault = { error: { type: "api_error", message: "Try later." } };
const charge = {
  ...{ id: "ch_1", object: "charge", status: "failed", amount: 500, currency: "eur" },
  ...{ failure_code: "card_declined", failure_message: "Declined." },
};
const razorpay = (more: object = {}) => ({
  error: { code: "BAD_REQUEST_ERROR", description: "Too little.", source: "bank", reason: "payment_failed", ...more },
});
const capture = {
  ...{ id: "7UN785592Y624000E", status: "COMPLETED", amount: { currency_code: "EUR", value: "22.00" } },
  final_capture: true,
};
const paypal = (message = "failed") => ({
  ...{ name: "UNPROCESSABLE_ENTITY", message, debug_id: "7b" },
  details: [{ issue: "REFUND_FAILED_INSUFFICIENT_FUNDS" }],
});
const apple = (domain: string, code: number, said: string) =>
  text(`Error Domain=${domain} Code=${code} "${said}" UserInfo={NSLocalizedDescription=${said}}`);

describe("two objects that say the same", () => {
  it.each([
    ["each on its line", `${record}\n${record}`],
    ["with empty lines between them", `${record}  \n\n\n  ${record}`],
    ["of which the first is indented", `  ${record}\n${record}`],
    ["as rows of a table", "amount;currency;status\n5,00;EUR;failed\n5,00;EUR;failed"],
    ["as contexts of our own, also with words before them", labelled(own, own)],
    ["as records of one id and of none", `${json(stripe())}\n${json(stripe({ charge: "ch_1" }))}`],
    [
      "as records of one shape without a code",
      [apple("ASDErrorDomain", 500, "Unhandled"), apple("ASDErrorDomain", 509, "No")]
        .map(({ text }) => text)
        .join("\n"),
    ],
    ["as records of two shapes", `${json(stripe())}\n${json(charge)}`],
  ])("are two records without an id: %s", (_, text) => {
    expect(contextsOf(text)).toHaveLength(2);
  });

  it.each([
    ["behind words", labelled(failed, failed)],
    ["behind a word and each on its line", `failed: ${record}\n${record}`],
    ["behind a word without a space", `failed:${record}\n${record}`],
    ["behind a word, with a line break in the first", `failed: {\n${record.slice(1)}\n${record}`],
    ["with marks behind the first", `${record};;\n${record}`],
    ["on one line", `${record} ${record}`],
    ["below each other with one id", `${json({ ...failed, id: "a" })}\n${json({ ...failed, id: "a" })}`],
    [
      "below each other with one reference",
      `${json({ ...other, id: "a", reference: "r" })}\n${json({ ...other, reference: "r" })}`,
    ],
    ["as rows of one id", "id;amount;currency;status\na;5,00;EUR;failed\na;5,00;EUR;failed"],
    ["as contexts of our own with one id", labelled({ transaction: { id: "x" } }, { transaction: { id: "x" } })],
    ["as a context of our own and what a program printed", labelled(own, other)],
    ["as what a program printed and a context of our own", labelled(other, own)],
    [
      "as JSON and XML",
      `${record}\n<payment><status>failed</status><amount>5.00</amount><currency>EUR</currency></payment>`,
    ],
  ])("are one failure: %s", (_, text) => {
    expect(contextsOf(text)).toHaveLength(1);
  });

  it.each([
    ["the second", [failed, { ...failed, id: "tr_9" }]],
    ["the first", [{ ...failed, id: "tr_9" }, failed]],
  ])("are the one of them that says more: %s", (_, values) => {
    const [found] = readTransaction(labelled(...values)).transactions;
    expect(found).toMatchObject({ line: 1, context: { transaction: { id: "tr_9", amount: "5.00" } } });
  });

  it("are the one that says more at the place of the first, also behind another failure", () => {
    const { transactions } = readTransaction(
      labelled({ ...failed, amount: "6.00" }, failed, { ...failed, id: "tr_9" }),
    );
    expect(transactions.map(({ line, context }) => [line, context.transaction?.id])).toEqual([
      [1, undefined],
      [2, "tr_9"],
    ]);
  });

  const tried = (...amounts: string[]) => ({
    transaction: { id: "x" },
    history: amounts.map((amount) => ({ status: "failed", amount })),
  });
  it.each([
    [1, "the first has all of the second", [tried("1.00", "2.00"), tried("2.00")]],
    [1, "one has no list", [{ transaction: { id: "x" } }, tried("1.00")]],
    [2, "their entries differ", [tried("1.00"), tried("2.00")]],
    [2, "each has an entry of its own", [tried("1.00", "2.00"), tried("2.00", "3.00")]],
  ])("are %i by their lists where %s", (count, _, values) => {
    expect(contextsOf(labelled(...values))).toHaveLength(count);
  });
});

describe("a failure of which each of two objects says a half", () => {
  it("has the amount of one and the codes of the other", () => {
    const bare = { ...failed, id: "t", error_code: "insufficient_funds", message: "Declined." };
    expect(contextOf(labelled(stripe({ decline_code: "insufficient_funds" }), bare))).toEqual({
      transaction: { id: "t", status: "failed", amount: "5.00", currency: "EUR" },
      failure: {
        ...{ provider: "stripe", code: "insufficient_funds", message: "Declined." },
        codes: [{ scheme: "stripe.error_code", code: "card_declined" }],
      },
      instrument: { kind: "card" },
    });
  });

  it("has every code, and no message where none has one", () => {
    const unsaid = { ...charge, failure_message: undefined };
    const { failure } = contextOf(labelled(stripe({ message: undefined }), unsaid)) as { failure: object };
    expect(failure).toEqual({
      provider: "stripe",
      codes: ["card_declined", "card_declined"].map((code) => ({ scheme: "stripe.error_code", code })),
    });
  });

  it("has the codes of both where they differ", () => {
    const other = { ...charge, failure_code: "processing_error" };
    const codes = ["card_declined", "processing_error"].map((code) => ({ scheme: "stripe.error_code", code }));
    expect(contextOf(labelled(stripe(), other))).toMatchObject({ failure: { codes } });
  });

  it("has both messages, and no codes where none has one", () => {
    const layers = labelled(apple("ASDErrorDomain", 500, "Unhandled"), apple("ASDErrorDomain", 509, "No way"));
    expect(contextOf(layers)).toEqual({
      transaction: { status: "failed" },
      failure: { provider: "apple_storekit", message: "Unhandled\n\nNo way" },
    });
  });

  it("has no instrument where none has one", () => {
    const payment = { id: "pay_1", entity: "payment", amount: 500, currency: "INR", status: "failed" };
    const told = { error_code: "BAD_REQUEST_ERROR", error_description: "Too little." };
    const context = contextOf(labelled(razorpay(), { ...payment, ...told }));
    expect(context).toMatchObject({
      transaction: { id: "pay_1", amount: "5.00" },
      failure: { code: "payment_failed" },
    });
    expect(context).not.toHaveProperty("instrument");
  });

  it.each([
    ["that differ in their codes alone", [stripe(), stripe({ charge: "ch_1", decline_code: "insufficient_funds" })]],
    ["of which one has the id", [razorpay(), razorpay({ metadata: { payment_id: "pay_1" } })]],
    ["of which one has no code", [fault, stripe()]],
    ["of which one has no code, and the other an id", [stripe({ charge: "ch_1" }), fault]],
    [
      "of one charge, where the second adds why",
      [stripe({ message: undefined }), stripe({ code: undefined, message: undefined, charge: "ch_1" })],
    ],
  ])("is one in two errors of one provider %s", (_, values) => {
    expect(contextsOf(labelled(...values))).toHaveLength(1);
  });

  it.each([
    ["the messages differ", [stripe(), { ...failed, id: "t", message: "Other." }]],
    ["the codes differ", [stripe(), { ...failed, id: "t", error_code: "other", message: "Declined." }]],
    ["the second has no message and no provider", [stripe(), { ...failed, id: "t" }]],
    ["the first has no message and no provider", [{ ...failed, id: "t" }, stripe()]],
    [
      "only the one without a provider has a message",
      [{ ...failed, id: "t", message: "No." }, stripe({ message: undefined })],
    ],
    ["none has a message", [{ ...failed, id: "t" }, stripe({ message: undefined })]],
    ["each names a payment of its own", [stripe({ charge: "ch_1" }), stripe({ payment_intent: { id: "pi_1" } })]],
    ["one provider says two things", [paypal(), paypal("Other words.")]],
    ["errors of one code have two messages", [stripe(), stripe({ message: "Other." })]],
    ["one was cancelled", [apple("ASDErrorDomain", 500, "Unhandled"), apple("SKErrorDomain", 2, "Cancelled")]],
    [
      "none names a provider",
      [
        { status: "failed", code: "R1", message: "No way.", created_at: "2025-03-04T10:15:00Z" },
        { status: "failed", code: "R1", message: "No way.", id: "t1" },
      ],
    ],
  ])("is two where %s", (_, values) => {
    expect(contextsOf(labelled(...values))).toHaveLength(2);
  });
});

describe("a payment that went through beside a failure", () => {
  const done = { id: "t", status: "succeeded", error_code: "R1" };
  it.each([
    ["of another provider", [capture, stripe()]],
    ["that names a payment", [done, { id: "t", status: "failed", error_code: "R2" }]],
    ["and another one", [capture, paypal(), stripe()]],
  ])("is kept where the failure is one %s", (_, values) => {
    const found = contextsOf(labelled(...values));
    expect(found).toHaveLength(values.length);
    expect(found[0]).toMatchObject({ transaction: { status: "succeeded" } });
  });
});

describe("two attempts", () => {
  const attempt = (code: string, more: object = {}) => ({ id: "t", status: "failed", error_code: code, ...more });
  const paid = { amount: "5.00", currency: "EUR" };

  it.each([
    ["the first has the amount", [attempt("R1", paid), attempt("R2")], { id: "t", status: "failed", ...paid }],
    ["the second has the amount", [attempt("R1"), attempt("R2", paid)], { id: "t", status: "failed", ...paid }],
    ["none has an amount", [attempt("R1"), attempt("R2")], { id: "t", status: "failed" }],
    [
      "both have one time and no amount",
      [attempt("R1", { created_at: "2025-03-04T10:15:00Z" }), attempt("R2", { created_at: "2025-03-04T10:15:00Z" })],
      { id: "t", status: "failed", at: "2025-03-04T10:15:00Z" },
    ],
    [
      "only the first has the id",
      [attempt("R2", { reference: "r", ...paid }), { reference: "r", status: "failed", error_code: "R2" }],
      { id: "t", reference: "r", status: "failed", ...paid },
    ],
  ])("at one payment are the last of them, without a history, where %s", (_, values, transaction) => {
    expect(contextOf(labelled(...values))).toStrictEqual({ transaction, failure: { code: "R2" } });
  });

  it.each([
    ["one went through first", [attempt("R1", { status: "succeeded" }), attempt("R2")]],
    ["one went through later", [attempt("R1"), attempt("R2", { status: "succeeded" })]],
    ["one is pending", [attempt("R1"), attempt("R2", { status: "pending" })]],
    ["only the first has an id", [attempt("R1"), { reference: "r", status: "failed", error_code: "R2" }]],
    ["only the second has an id", [{ reference: "r", status: "failed", error_code: "R2" }, attempt("R1")]],
    ["they are of two providers", [stripe({ charge: "t" }), attempt("R1")]],
    [
      "they are contexts of our own",
      ["R1", "R2"].map((code) => ({ transaction: { id: "x", status: "failed" }, failure: { code } })),
    ],
  ])("are two payments where %s", (_, values) => {
    expect(contextsOf(labelled(...values))).toHaveLength(2);
  });

  it("at one charge have the codes of the last of them", () => {
    const lost = { charge: "ch_1", decline_code: "insufficient_funds" };
    expect(contextOf(labelled(stripe(lost), stripe({ ...lost, code: "other" })))).toMatchObject({
      transaction: { id: "ch_1" },
      failure: { code: "insufficient_funds", codes: [{ scheme: "stripe.error_code", code: "other" }] },
    });
  });

  it("are two rows of a table also with one id", () => {
    const rows = "id;amount;currency;status;error_code\na;5,00;EUR;failed;R1\na;5,00;EUR;failed;R2";
    expect(contextsOf(rows)).toHaveLength(2);
  });
});
