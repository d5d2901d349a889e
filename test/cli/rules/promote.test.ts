import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shippedRules } from "../../../src/cli/rules/folder.js";
import { fileWith, folderWith, txwhy } from "../helpers.js";

const paste = {
  transaction: {
    id: "TX-88120",
    reference: "ORDER-9",
    amount: "130.00",
    currency: "EUR",
    at: "2026-11-22T09:00:00+01:00",
  },
  balance: { available: "20.00" },
  fees: [],
  payeeId: "shop-77",
  history: [{ id: "TX-1", payee: "shop-77", amount: "3.00", at: "2026-11-01T09:00:00+01:00", status: "succeeded" }],
  customer: { id: "4417", locale: "id" },
  failure: { message: "card 4012 8888 8888 1881 refused, write to jane@example.com" },
};
const promote = (...args: string[]) => txwhy(["rules", "promote", ...args]);

describe("rules promote", () => {
  it("makes a case of a paste, without its customer, names and secrets", async () => {
    const { code, out, err } = await promote(fileWith(`log: ${JSON.stringify(paste)}`));
    expect([code, err]).toEqual([0, "txwhy: a case for balance/insufficient.json\n"]);
    const made = JSON.parse(out);
    expect(made).toMatchObject({
      expect: "match",
      given: { transaction: { amount: "130.00" }, balance: { available: "20.00" }, account: null, customer: null },
    });
    expect(made.given.history[0].payee).toBe(made.given.payeeId);
    for (const secret of ["TX-88120", "ORDER-9", "shop-77", "4417", "4012", "jane"]) expect(out).not.toContain(secret);
  });

  it("writes a case that passes into the file of the first cause, and leaves the rest as it was", async () => {
    const shipped = readFileSync(join(shippedRules(), "balance/insufficient.json"), "utf8");
    const folder = folderWith({ "balance/insufficient.json": shipped });
    const file = join(folder, "balance/insufficient.json");
    expect((await promote(fileWith(JSON.stringify(paste)), "--rules", folder, "--write")).code).toBe(0);
    const written = readFileSync(file, "utf8");
    const last = JSON.parse(written).cases.at(-1);
    expect(last).toMatchObject({ expect: "match", given: { balance: { available: "20.00" } } });
    const { cases, ...rest } = JSON.parse(shipped);
    expect(JSON.parse(written)).toEqual({ ...rest, cases: [...cases, last] });
    expect(written.startsWith(shipped.slice(0, shipped.lastIndexOf("}", shipped.lastIndexOf("]") - 1)))).toBe(true);
    expect((await txwhy(["rules", "test", folder])).out).toContain("0 failures");
  });

  it.each([
    ["no list", ""],
    ["an empty list", ',\n  "cases": []'],
  ])("writes into a file with %s of cases", async (_, cases) => {
    const text = `{
  "code": "payee.asleep",
  "since": "1.0.0",
  "rules": [{ "name": "a", "certainty": "certain", "when": { "all": [{ "fact": "extensions.asleep", "operator": "equal", "value": true }] }, "evidence": ["extensions.asleep"] }],
  "remedies": [{ "action": "ask_payee", "who": "payee", "effort": "hours" }],
  "text": { "title": "The payee sleeps", "explanation": "The payee sleeps." }${cases}
}
`;
    const folder = folderWith({ "payee/asleep.json": text });
    const file = fileWith('{"extensions": {"asleep": true}}');
    expect((await promote(file, "--rules", folder, "--write")).code).toBe(0);
    const { cases: written } = JSON.parse(readFileSync(join(folder, "payee/asleep.json"), "utf8"));
    expect(written).toHaveLength(1);
  });

  it("refuses what makes no case, and a folder without the cause", async () => {
    expect((await promote(fileWith('{"transaction": {"status": "succeeded"}}'))).code).toBe(65);
    const file = fileWith(JSON.stringify(paste));
    expect((await promote(file, "--write")).err).toContain("--write needs --rules");
    expect(
      (await promote(fileWith(`${JSON.stringify(paste)}\n${JSON.stringify({ transaction: { id: "TX-2" } })}`))).err,
    ).toContain("a case is one");
  });
});
