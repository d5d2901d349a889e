import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fileWith, folderWith } from "../helpers.js";
import { batch, lines, ndjson, resultsOf, shortOf, text } from "./helpers.js";

const CARD = "4111 1111 1111 1111";
const [good] = shortOf("20.00");
const kinds = async (content: string | Uint8Array): Promise<(string | undefined)[]> =>
  (await resultsOf(content)).map(({ error, causes }) => error?.kind ?? causes?.[0]?.code);

describe("a bad row", () => {
  it("becomes a line that says where and what, and the others go on", async () => {
    const bad = '{"transaction":{"amount":"10k","currency":"USD"}}';
    const results = await resultsOf(`${ndjson([good])}${bad}\nhello\n${ndjson([good])}`);
    expect(results.map(({ row, line, error }) => [row, line, error?.kind])).toEqual([
      [1, 1, undefined],
      [2, 2, "unreadable"],
      [3, 3, "unreadable"],
      [4, 4, undefined],
    ]);
    expect(results[1]?.error?.message).toContain("write it as in 125.50");
  });

  it("makes the run end with 65, the other answers given", async () => {
    const path = fileWith(`${ndjson([good])}hello\n`);
    const { code, out } = await batch([path, "--fail-on", "cause"]);
    expect([code, lines(out)]).toMatchObject([65, [{ verdict: "self_service" }, { error: {} }]]);
  });

  it("lists every fault of what is no context, with its place", async () => {
    const [result] = await resultsOf(
      ndjson([{ transaction: { amount: "5", currency: "USD" }, balance: { held: "-3" }, limits: [{}] }]),
    );
    expect(result?.error?.kind).toBe("invalid");
    expect(result?.error?.issues?.map(({ path }) => path)).toEqual(["/balance/held", "/limits/0/window"]);
  });

  it("of a table is the one with its quote out of place, whatever stands in the rows after it", async () => {
    const table = (bad: string): string =>
      [
        "failure.code,failure.message",
        "expired_card,fine",
        bad,
        "expired_card,fine",
        'expired_card,"also ""fine"""',
        "",
      ].join("\n");
    for (const bad of ['x,"never closed', 'x,"closed"early', 'x,"""', "x,too,many", "x"]) {
      const results = await resultsOf(table(bad));
      expect(results.map(({ row, line, error }) => [row, line, error?.kind])).toEqual([
        [1, 2, undefined],
        [2, 3, "unreadable"],
        [3, 4, undefined],
        [4, 5, undefined],
      ]);
    }
  });

  it("of an array does not spoil its neighbours", async () => {
    expect(await kinds(`[${JSON.stringify(good)}, 42, {"a" 1}, "x]", ${JSON.stringify(good)}]`)).toEqual([
      "balance.insufficient",
      "unreadable",
      "unreadable",
      "unreadable",
      "balance.insufficient",
    ]);
  });

  it("names the line inside a row of several lines on which its fault is", async () => {
    const entry = '{\n  "transaction": {\n    "amount": "10k",\n    "currency": "USD"\n  }\n}';
    const results = await resultsOf(`[\n${JSON.stringify(good)},\n${entry}\n]`);
    expect(results.map(({ line, error }) => [line, error?.kind])).toEqual([
      [2, undefined],
      [5, "unreadable"],
    ]);
  });

  it("may be bytes that are no text", async () => {
    const content = Buffer.concat([
      Buffer.from(ndjson([good])),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from(ndjson([good])),
    ]);
    expect(await kinds(content)).toEqual(["balance.insufficient", "encoding", "balance.insufficient"]);
  });

  it("may be longer than any transaction, and is not kept in memory", async () => {
    const long = Buffer.alloc(17 * 1_048_576, "x");
    const content = Buffer.concat([Buffer.from(ndjson([good])), long, Buffer.from(`\n${ndjson([good])}`)]);
    expect(await kinds(content)).toEqual(["balance.insufficient", "too_large", "balance.insufficient"]);
  });

  it("shows no card number, neither in results nor in reports nor on the terminal", async () => {
    const rows = [
      `{"transaction":{"amount":"${CARD}k","currency":"USD"}}`,
      `{"transaction":{"${CARD}":1,"amount":"5"}}`,
      `{"transaction":{"amount":"5","currency":"${CARD}"}}`,
      `{"failure":{"provider":"acme","message":"card ${CARD} of a@b.example was not liked"}}`,
      `card ${CARD}`,
    ];
    const folder = folderWith({ [`${CARD}.ndjson`]: `${rows.join("\n")}\n` });
    const { out, err } = await batch([join(folder, `${CARD}.ndjson`), "--out", join(folder, "out")]);
    const written = ["diagnoses.ndjson", "report.json", "report.html"].map((name) => text(folder, "out", name));
    for (const shown of [out, err, ...written]) {
      // Spaces and dashes alone: all other digits of a text, a folder's random name among them, may happen to make a card number.
      expect(shown.replace(/[\s-]/g, "")).not.toContain(CARD.replace(/\s/g, ""));
      expect(shown).not.toContain("a@b.example");
    }
    expect(lines(written[0] as string)).toHaveLength(5);
  });
});

describe("an input that breaks off", () => {
  const rows = shortOf(...Array.from({ length: 50 }, (_, i) => `${i + 20}.00`));

  it("is told of with its place, after what could be read", async () => {
    const path = fileWith(JSON.stringify(rows, null, 1).slice(0, -200));
    const { code, out, err } = await batch([path]);
    const results = lines(out);
    expect(code).toBe(65);
    expect(results.length).toBeGreaterThan(45);
    expect(results.slice(0, -1).every(({ error }) => error === undefined)).toBe(true);
    const last = results.at(-1);
    expect(last?.error?.kind).toBe("truncated");
    expect(last?.row).toBe(results.length);
    expect(err).toContain(`txwhy: ${path}, line ${last?.line}: the JSON array ends before it is complete`);
  });

  it("does not keep the next files from being read", async () => {
    const folder = folderWith({ "a.json": JSON.stringify(rows).slice(0, -30), "b.ndjson": ndjson([good]) });
    const { out } = await batch([join(folder, "a.json"), join(folder, "b.ndjson")]);
    expect(lines(out).at(-1)).toMatchObject({ file: join(folder, "b.ndjson"), row: 1, verdict: "self_service" });
  });

  it("may be gzip that ends early or is damaged", async () => {
    // The decoder gives up a fault's surroundings, some 16 KiB of them.
    const many = Array.from({ length: 400 }, (_, i) => ({ ...rows[i % 50], payeeId: `${i}-${Math.sin(i)}` }));
    const packed = gzipSync(ndjson(many));
    const damaged = Buffer.from(packed);
    damaged.fill(0x55, packed.length - 900, packed.length - 700);
    for (const [content, kind] of [
      [packed.subarray(0, -300), "truncated"],
      [damaged, "corrupt"],
    ] as const) {
      const results = await resultsOf(content);
      expect(results.length).toBeGreaterThan(200);
      expect(results.at(-1)?.error?.kind).toBe(kind);
      expect(results.slice(0, -1).every(({ error }) => error === undefined)).toBe(true);
    }
  });

  it("may have something after its end", async () => {
    expect(await kinds(`[${JSON.stringify(good)}]\n[1]`)).toEqual(["balance.insufficient", "corrupt"]);
  });
});
