import { describe, expect, it, test } from "vitest";
import { assess } from "../support/untyped.js";

const transaction = { amount: "150.00", currency: "USD", at: "2026-03-10T22:00:00Z" };
/** The cause that is named first, and what its evidence states. */
async function first(context: object): Promise<Record<string, unknown>> {
  const [cause] = (await assess({ transaction, ...context })).causes;
  return { code: cause?.code, ...Object.fromEntries((cause?.evidence ?? []).map(({ fact, value }) => [fact, value])) };
}

describe("attempts that are left before a lock", () => {
  const shown = (facts: object, method = "pin") => first({ authentication: { method, status: "failed", ...facts } });

  it("are none while the lock lasts, or where its end is not stated", async () => {
    const locked = { code: "authentication.password_locked", "authentication.attemptsLeft": 0 };
    expect(await shown({ attemptsLeft: 0 })).toMatchObject(locked);
    expect(await shown({ attemptsLeft: 0, lockedUntil: "2026-03-10T23:00:00Z" })).toMatchObject(locked);
    expect((await shown({ attemptsLeft: 0, lockedUntil: "2026-03-10T23:00:00Z" }, "otp")).code).toBe(
      "authentication.code_expired",
    );
  });

  it("are unknown after the lock, unless some are left", async () => {
    const ended = { lockedUntil: "2026-03-10T21:00:00Z" };
    const wrong = { code: "authentication.password_wrong" };
    expect(await shown({ attemptsLeft: 0, ...ended })).toMatchObject({ ...wrong, "authentication.attemptsLeft": null });
    expect(await shown({ attemptsLeft: 2, ...ended })).toMatchObject({ ...wrong, "authentication.attemptsLeft": 2 });
    expect((await shown({ attemptsLeft: 0, ...ended }, "otp")).code).toBe("authentication.challenge_failed");
  });
});

describe("what the provider said", () => {
  it("is the evidence of what it means", async () => {
    expect(await first({ failure: { provider: "stripe", code: "insufficient_funds" } })).toEqual({
      code: "balance.insufficient",
      "failure.provider": "stripe",
      "failure.code": "insufficient_funds",
    });
  });

  test.each([
    ["asked for where there is none", {}, true],
    ["asked for where only the provider is known", { failure: { provider: "stripe" } }, true],
    ["not asked for where it is not understood", { failure: { provider: "stripe", code: "no_such_code" } }, false],
    ["not asked for where a message tells the cause", { failure: { message: "insufficient funds" } }, false],
  ])("is %s", async (_name, context, isAsked) => {
    const paths = (await assess({ transaction, ...context })).questions.map(({ path }) => path);
    expect(paths.includes("/failure/code")).toBe(isAsked);
  });
});
