import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.js";
import { parseWhatIf, withWhatIfs } from "../../src/cli/what-if.js";
import { diagnosed, short, unanswered } from "./helpers.js";

const supposed = (context: JsonObject, ...texts: string[]): JsonObject =>
  withWhatIfs(context, texts.map(parseWhatIf), undefined).context;

describe("--what-if", () => {
  it("gives the answer for what is supposed, and says what that is", async () => {
    const ran = await diagnosed(short, ["--what-if", "balance.available=99", "--what-if", "fees="]);
    expect(ran.out).toContain("What if  balance.available = $99; fees = ?");
    expect(ran.out).toContain("balance.insufficient");
    expect(ran.out.replace(/\s+/g, " ")).toContain("$100.00 is needed before fees");
  });

  it("is supposed of every transaction", async () => {
    const ran = await diagnosed([short, short], ["--what-if", "balance.available=1", "--json"]);
    expect(ran.out.match(/"code":"balance.insufficient"/g)).toHaveLength(2);
  });

  it("takes the type of the field", () => {
    expect(
      supposed(
        {},
        "transaction.amount=125.50",
        "transaction.exponent=2",
        "transaction.debited=true",
        "failure.code=05",
        "fees=[]",
        "extensions.shop.open=false",
        "extensions.shop.name=Toko = Satu",
      ),
    ).toEqual({
      transaction: { amount: "125.50", exponent: 2, debited: true },
      failure: { code: "05" },
      fees: [],
      extensions: { shop: { open: false, name: "Toko = Satu" } },
    });
  });

  it("reaches into lists, and adds to their end", () => {
    const limits = [{ window: "daily", max: "5" }];
    expect(supposed({ limits }, "limits.0.used=3", "limits.1.window=weekly")).toEqual({
      limits: [{ window: "daily", max: "5", used: "3" }, { window: "weekly" }],
    });
    expect(limits).toEqual([{ window: "daily", max: "5" }]);
  });

  it("makes a fact unknown where nothing stands after the equals sign", () => {
    expect(supposed({ balance: { available: "5", held: "1" } }, "balance.held=")).toEqual({
      balance: { available: "5" },
    });
    expect(supposed({ limits: [{ window: "daily" }, { window: "weekly" }] }, "limits.0=")).toEqual({
      limits: [{ window: "weekly" }],
    });
    expect(supposed({}, "balance.held=")).toEqual({});
  });

  it("never reaches a prototype", () => {
    expect(() => parseWhatIf("__proto__.polluted=1")).toThrow(/has no/);
    expect(() => parseWhatIf("balance.constructor=1")).toThrow(/has no/);
    const context = supposed({}, "extensions.__proto__.polluted=1");
    expect(Object.keys(context.extensions as JsonObject)).toEqual(["__proto__"]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("refuses what no context has, with what was meant", () => {
    expect(() => parseWhatIf("balance.avialable=3")).toThrow("did you mean balance.available?");
    expect(() => parseWhatIf("balance.avail=3")).toThrow("did you mean balance.available?");
    expect(() => parseWhatIf("limits.used=3")).toThrow("limits.0");
    expect(() => parseWhatIf("transaction.amount.value=3")).toThrow("nothing inside");
    expect(() => parseWhatIf("balance.available")).toThrow("has no value");
    expect(() => supposed({}, "limits.1.used=3")).toThrow("the next one is limits.0");
  });

  it("refuses a value that does not stand there", () => {
    for (const text of ["transaction.debited=yes", "network.latencyMs=slow", "fees=0"]) {
      expect(() => parseWhatIf(text)).toThrow(text.split("=")[0] as string);
    }
  });

  it("reads an amount as a pasted one is read, and shows the amount that was read", async () => {
    const rupiah = { transaction: { amount: "152500", currency: "IDR" }, balance: { available: "100000" }, fees: [] };
    const read = (context: JsonObject, text: string, locale?: string): unknown =>
      withWhatIfs(context, [parseWhatIf(text)], locale).context.balance;
    expect(read(rupiah, "balance.available=150.000")).toEqual({ available: "150000" });
    expect(read(rupiah, "balance.available=Rp 150.000")).toEqual({ available: "150000" });
    expect(read(short, "balance.available=1,500.00")).toEqual({ available: "1500.00" });
    expect(read(short, "balance.available=1.500", "de")).toEqual({ available: "1500" });
    const ran = await diagnosed(rupiah, ["--what-if", "balance.available=150.000"]);
    expect(ran.out).toContain("balance.available = IDR\u00a0150,000");
    expect(ran.out).toContain("short IDR\u00a02,500");
    for (const text of ["balance.available=1.500", "balance.available=10k"]) {
      const refused = await diagnosed(short, ["--what-if", text]);
      expect([refused.code, refused.out]).toEqual([2, ""]);
    }
    expect((await diagnosed(short, ["--what-if", "balance.available=1.500"])).err).toContain("can be 1500 or 1.500");
  });

  it("takes the currency that is assumed too, whichever is written first", () => {
    const texts = ["transaction.amount=150.000", "transaction.currency=IDR"];
    expect(supposed({}, ...texts)).toEqual({ transaction: { amount: "150000", currency: "IDR" } });
  });

  it("is a usage error then, before anything is printed", async () => {
    const ran = await diagnosed([short, unanswered], ["--what-if", "fees.1.flat=3"]);
    expect([ran.code, ran.out]).toEqual([2, ""]);
  });

  it("is an invalid context where the supposed value is none", async () => {
    expect((await diagnosed(short, ["--what-if", "transaction.kind=gift"])).code).toBe(65);
  });
});
