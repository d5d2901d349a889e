import { describe, expect, it } from "vitest";
import { loadRules } from "../support/rules.js";
import { row, scheme, tableFile } from "../support/tables.js";
import { diagnose } from "../support/untyped.js";

const at = "2026-03-10T22:00:00Z";
const rules = loadRules(
  tableFile({
    "acme.code": scheme("provider", [
      row("later", "provider.error", { retry: "later", wait: "PT1H" }),
      row("mended", "instrument.invalid_details", { retry: "after_remedy" }),
      row("silent", "instrument.invalid_details"),
      row("unknown", null, { retry: "check_status_first" }),
      row("open_never", null, { retry: "never" }),
      row("open_now", null, { retry: "now" }),
      row("open_day", null, { retry: "later", wait: "P1D" }),
      row("open_hour", null, { retry: "later", wait: "PT1H" }),
      row("done", null, { state: "succeeded" }),
      row("hard", "issuer.declined", { retry: "now", decline: "hard" }),
    ]),
    "acme.bank": scheme("issuer", [
      row("no", "instrument.blocked", { retry: "after_remedy" }),
      row("bank_never", null, { retry: "never" }),
    ]),
    "acme.state": scheme("status", [row("state_never", null, { retry: "never" })]),
    "acme.advice": scheme("advice", [
      row("a_day", null, { retry: "later", wait: "P1D" }),
      row("give_up", null, { retry: "never" }),
    ]),
  }),
);

/** Which scheme a code is of, by its name. */
const schemeOf = (code: string): string =>
  Object.entries({ bank: ["no", "bank_never"], state: ["state_never"], advice: ["a_day", "give_up"] })
    .flatMap(([name, codes]) => (codes.includes(code) ? `acme.${name}` : []))
    .at(0) ?? "acme.code";
const retry = async (...codes: string[]) => {
  const failure = { codes: codes.map((code) => ({ scheme: schemeOf(code), code })) };
  const transaction = { amount: "5", currency: "EUR", at };
  return (await diagnose({ transaction, failure }, { rules, now: at })).retry;
};
const told = async (...codes: string[]): Promise<string> => {
  const { when, because } = await retry(...codes);
  return `${when}${because === undefined ? "" : ` because of ${because.code}`}`;
};

describe("what codes say of another try", () => {
  it("is what the code says that names the cause", async () => {
    expect(await told("later")).toBe("later because of later");
    expect(await retry("later")).toMatchObject({ notBefore: "2026-03-10T23:00:00Z" });
    expect(await told("mended")).toBe("after_remedy because of mended");
    expect(await told("silent")).toBe("after_remedy");
  });

  it("is also what a code at least as near to the bank says that names none", async () => {
    expect(await told("mended", "open_never")).toBe("never because of open_never");
    expect(await told("mended", "bank_never")).toBe("never because of bank_never");
    expect(await told("mended", "state_never")).toBe("after_remedy because of mended");
    expect(await told("no", "open_never")).toBe("after_remedy because of no");
  });

  it("is the strictest of those, in whatever order they stand", async () => {
    expect(await told("open_now", "open_never")).toBe("never because of open_never");
    expect(await told("open_never", "open_now")).toBe("never because of open_never");
    expect(await told("open_now", "open_day")).toBe("later because of open_day");
    expect(await told("open_hour", "open_day")).toBe("later because of open_day");
    expect(await told("open_day", "open_hour")).toBe("later because of open_day");
    expect(await retry("open_day", "open_hour")).toMatchObject({ notBefore: "2026-03-11T22:00:00Z" });
  });

  it("is an advice before what the other codes say", async () => {
    expect(await told("mended", "a_day")).toBe("later because of a_day");
    expect(await told("later", "give_up")).toBe("never because of give_up");
    expect(await told("give_up", "a_day")).toBe("never because of give_up");
    expect(await told("silent", "give_up")).toBe("never because of give_up");
  });

  it("is to check first where a code leaves the outcome open, before every advice", async () => {
    expect(await told("unknown")).toBe("check_status_first because of unknown");
    expect(await told("unknown", "give_up")).toBe("check_status_first because of unknown");
    expect(await told("mended", "unknown")).toBe("check_status_first because of unknown");
    expect(await told("no", "unknown")).toBe("after_remedy because of no");
  });

  it("is to check first where the only code says that it succeeded, and nothing beside a code that explains", async () => {
    expect(await told("done")).toBe("check_status_first because of done");
    expect(await told("mended", "done")).toBe("after_remedy because of mended");
  });
});

describe("a decline", () => {
  const decline = async (...codes: string[]) => (await retry(...codes)).decline;

  it("is hard where nothing may follow, soft where something may, and neither where the source says nothing", async () => {
    expect(await decline("open_never")).toBe("hard");
    expect(await decline("later")).toBe("soft");
    expect(await decline("mended")).toBe("soft");
    expect(await decline("silent")).toBeUndefined();
    expect(await decline("unknown")).toBeUndefined();
    expect(await decline("done")).toBeUndefined();
  });

  it("is what the source calls it, before what it says of another try", async () => {
    expect(await decline("hard")).toBe("hard");
  });
});
