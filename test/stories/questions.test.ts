import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess, type TransactionContext } from "../../src/api/index.js";
import { contexts, type Fields } from "../support/contexts.js";
import { runs } from "../support/runs.js";
import { diagnose } from "../support/untyped.js";

const transaction = { amount: "150.00", currency: "USD", at: "2026-11-22T09:00:00Z" };
const asked = async (context: object): Promise<string[]> =>
  (await diagnose({ transaction, ...context })).questions.map(({ path }) => path);

describe("the questions", () => {
  it("are none when nothing failed", async () => {
    expect((await diagnose({ transaction: { ...transaction, status: "succeeded" } })).questions).toEqual([]);
    expect((await diagnose({ transaction: { ...transaction, status: "pending" } })).questions).toEqual([]);
  });

  it("are at most five, the provider's code and the amount first", async () => {
    expect((await diagnose({})).questions.map(({ path }) => path)).toEqual([
      "/failure/code",
      "/transaction/amount",
      "/balance/available",
      "/limits",
      "/authentication/status",
    ]);
  });

  it("are about the sum alone where a sum proves the cause", async () => {
    expect(await asked({ balance: { available: "20" }, fees: [] })).toEqual([]);
    const limits = [{ window: "daily", max: "100" }];
    expect((await asked({ balance: { available: "20" }, fees: [], limits }))[0]).toBe("/limits/0/used");
  });

  it("begin with what decides the cause that a code names", async () => {
    const [first, second] = await asked({ failure: { provider: "stripe", code: "insufficient_funds" } });
    expect([first, second]).toEqual(["/balance/available", "/fees"]);
    expect((await asked({ failure: { provider: "stripe", code: "expired_card" } }))[0]).toBe("/instrument/expires");
    // Without the time of the attempt the month alone decides nothing.
    const { questions } = await diagnose({ failure: { provider: "stripe", code: "expired_card" } });
    expect(questions.slice(0, 2).map(({ path }) => path)).toEqual(["/instrument/expires", "/transaction/at"]);
  });

  it("ask how it was confirmed right after how that ended", async () => {
    const paths = await asked({ balance: { available: "500" }, fees: [], limits: [], failure: { code: "E-77" } });
    expect(paths.slice(0, 2)).toEqual(["/authentication/status", "/authentication/method"]);
  });

  it("ask for a part of a fee only where the fee may be high enough to change something", async () => {
    const withFee = (max: string) =>
      asked({
        balance: { available: "155" },
        fees: [{ bands: [{ upTo: "100", flat: "1" }], max }],
        limits: [],
        failure: { code: "E-77" },
      });
    expect(await withFee("5")).not.toContain("/fees/0/bands");
    expect(await withFee("5.01")).toContain("/fees/0/bands");
  });

  it("take a fee that is known as it is, and only the other as high as it may be", async () => {
    const withFee = (flat: string) =>
      asked({
        balance: { available: "156" },
        fees: [{ flat }, { bands: [{ upTo: "100", flat: "1" }], max: "5" }],
        limits: [],
        failure: { code: "E-77" },
      });
    expect(await withFee("1")).not.toContain("/fees/1/bands");
    expect(await withFee("1.01")).toContain("/fees/1/bands");
  });

  it("are first about every cause that a code names, also of a code that does not decide", async () => {
    const codes = ["insufficient_funds", "incorrect_pin"].map((code) => ({ scheme: "stripe.decline_code", code }));
    const paths = await asked({ failure: { codes } });
    expect(paths.slice(0, 2)).toEqual(["/balance/available", "/authentication/status"]);
    expect(paths.indexOf("/authentication/status")).toBeLessThan(paths.indexOf("/limits"));
  });

  it("never ask for what cannot arise for the kind", async () => {
    const decided = async (kind: string): Promise<string[]> =>
      (await diagnose({ transaction: { ...transaction, kind }, failure: { code: "E-77" } })).questions
        .filter(({ path }) => path !== "/failure/code")
        .flatMap(({ decides }) => decides);
    expect(await decided("payment")).not.toContain("limit.incoming");
    expect(await decided("payment")).not.toContain("balance.cap_exceeded");
    expect(await decided("top_up")).not.toContain("payee.limit_exceeded");
    expect(await decided("top_up")).not.toContain("balance.insufficient");
  });
});

