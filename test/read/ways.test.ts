import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, refusal } from "./helpers.js";

const id = { transaction: { id: "x" } };
const json = JSON.stringify(id);

describe("lines with commas", () => {
  it.each([
    ["with two columns", "name,b\n1,2\ninsufficient funds"],
    ["with fewer cells in the first row", "name,b,c\n1,2\ninsufficient funds"],
    ["of a person", "Hello, Bob\nmy card, has insufficient funds, why"],
    ["of a person, with fewer in the second", "Dear Bob, hello, friend\nI have insufficient funds\nwhy"],
    ["of a person, with a sentence in the first", "Dear Bob, hello, friend.\nI, have, insufficient funds\nwhy"],
    ["with a question in the first", "name,b,c?\n1,2,3\ninsufficient funds"],
  ])("are words: %s", (_, text) => {
    expect(contextOf(text)).toHaveProperty("failure.message", expect.stringContaining("insufficient funds"));
  });

  it.each([
    ["a row has fewer cells", "id,amount,status\na,5.00,failed\nb,6.00", 3],
    ["the first row has more cells", "name,b,c\n1,2,3,4\ninsufficient funds", 2],
    ["the last line is none", "name,b,c\n1,2,3\ninsufficient funds", 3],
    ["a name has a dot", "name.b,b,c\n1,2,3\ninsufficient funds", 3],
    ["empty lines come first", "\n\nname,b,c\n1,2,3\ninsufficient funds", 5],
    ["its lines end as on old systems", "name,b,c\r1,2,3\rinsufficient funds", 3],
    ["tabs separate its cells", "name\tb\tc\n1\t2\t3\ninsufficient funds", 3],
  ])("are a table that is refused where %s", (_, text, line) => {
    expect(refusal(text)).toMatchObject({ line, hint: expect.stringMatching(/^this row has \d cells/) });
  });

  it("are none of a table where the first row has fewer cells than the second", () => {
    expect(refusal("id,amount,status\na,5.00\nb,6.00,failed").reason).toBe("no_transaction");
  });
});

describe("a whole document", () => {
  it("may have blank space around it", () => {
    const text = "  <x><transaction><id>x</id></transaction></x>  \n";
    expect(readTransaction(text)).toMatchObject({ transactions: [{ context: id }], repairs: [] });
  });

  it("that is broken is why a text is refused, unless an object is in it", () => {
    expect(refusal("<x>1</y> hello").hint).toMatch(/<\/x> should stand here/);
    expect(refusal('<x>1</y> {"a": 1} hello').reason).toBe("no_transaction");
  });

  it.each([
    ["JSON", "[".repeat(200) + "]".repeat(200), 65],
    ["XML", "<a>".repeat(200), 193],
    ["JSON in a text", `see ${"[".repeat(200)}{"a":1}${"]".repeat(200)}`, 69],
    ["JSON that was pasted into itself", 'see {"a":'.repeat(200), 577],
  ])("is refused where it is nested too deeply, and read in no other way: %s", (_, text, column) => {
    expect(refusal(text)).toMatchObject({ column, hint: expect.stringMatching(/nested deeper/) });
  });
});

describe("a command that sends nothing that can be read", () => {
  it("is prose around the object below it", () => {
    const { transactions, repairs } = readTransaction(`curl https://x.example\n${json} -d`);
    expect(transactions).toMatchObject([{ context: id, line: 2 }]);
    expect(repairs.map(({ was }) => was)).toEqual(["curl https://x.example", "-d"]);
  });

  it("is no command without its name", () => {
    expect(contextOf(`-d '{"a":1}' ${json}`)).toEqual(id);
  });
});

describe("XML in a member of an object", () => {
  it("is not looked for behind words", () => {
    const log = "x <result><transaction><id>y</id></transaction></result>";
    expect(refusal(JSON.stringify({ log, other: { a: 1 } })).reason).toBe("no_transaction");
  });
});
