import { describe, expect, it } from "vitest";
import type { CodeTable } from "../../src/api/index.js";
import { Resemblance } from "../../src/facts/resemblance.js";
import { row, scheme, tableFile } from "../support/tables.js";

const meaning = (code: string, cause: string | null, words: string, more: object = {}) =>
  row(code, cause, { meaning: words, ...more });
const packsOf = (...tables: Record<string, CodeTable>[]) =>
  tables.flatMap((files) =>
    Object.values(files).map((table) => ({
      provider: table.provider,
      aliases: [],
      schemes: Object.keys(table.schemes),
      load: () => table,
    })),
  );

const zoo = tableFile({
  "acme.code": scheme("provider", [
    meaning("1", "instrument.expired", "the zebra card has expired"),
    meaning("2", "instrument.expired", "zebra card expired long ago"),
    meaning("3", "instrument.blocked", "the giraffe card is blocked by its keeper"),
    meaning("4", null, "the elephant walks slowly"),
    meaning("5", "limit.daily", "too many ostriches in one day", { family: "limit" }),
    meaning("6", "payee.closed", "the hippo of the payee is closed"),
  ]),
  "acme.advice": scheme("advice", [meaning("7", "provider.error", "the crocodile sleeps")]),
});
const near = new Resemblance(packsOf(zoo));
const named = (message: string, by = near) => {
  const found = by.nearest(message);
  return found && { cause: found.cause, isNear: found.isNear, codes: found.rows.map(({ code }) => code).join() };
};

describe("what a message resembles", () => {
  it("is the cause of the rows that say the same in other forms of the words", () => {
    expect(named("Zebra cards expiring")).toEqual({ cause: "instrument.expired", isNear: true, codes: "1,2" });
    expect(named("blocked: giraffe card, by the keeper")).toMatchObject({ cause: "instrument.blocked", codes: "3" });
  });

  it("is nothing where it shares no word, only small words, or too little with any row", () => {
    expect(near.nearest("nothing alike")).toBeNull();
    expect(near.nearest("it is the of a")).toBeNull();
    expect(near.nearest("")).toBeNull();
    expect(near.nearest("my keeper plays chess, paints boats and sings about mountains every friday")).toBeNull();
  });

  it("is nothing where the nearest rows have no cause, and nothing of an advice", () => {
    expect(near.nearest("the elephant walks slowly")).toBeNull();
    expect(near.nearest("the crocodile sleeps")).toBeNull();
  });

  it("is near only where it says most of what a row says", () => {
    expect(named("the giraffe card is blocked by its keeper")?.isNear).toBe(true);
    expect(named("giraffe blocked yesterday")?.isNear).toBe(false);
  });

  it("shows the words that decided, as the message has them, and how the near rows share the likeness", () => {
    const found = near.nearest("Zebra cards, alas, expired");
    expect(found?.words).toBe("zebra cards expired");
    const shares = [...(found?.shares ?? [])];
    expect(shares.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(shares[0]?.[0]).toBe("instrument.expired");
    expect(shares[0]?.[1]).toBeGreaterThan(0.9);
  });

  it.each([
    ["the beaver's dams", "beaver dam"],
    ["a beaver supplies", "beavers supply"],
    ["beavers closed", "beaver closes"],
    ["beavers failing", "beaver failed"],
    ["beaver needs red", "beaver need red"],
  ])("is the same in other endings: %s", (row, message) => {
    const table = tableFile({ "acme.code": scheme("provider", [meaning("1", "account.closed", row)]) });
    expect(new Resemblance(packsOf(table)).nearest(message)?.shares.get("account.closed")).toBe(1);
    expect(named(message, new Resemblance(packsOf(table)))).toMatchObject({ isNear: true });
  });

  it("is the cause of most of the near rows, and near only where hardly another row is", () => {
    const owl = tableFile({
      "acme.code": scheme("provider", [
        meaning("1", "account.closed", "owl account shut now"),
        meaning("3", "account.frozen", "owl account shut today"),
        meaning("2", "account.frozen", "owl account shut again"),
      ]),
    });
    const of = new Resemblance(packsOf(owl));
    expect(named("owl account shut", of)).toEqual({ cause: "account.frozen", isNear: false, codes: "2,3" });
  });

  it("shows three rows at most", () => {
    const codes = ["1", "2", "3", "4"].map((code) => meaning(code, "account.closed", `lynx account shut ${code}`));
    expect(
      named("lynx account shut", new Resemblance(packsOf(tableFile({ "acme.code": scheme("provider", codes) })))),
    ).toMatchObject({ codes: "1,2,3" });
  });

  it("is of a family where all its rows are", () => {
    expect(near.nearest("too many ostriches in a day")?.family).toBe("limit");
    expect(near.nearest("zebra card expired")?.family).toBeUndefined();
  });

  it("is nothing of a story: too many words, or too many letters", () => {
    const words = (count: number) => `zebra card expired ${"x ".repeat(count)}`;
    expect(near.nearest(words(3))).not.toBeNull();
    expect(near.nearest(Array.from({ length: 30 }, (_, i) => `zebra${i} card`).join(" "))).toBeNull();
    expect(near.nearest(`zebra card expired ${"x".repeat(400)}`)).toBeNull();
  });

  it("is one entry of rows that say the same of one cause, of the first provider by name", () => {
    const twin = tableFile(
      {
        "aaa.code": scheme("provider", [
          meaning("9", "instrument.blocked", "The giraffe card is blocked by its keeper"),
        ]),
      },
      "aaa",
    );
    const both = new Resemblance(packsOf(zoo, twin));
    expect(both.nearest("the giraffe card is blocked by its keeper")?.rows).toEqual([{ provider: "aaa", code: "9" }]);
  });

  it("is none of two causes that are about as near", () => {
    const rival = tableFile(
      {
        "bbb.code": scheme("provider", [
          meaning("1", "account.frozen", "the walrus account is shut"),
          meaning("2", "account.closed", "the walrus account was shut"),
          meaning("3", "account.dormant", "walrus account shut"),
        ]),
      },
      "bbb",
    );
    expect(new Resemblance(packsOf(rival)).nearest("walrus account shut")).toBeNull();
  });
});