/** Answers to try, by what the path ends with. */
const ANSWERS: [RegExp, unknown[]][] = [
  [/^\/failure\/code$/, ["insufficient_funds", "card_declined", "expired_card", "processing_error", "lost_card"]],
  [/^\/fees$/, [[], [{ flat: "9999" }]]],
  [
    /^\/limits$/,
    [
      [],
      [{ window: "daily", max: "0.01", used: "0" }],
      [{ window: "daily", maxCount: 0 }],
      [{ window: "daily", maxCount: 0, direction: "incoming" }],
      [{ window: "daily", max: "0.01", direction: "incoming", used: "0" }],
    ],
  ],
  [/^\/history$/, [[]]],
  [/\/bands$/, [[{ flat: "1" }], [{ upTo: "9999999", flat: "9999999" }]]],
  [/\/(?:fundingSources)$/, [[]]],
  [/Count$/, [0, 999]],
  [/(?:At|Until|\/at)$/, ["2020-01-01T00:00:00Z", "2026-11-22T01:00:00Z", "2050-01-01T00:00:00Z"]],
  [/\/expires$/, ["2020-01", "2040-01"]],
  [
    /\/status$/,
    [
      "failed",
      "required",
      "expired",
      "cancelled",
      "offline",
      "frozen",
      "blocked",
      "closed",
      "active",
      "passed",
      "not_found",
    ],
  ],
  [/\/method$/, ["pin", "otp", "challenge"]],
  [/(?:erification)$/, ["none", "full"]],
  [/\/service$/, ["down", "up", "maintenance"]],
  [/\/(?:debited|timedOut|secure|unrecognisedActivity|twoFactor)$/, [true, false]],
  [/\/currency$/, ["USD", "EUR"]],
  [/\/currencies$/, [["USD"], ["XOF"]]],
  [/\/latencyMs$/, [9999, 1]],
  [/\/lossRate$/, [0.9, 0]],
  [/\/payeeId$|\/payee$|\/reference$/, ["payee-1", "R-1"]],
  [/\/timeZone$/, ["UTC"]],
  [/\/setBy$/, ["customer"]],
  [/.*/, ["0.00", "0.01", "5.00", "25", "100", "180", "9999999"]],
];

const answersTo = (path: string): unknown[] => ANSWERS.find(([pattern]) => pattern.test(path))?.[1] ?? [];

/** The context with one more fact, its own lists and objects made where they are missing. */
function answering(context: Fields, path: string, value: unknown): Fields {
  const copy = structuredClone(context);
  const steps = path.split("/").slice(1);
  let holder = copy as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) {
    holder[step] ??= {};
    holder = holder[step] as Record<string, unknown>;
  }
  holder[steps.at(-1) as string] = value;
  if (path === "/transaction/amount") (copy.transaction as Fields).currency ??= "USD";
  return copy;
}

/** The answer but for the questions that were answered. */
const outcome = (
  { verdict, causes, plan, retry, largestAmount, conflicts, questions }: Awaited<ReturnType<typeof assess>>,
  answered: readonly string[],
) =>
  JSON.stringify([
    verdict,
    causes.map(({ code, certainty, evidence, remedies }) => [code, certainty, evidence, remedies]),
    [plan, retry, largestAmount, conflicts],
    questions.map(({ path }) => path).filter((path) => !answered.includes(path)),
  ]);

/** Every context in which these questions are answered by one of a few values each. */
function* answersToAll(context: Fields, [path, ...others]: readonly string[]): Generator<Fields> {
  if (path === undefined) yield context;
  else for (const value of answersTo(path)) yield* answersToAll(answering(context, path, value), others);
}

describe("the first question", () => {
  it("changes the answer when it is answered, with the next two where it alone decides nothing", async () => {
    await fc.assert(
      fc.asyncProperty(contexts, async (context) => {
        const before = await assess(context as TransactionContext);
        const asked = before.questions.map(({ path }) => path);
        for (let count = 1; count <= Math.min(3, asked.length); count++) {
          const answered = asked.slice(0, count);
          for (const one of answersToAll(context, answered)) {
            const after = await assess(one as TransactionContext).catch(() => null);
            if (after !== null && outcome(after, answered) !== outcome(before, answered)) return;
          }
        }
        expect(asked).toEqual([]);
      }),
      { numRuns: Math.min(60, runs(60)), seed: 7 },
    );
  });
});
