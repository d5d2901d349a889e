import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folderWith } from "../helpers.js";
import { batch, lines, ndjson, type Result, resultsOf, shortOf, text } from "./helpers.js";

const rows = shortOf("20.00", "30.00", "40.00");
const amounts = ["20.00", "30.00", "40.00"];
const table = (separator: string): string =>
  [
    ["transaction.amount", "transaction.currency", "transaction.at", "balance.available"],
    ...amounts.map((amount) => [amount, "USD", "2026-11-22T09:00:00+08:00", "10.00"]),
  ]
    .map((cells) => `${cells.join(separator)}\n`)
    .join("");

/** The same three rows, and the line on which each starts. */
const written: [name: string, content: string | Uint8Array, starts: number[]][] = [
  ["NDJSON", ndjson(rows), [1, 2, 3]],
  ["NDJSON without a last line end", ndjson(rows).trimEnd(), [1, 2, 3]],
  [
    "NDJSON with byte order mark, Windows line ends and empty lines",
    `\ufeff\r\n${ndjson(rows).replace(/\n/g, "\r\n\r\n")}`,
    [2, 4, 6],
  ],
  ["CSV", table(","), [2, 3, 4]],
  ["CSV with byte order mark and Windows line ends", `\ufeff${table(",").replace(/\n/g, "\r\n")}`, [2, 3, 4]],
  ["CSV with the line ends of old Macs", table(",").replace(/\n/g, "\r"), [2, 3, 4]],
  ["semicolons", table(";"), [2, 3, 4]],
  ["tabs", table("\t"), [2, 3, 4]],
  ["a JSON array", JSON.stringify(rows), [1, 1, 1]],
  ["an indented JSON array", JSON.stringify(rows, null, 2), [2, 12, 22]],
  ["indented values one after the other", rows.map((row) => JSON.stringify(row, null, 2)).join("\n"), [1, 11, 21]],
  ["UTF-16 as Windows writes it", Buffer.from(`\ufeff${table(",")}`, "utf16le"), [2, 3, 4]],
];

const shown = ({ row, line, amount, causes }: Result): unknown => [row, line, amount?.value, causes?.[0]?.code];
const expected = (starts: readonly number[]): unknown[] =>
  starts.map((line, i) => [i + 1, line, amounts[i], "balance.insufficient"]);

describe("the rows of an input", () => {
  it.each(written)("are found in %s", async (_, content, starts) => {
    expect((await resultsOf(content)).map(shown)).toEqual(expected(starts));
  });

  it.each(written)("are found in gzip of %s, whatever its name", async (_, content, starts) => {
    expect((await resultsOf(gzipSync(content))).map(shown)).toEqual(expected(starts));
  });

  it.each(written)("are the same however %s comes in pieces", async (_, content, starts) => {
    const bytes = Buffer.from(content);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }), async (sizes) => {
        const pieces: Uint8Array[] = [];
        for (let at = 0, i = 0; at < bytes.length; at += sizes[i++ % sizes.length] as number) {
          pieces.push(bytes.subarray(at, at + (sizes[i % sizes.length] as number)));
        }
        // Into a file: on standard output an empty line would be answered too.
        const out = join(folderWith({}), "out.ndjson");
        await batch(["-", "--out", out], { pieces });
        expect(lines(text(out)).map(shown)).toEqual(expected(starts));
      }),
      { numRuns: 6 },
    );
  });

  it("may hold line ends and separators in quoted cells", async () => {
    const content =
      'transaction.id,failure.message,transaction.amount,transaction.currency,balance.available\n"a","no\n""luck"", today",20.00,USD,10.00\nb,,30.00,USD,10.00\n';
    const results = await resultsOf(content);
    expect(results.map(shown)).toEqual([
      [1, 2, "20.00", "balance.insufficient"],
      [2, 4, "30.00", "balance.insufficient"],
    ]);
  });

  it("keep every digit of their numbers, in lines and in arrays", async () => {
    const row = '{"transaction":{"amount":12345678901234567890.12,"currency":"USD"},"balance":{"available":1}}';
    for (const content of [`${row}\n${row}`, `[${row},${row}]`]) {
      expect((await resultsOf(content)).map(({ amount }) => amount?.value)).toEqual([
        "12345678901234567890.12",
        "12345678901234567890.12",
      ]);
    }
  });

  it("may be providers' payloads, also inside log lines that begin with a bracket", async () => {
    const payload = '{"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds"}}';
    const results = await resultsOf(`[2026-11-22] refused ${payload}\n[2026-11-22] refused ${payload}\n`);
    expect(results.map(({ row, causes }) => [row, causes?.[0]?.code])).toEqual([
      [1, "balance.insufficient"],
      [2, "balance.insufficient"],
    ]);
    expect(results[0]?.format).toMatch(/^stripe\./);
  });

  it("give several results where they hold several transactions, in order and with the row's number", async () => {
    const results = await resultsOf(
      `${JSON.stringify(rows)}\n`.replace(/^\[/, '{"data":[').replace(/\]\n$/, "]}\n{}\n"),
    );
    expect(results.map(({ row, amount }) => [row, amount?.value])).toEqual([
      [1, "20.00"],
      [1, "30.00"],
      [1, "40.00"],
      [2, undefined],
    ]);
  });

  it("come from several files one after the other, standard input among them", async () => {
    const folder = folderWith({ "a.csv": table(";"), "b.json": JSON.stringify(rows.slice(0, 1)) });
    const [a, b] = [join(folder, "a.csv"), join(folder, "b.json")];
    const { out, code } = await batch([a, "-", b], { pieces: [ndjson(rows.slice(1))] });
    expect(code).toBe(0);
    expect(lines(out).map(({ file, row, amount }) => [file, row, amount?.value])).toEqual([
      [a, 1, "20.00"],
      [a, 2, "30.00"],
      [a, 3, "40.00"],
      ["standard input", 1, "30.00"],
      ["standard input", 2, "40.00"],
      [b, 1, "20.00"],
    ]);
  });

  it("may be none", async () => {
    for (const content of ["", "\n\n", "[]", "[\n]\n", "transaction.amount,transaction.currency\n", gzipSync("")]) {
      const path = join(folderWith({ input: content }), "input");
      const { code, out } = await batch([path]);
      expect([code, out]).toEqual([0, ""]);
    }
  });

  it("are answered as the program answers one", async () => {
    const path = join(folderWith({ "one.json": JSON.stringify(rows[0]) }), "one.json");
    const [{ file, row, line, format, amount, ...diagnosis } = {} as Result] = lines((await batch([path])).out);
    const { txwhy } = await import("../helpers.js");
    expect(diagnosis).toEqual(JSON.parse((await txwhy([path, "--json"])).out));
    expect([file, row, line, format, amount]).toEqual([path, 1, 1, "txwhy", { value: "20.00", currency: "USD" }]);
  });
});
