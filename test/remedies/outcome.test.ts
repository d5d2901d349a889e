import { describe, expect, it } from "vitest";
import { recordOutcome } from "../../src/api/index.js";
import { InvalidContextError } from "../../src/base/errors.js";
import { diagnose } from "../support/untyped.js";

const transaction = { id: "T-7", amount: "10.00", currency: "USD", at: "2026-11-20T09:00:00Z", reference: "R-7" };
const failure = { provider: "acme", code: "no_such_code_77" };

/** What is recorded of an outcome after this was handed over. */
async function record(context: object, outcome: object) {
  const { escalation } = await diagnose({ transaction, failure, ...context });
  if (escalation === null) throw new Error("not handed over");
  return recordOutcome(escalation.packet, { ticket: "T-1", ...outcome } as never);
}

describe("the record of what support did", () => {
  it("is one attempt that succeeded or is pending, with who was paid and which payment it was", async () => {
    const entry = { at: transaction.at, amount: "10.00", currency: "USD", id: "T-7", reference: "R-7" };
    expect((await record({}, { result: "solved" })).history).toEqual([{ ...entry, status: "succeeded" }]);
    expect((await record({}, { result: "pending", tried: [{ cause: "x", actions: ["y"] }] })).history).toEqual([
      { ...entry, status: "pending" },
    ]);
  });

  it("has no payee where the packet has only what stands for one, so that the next payment is not taken for one to another", async () => {
    const { history } = await record({ payeeId: "shop" }, { result: "solved" });
    expect(history[0]).not.toHaveProperty("payee");
    const next = { ...transaction, id: "T-8", reference: "R-8", at: "2026-11-20T09:05:00Z" };
    const ruledOut = async (earlier: object[]) =>
      (await diagnose({ transaction: next, failure, payeeId: "shop", history: earlier })).ruledOut.map(
        ({ cause }) => cause,
      );
    expect(await ruledOut([...history])).not.toContain("transaction.duplicate");
    expect(await ruledOut(history.map((entry) => ({ ...entry, payee: "another" })))).toContain("transaction.duplicate");
  });

  it("is one failed attempt for each cause that was tried", async () => {
    const tried = [
      { cause: "network.timeout", actions: ["check_status"] },
      { cause: "issuer.declined", actions: [] },
    ];
    const { history } = await record({}, { result: "not_solved", tried });
    expect(history.map(({ cause, triedRemedies, status }) => [cause, triedRemedies, status])).toEqual([
      ["network.timeout", ["check_status"], "failed"],
      ["issuer.declined", [], "failed"],
    ]);
  });

  it("is of the causes that were handed over, without actions, where nothing else is said", async () => {
    const { history } = await record({ network: { timedOut: true } }, { result: "not_solved" });
    expect(history.map(({ cause, triedRemedies }) => [cause, triedRemedies])).toEqual([["network.timeout", []]]);
  });

  it("has the time at which it was settled where the payment has none, and no entry without a time or an amount", async () => {
    const { at: _, ...timeless } = transaction;
    const settled = "2026-11-21T10:00:00Z";
    const later = await record({ transaction: timeless }, { result: "solved", at: settled });
    expect(later.history.map(({ at }) => at)).toEqual([settled]);
    expect((await record({ transaction: timeless }, { result: "solved" })).history).toEqual([]);
    const { amount: __, ...nothing } = transaction;
    expect((await record({ transaction: nothing }, { result: "solved" })).history).toEqual([]);
  });

  it("has no note and no remedy where none is given, and loses what is nobody's business", async () => {
    expect(await record({}, { result: "solved" })).toMatchObject({ note: null, remedy: null });
    const { note, remedy } = await record(
      {},
      { result: "solved", remedy: "use_other_method", note: "mail a@b.example" },
    );
    expect([note, remedy]).toEqual(["mail <EMAIL_1>", "use_other_method"]);
  });

  it("names every fault of the packet and of the outcome", async () => {
    const { escalation } = await diagnose({ transaction, failure });
    const faults = (packet: unknown, outcome: unknown): string[] => {
      try {
        recordOutcome(packet as never, outcome as never);
        return [];
      } catch (error) {
        return (error as InvalidContextError).issues.map(({ path }) => path);
      }
    };
    expect(faults(escalation?.packet, { ticket: "T-1", result: "well" })).toEqual(["/outcome/result"]);
    expect(faults(null, { ticket: "T-1", result: "solved" })).toEqual(["/packet"]);
    expect(faults(null, null)).toEqual(["/packet", "/outcome"]);
    expect(faults(escalation?.packet, { ticket: "T-1", result: "solved", note: () => 1 })).toEqual(["/outcome/note"]);
    expect(() => recordOutcome(null as never, null as never)).toThrow(InvalidContextError);
  });
});
