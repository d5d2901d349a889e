import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/api/index.js";
import { wordsOf } from "../../src/facts/words.js";
import { codes as packs } from "../../src/rules/generated/all.js";

/** What a meaning says, without articles and endings: "amount is not valid" and "the amount is invalid" are one. */
function saidBy(meaning: string): string {
  const words = wordsOf(meaning.replace(/;? (?:ir)?reversible$/, "").replaceAll("not valid", "invalid"));
  return words
    .filter((word) => !/^(?:an?|the|is|are|was|were|has|have|been|of|in|at|by|[|])$/.test(word))
    .map((word) => word.replace(/(?<=...)(?:ed|ing|e?s)$/, "").replace(/e$/, ""))
    .join(" ");
}

/** Meanings that two tables give different causes, and why. */
const SAME_WORDS: Readonly<Record<string, string>> = {};

describe("the shipped code tables", () => {
  const tables = packs.map((pack) => pack.load());
  const rows = tables.flatMap((table) =>
    Object.entries(table.schemes).flatMap(([scheme, { codes }]) => codes.map((row) => ({ scheme, ...row }))),
  );

  it("know more than five thousand codes of more than eighty providers and rails", () => {
    expect(tables.length).toBeGreaterThan(80);
    expect(rows.length).toBeGreaterThan(5000);
  });

  it("say in one short line what a code means", () => {
    const faulty = rows.filter(({ meaning }) => meaning.length > 120 || /[\n.]$|^\s/.test(meaning));
    expect(faulty.map(({ scheme, code }) => `${scheme} ${code}`)).toEqual([]);
  });

  it("give a certainty to every cause, and to nothing else", () => {
    const faulty = rows.filter(({ cause, certainty }) => (cause === null) !== (certainty === undefined));
    expect(faulty.map(({ scheme, code }) => `${scheme} ${code}`)).toEqual([]);
  });

  it("mean one cause by one meaning, whatever the table", () => {
    const causes = new Map<string, Set<string>>();
    const listed = tables.flatMap(({ schemes }) =>
      Object.values(schemes).flatMap(({ level, codes }) => (level === "advice" ? [] : codes)),
    );
    for (const { meaning, cause, state } of listed) {
      if (state === "succeeded" || state === "pending") continue;
      const said = saidBy(meaning);
      causes.set(said, (causes.get(said) ?? new Set()).add(cause ?? "none"));
    }
    const several = [...causes].filter(([, of]) => of.size > 1);
    const unexplained = several.filter(([said]) => SAME_WORDS[said] === undefined);
    expect(unexplained.map(([said, of]) => `${said}: ${[...of].join(", ")}`)).toEqual([]);
    expect(Object.keys(SAME_WORDS).filter((said) => !several.some(([one]) => one === said))).toEqual([]);
  });

  it("call nothing that went well a failure", () => {
    const faulty = rows.filter(({ state, cause }) => state === "succeeded" && cause !== null);
    expect(faulty.map(({ scheme, code }) => `${scheme} ${code}`)).toEqual([]);
  });
});

describe("a code of a blockchain", () => {
  const found = async (provider: string, code: string) => {
    const { causes, retry } = await diagnose({ transaction: { status: "failed" }, failure: { provider, code } });
    return { cause: causes[0]?.code, first: causes[0]?.remedies[0]?.action, retry: retry.when };
  };

  it("that ran out asks for a new transaction", async () => {
    for (const [provider, code] of [
      ["xrpl", "tefMAX_LEDGER"],
      ["solana", "BlockhashNotFound"],
      ["stellar", "tx_too_late"],
      ["tron", "TRANSACTION_EXPIRATION_ERROR"],
      ["cosmos", "30"],
      ["hedera", "TRANSACTION_EXPIRED"],
    ] as const)
      expect(await found(provider, code)).toMatchObject({ cause: "chain.expired", first: "start_again" });
  });

  it("about a least balance asks for the network's own coin", async () => {
    for (const [provider, code] of [
      ["xrpl", "tecINSUFFICIENT_RESERVE"],
      ["solana", "InsufficientFundsForRent"],
      ["stellar", "op_low_reserve"],
    ] as const)
      expect(await found(provider, code)).toMatchObject({ cause: "chain.reserve", first: "top_up" });
  });

  it("that is already included is looked up before anything is sent again", async () => {
    for (const [provider, code] of [
      ["xrpl", "tefALREADY"],
      ["solana", "AlreadyProcessed"],
      ["bitcoin", "-27"],
      ["tron", "DUP_TRANSACTION_ERROR"],
    ] as const)
      expect(await found(provider, code)).toEqual({
        cause: "transaction.duplicate",
        first: "check_status",
        retry: "check_status_first",
      });
  });
});
