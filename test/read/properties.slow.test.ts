import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableInputError } from "../../src/base/errors.js";
import { createReader } from "../../src/read/reader.js";
import { tried } from "../support/runs.js";
import { contexts, type Mark, punctuation } from "./contexts.js";

const readTransaction = createReader([]);

function outcome(text: string): unknown {
  try {
    return readTransaction(text).transactions.map((transaction) => transaction.context);
  } catch (error) {
    if (error instanceof UnreadableInputError) return "refused";
    throw error;
  }
}

describe("whatever the context", () => {
  it("strict JSON is read to the digit, without a repair", () => {
    fc.assert(
      fc.property(contexts, ({ json, expected }) => {
        const reading = readTransaction(json);
        expect(reading.transactions).toEqual([{ context: expected, format: "txwhy", line: 1 }]);
        expect(reading.repairs).toEqual([]);
        expect(reading.warnings).toEqual([]);
      }),
      tried(200),
    );
  });

  it("is the same one inside an envelope, in prose, quoted in a mail, and escaped in a string", () => {
    fc.assert(
      fc.property(contexts, ({ json, expected }) => {
        fc.pre(json !== "{}");
        for (const text of [
          `{"data":{"object":${json}}}`,
          `10:02:11 ERROR payment failed ${json} (attempt 2)`,
          json
            .split("\n")
            .map((line) => `> ${line}`)
            .join("\n"),
          JSON.stringify(json),
          JSON.stringify({ body: JSON.stringify(json) }),
          `log: ${JSON.stringify(json)}.`,
          `\ufeff${json}\u00a0`,
        ]) {
          expect(outcome(text)).toEqual([expected]);
        }
      }),
      tried(60),
    );
  });

  it("a text cut off anywhere is refused", () => {
    fc.assert(
      fc.property(contexts, fc.nat(), ({ json }, at) => {
        fc.pre(json !== "{}");
        expect(outcome(json.slice(0, 1 + (at % (json.length - 1))))).toBe("refused");
      }),
      tried(300),
    );
  });

  const marks = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"',
    "'",
    "“",
    "”",
    "‘",
    "「",
    "」",
    "，",
    "：",
    "｛",
    "｝",
    "`",
    "=>",
    "#",
    "//",
    "\\",
    " ",
    "\n",
    "\u200b",
    "0",
    "-",
  ];
  it("one damaged place either reads to the same values or is refused", () => {
    fc.assert(
      fc.property(
        contexts,
        fc.nat(),
        fc.constantFrom("drop", "double", "replace", "before", "after", "swap"),
        fc.constantFrom(...marks),
        ({ json, expected }, which, how, mark) => {
          const places = punctuation(json);
          const { at, insideBefore, insideAfter } = places[which % places.length] as Mark;
          // What is put inside a string, or before a number, is another text that nobody can tell from the one meant.
          fc.pre(!(how === "before" && insideBefore) && !(how === "after" && insideAfter));
          fc.pre(how === "replace" || !/[0-]/.test(mark));
          const here = json[at] as string;
          const [before, rest] = [json.slice(0, at), json.slice(at + 1)];
          const next = (places[(which + 1) % places.length] as Mark).at;
          const damaged = {
            drop: before + rest,
            double: before + here + here + rest,
            replace: before + mark + rest,
            before: before + mark + here + rest,
            after: before + here + mark + rest,
            swap:
              next > at ? before + json[next] + json.slice(at + 1, next) + here + json.slice(next + 1) : before + rest,
          }[how];
          const result = outcome(damaged);
          if (result !== "refused") expect(result).toEqual([expected]);
        },
      ),
      tried(3000),
    );
  });
});
