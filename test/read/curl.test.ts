import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, refusal } from "./helpers.js";

describe("a curl command", () => {
  const five = { transaction: { amount: "5", id: "it's" } };
  it.each([
    [
      "-d in single quotes",
      `curl -X POST https://x.test/y -H 'A: b' -d '{"transaction":{"amount":5,"id":"it'\\''s"}}'`,
    ],
    [
      "--data in double quotes",
      `curl --data "{\\"transaction\\":{\\"amount\\":5,\\"id\\":\\"it's\\"}}" https://x.test`,
    ],
    [
      "--data-raw in C quotes",
      `curl 'https://x.test' --data-raw $'{"transaction":{"amount":5,"id":"it\\'s"}}' --compressed`,
    ],
    [
      "--data= and line ends",
      `$ curl https://x.test \\\n  --data='{"transaction":{"amount":5,"id":"it\\u0027s"}}' \\\n  -v`,
    ],
    ["--json", `curl --json '{"transaction":{"amount":5,"id":"it\\u0027s"}}' https://x.test`],
    ["form pairs", `curl https://x.test -d transaction.amount=5 -d "transaction.id=it%27s"`],
    ["a form", `curl https://x.test -sd 'transaction[amount]=5&transaction[id]=it%27s'`],
    ["faults in the JSON", `curl -d '{"transaction":{"amount":5,"id":"it\\u0027s",}}' https://x.test`],
    ["an option with its text", `curl -dtransaction.amount=5 --data-urlencode=transaction.id=it%27s https://x.test`],
    [
      "other options with equals signs",
      `curl --url=x --x-data=1 -X-d 'y' --data='transaction.amount=5' -d transaction.id=it%27s`,
    ],
    ["another command in a header", `curl -H 'A: curl -d x' -d transaction.amount=5 -d transaction.id=it%27s`],
    ["escapes without quotes", `curl -d transaction.amount=5 -d transaction.id=it\\'s https://x.test`],
    [
      "variables where no data is",
      `curl -H "A: $TOKEN" https://x.test/$id -d transaction.amount=5 -d transaction.id=it%27s`,
    ],
  ])("is read: %s", (_, text) => {
    expect(contextOf(text)).toEqual(five);
  });

  const id = (text: string) => (contextOf(text) as { transaction: { id: string } }).transaction.id;

  it("has in double quotes what the shell leaves there", () => {
    expect(id('curl -d "{\\"transaction\\":{\\"id\\":\\"5$ \\$x \\`y\\`\\\n!\\"}}"')).toBe("5$ $x `y`!");
    expect(id('curl -d "{\\"transaction\\":{\\"id\\":\\"\\\\u0041\\u0042\\"}}"')).toBe("AB");
  });

  it("has in C quotes what their escapes stand for", () => {
    expect(id('curl -d $\'{"transaction":{"id":"\\u0041\\x42\\\'\\\\\\\\ \\\\n"},\\n\\t\\r"a":1}\'')).toBe("AB'\\ \n");
    expect(id('curl -d $\'{"transaction":{"id":"<\\b\\f\\t>"}}\'')).toBe("<\b\f\t>");
    expect(refusal('curl -d $\'{"transaction":{"id":"\\q"}}\'')).toMatchObject({
      column: 33,
      hint: expect.stringMatching(/escape of the shell/),
    });
  });

  it("is one of several, each with its data, and what stands around them is told", () => {
    const { transactions, repairs } = readTransaction(
      'Run this:\n curl -d transaction.id=a x && curl -d \'{"transaction":{"id":"b"}}\'\nand tell us',
    );
    expect(transactions.map(({ context }) => context)).toEqual([
      { transaction: { id: "a" } },
      { transaction: { id: "b" } },
    ]);
    expect(repairs).toEqual([
      { line: 1, column: 1, was: "Run this:", now: "", kind: "structure" },
      { line: 2, column: 29, was: "&&", now: "", kind: "structure" },
      { line: 3, column: 1, was: "and tell us", now: "", kind: "structure" },
    ]);
    expect(readTransaction("curl -d transaction.id=a").repairs).toEqual([]);
  });

  it("has the JSON among its data read as JSON, and raw data may begin with any character", () => {
    expect(contextOf(`curl -d transaction.id=1 -d '{"transaction":{"amount":5}}' x`)).toEqual({
      transaction: { amount: "5" },
    });
    expect(contextOf(`curl --data-raw '@{"transaction":{"amount":5}}'`)).toEqual({ transaction: { amount: "5" } });
  });

  it.each([
    ["in prose", `see curl {"transaction":{"amount":5}}`],
    ["in prose with an apostrophe", `the curl command doesn't matter {"transaction":{"amount":5}}`],
    ["in prose after an option", `use -d here, curl isn't needed {"transaction":{"amount":5}}`],
    ["without data", `curl https://x.test {"transaction":{"amount":5}}`],
    ["with data that says nothing", `curl -d '' -d x \n{"transaction":{"amount":5}}`],
  ])("hides nothing that stands beside it: %s", (_, text) => {
    expect(contextOf(text)).toEqual({ transaction: { amount: "5" } });
  });

  it("counts places in the command", () => {
    expect(refusal(`curl \\\n -d '{"transaction":{"amount":"10k"}}'`)).toMatchObject({ line: 2, column: 31 });
  });

  it.each([
    ["a file", "curl -d @body.json https://x.test", /file/],
    ["a file behind its option", "curl -d@body.json https://x.test", /file/],
    ["a variable without quotes", "curl -d transaction.amount=$5.00 https://x.test", /shell/],
    ["a command in its data", 'curl -d "{\\"transaction\\":{\\"id\\":\\"`/bin/date`\\"}}"', /shell/],
    ["an open double quote", 'curl -d "{}', /not closed/],
    ["an open C quote", "curl -d $'{}", /not closed/],
    ["a variable", 'curl -d "{\\"transaction\\":{\\"amount\\":\\"$AMOUNT\\"}}" https://x.test', /shell/],
    [
      "a dollar amount the shell would expand",
      'curl -d "{\\"transaction\\":{\\"amount\\":\\"$5.00\\"}}" https://x.test',
      /shell/,
    ],
    ["an open quote", `curl -d '{"transaction":{"amount":5}} https://x.test`, /not closed/],
    ["no data", "curl -d", /missing/],
  ])("with %s is refused", (_, text, hint) => {
    expect(refusal(text).hint).toMatch(hint);
  });
});
