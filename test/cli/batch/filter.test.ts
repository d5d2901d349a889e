import { describe, expect, it } from "vitest";
import { batch, lines, ndjson, resultsOf, shortOf } from "./helpers.js";

const [row] = ndjson(shortOf("20.00")).split("\n") as [string];
const withId = (id: unknown): string =>
  JSON.stringify({ transaction: { id, amount: "20.00", currency: "USD" }, balance: { available: "1" } });

describe("txwhy batch - as a filter", () => {
  it("writes one line for each line, whatever is in it", async () => {
    const given = [row, "", "nothing", `{"a":`, `[${row},${row}]`, "   ", row];
    const { out } = await batch(["-"], { pieces: given.map((line) => `${line}\n`) });
    const answers = lines(out) as unknown as { row: number; results?: unknown[]; error?: unknown; verdict?: string }[];
    expect(answers.map((answer) => answer.row)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(answers.map(({ error, results, verdict }) => (error ? "error" : (results?.length ?? verdict)))).toEqual([
      "self_service",
      "error",
      "error",
      "error",
      2,
      "error",
      "self_service",
    ]);
  });

  it("answers a line before the next one comes, and a first line that is broken", async () => {
    for (const first of [
      row,
      `{"transaction": {`,
      "nothing",
      "",
      `[${row},${row}]`,
      "payment declined, do not honor",
    ]) {
      let answered = (): void => undefined;
      const written: string[] = [];
      const pieces = (async function* () {
        for (const line of [first, row, row]) {
          const answer = new Promise<void>((resolve) => {
            answered = resolve;
          });
          yield `${line}\n`;
          await answer;
        }
      })();
      await batch(["-"], {
        pieces,
        onOut: (text) => {
          written.push(text);
          answered();
        },
      });
      expect(lines(written.join("")).map((line) => line.row)).toEqual([1, 2, 3]);
    }
  });

  it("reads on after a first line that is an array, or a sentence with commas", async () => {
    for (const first of [`[${row},${row}]`, `["a", 1] ERROR`, "payment declined, do not honor"]) {
      const { out, err } = await batch(["-"], { pieces: [`${first}\n${row}\n${row}\n`] });
      expect(lines(out).map((line) => line.row)).toEqual([1, 2, 3]);
      expect(err).not.toContain("not read");
    }
  });

  it("takes a first line for the header of a table where a column has a usual name", async () => {
    const { out } = await batch(["-"], {
      pieces: ["Order No,Error Code,Shop\nA-1,insufficient_funds,north\nA-2,expired_card,south\n"],
    });
    expect(lines(out).map(({ row, causes }) => [row, causes?.[0]?.code])).toEqual([
      [1, "balance.insufficient"],
      [2, "instrument.expired"],
    ]);
  });

  it("writes a line for each transaction where results go to a file or come from one", async () => {
    const results = await resultsOf(`[${row},${row}]\n`);
    expect(results.map((result) => result.row)).toEqual([1, 2]);
  });
});

describe("--key", () => {
  const keyOf = async (line: string, path: string): Promise<unknown> => {
    const { out } = await batch(["-", "--key", path], { pieces: [`${line}\n`] });
    return (lines(out)[0] as unknown as { key: unknown }).key;
  };

  it("repeats the member of the row in its result, with all its digits", async () => {
    expect(await keyOf(withId("trx-1"), "/transaction/id")).toBe("trx-1");
    expect(await keyOf(withId(0).replace(`"id":0`, `"id":12345678901234567890`), "/transaction/id")).toBe(
      "12345678901234567890",
    );
  });

  it("is null where the row has none, or cannot be read", async () => {
    expect(await keyOf(withId("trx-1"), "/order/id")).toBeNull();
    expect(await keyOf(withId("trx-1"), "/transaction")).toBeNull();
    expect(await keyOf(withId("trx-1"), "/__proto__/constructor")).toBeNull();
    expect(await keyOf("nothing", "/transaction/id")).toBeNull();
  });

  it("goes by column in a table", async () => {
    const table = "transaction.id,transaction.amount,transaction.currency\na-1,20.00,USD\na-2,,\n";
    const { out } = await batch(["-", "--key", "/transaction/id"], { pieces: [table] });
    expect(lines(out).map((line) => (line as unknown as { key: unknown }).key)).toEqual(["a-1", "a-2"]);
  });

  it("never carries a card number", async () => {
    expect(JSON.stringify(await keyOf(JSON.stringify({ card: "4012888888881881" }), "/card"))).not.toContain("401288");
  });
});

describe("--assess", () => {
  it("writes codes and values without sentences", async () => {
    const { out } = await batch(["-", "--assess"], { pieces: [`${row}\n`] });
    const [result] = lines(out);
    expect(result?.causes?.map(({ code }) => code)).toEqual(["balance.insufficient"]);
    expect(Object.keys(result ?? {})).not.toContain("summary");
    expect(out).not.toContain("title");
  });
});

describe("--max-errors", () => {
  it("ends with 0 within so many rows that cannot be read, or within such a share", async () => {
    const pieces = [`${row}\nnothing\n${row}\n${row}\n`];
    const code = async (...args: string[]): Promise<number> => (await batch(["-", ...args], { pieces })).code;
    expect(await code()).toBe(65);
    expect(await code("--max-errors", "1")).toBe(0);
    expect(await code("--max-errors", "0")).toBe(65);
    expect(await code("--max-errors", "25%")).toBe(0);
    expect(await code("--max-errors", "24.9%")).toBe(65);
  });
});
