import { describe, expect, it } from "vitest";
import { htmlCharacter, xmlCharacter } from "../../src/base/escapes.js";
import {
  assumedOf,
  combine,
  compareValues,
  isTrue,
  type Known,
  known,
  knownAssuming,
  map,
  missingOf,
  someTrue,
  UNKNOWN,
  unknown,
} from "../../src/base/known.js";
import { decimal } from "../../src/base/money.js";

const sum = (a: Known<number>, b: Known<number>): Known<number> => combine(a, b, (left, right) => left + right);

describe("a value that may be unknown", () => {
  it.each<[string, Known<number>, Known<number>]>([
    ["is known where both are", sum(known(1), known(2)), { known: true, value: 3 }],
    ["lacks what one lacks", sum(known(1), unknown("/a")), { known: false, missing: ["/a"] }],
    ["lacks what the other lacks", sum(unknown("/b"), known(1)), { known: false, missing: ["/b"] }],
    [
      "lacks what both lack, each once",
      sum(unknown("/a", "/c"), unknown("/b", "/a")),
      { known: false, missing: ["/a", "/c", "/b"] },
    ],
    ["is unknown for good where the first is", sum(UNKNOWN, unknown("/b")), UNKNOWN],
    ["is unknown for good where the second is", sum(unknown("/a"), UNKNOWN), UNKNOWN],
    [
      "assumes what either assumes, each once",
      sum(knownAssuming(1, ["/a"]), knownAssuming(2, ["/b", "/a"])),
      { known: true, value: 3, assumed: ["/a", "/b"] },
    ],
    [
      "assumes something that nobody can be asked for",
      sum(knownAssuming(1, []), known(2)),
      { known: true, value: 3, assumed: [] },
    ],
    [
      "is changed with what it assumes",
      map(knownAssuming(1, ["/a"]), (value) => value + 1),
      { known: true, value: 2, assumed: ["/a"] },
    ],
    ["stays unknown when it is changed", map(unknown("/a"), () => 1), { known: false, missing: ["/a"] }],
  ])("%s", (_, found, wanted) => {
    expect(found).toStrictEqual(wanted);
  });

  it("names what several lack or assume", () => {
    expect(missingOf(known(1), unknown("/a"), unknown("/b", "/a"))).toEqual(["/a", "/b"]);
    expect(assumedOf(known(1), unknown("/a"), knownAssuming(1, ["/b"]), knownAssuming(2, ["/b", "/c"]))).toEqual([
      "/b",
      "/c",
    ]);
  });

  it("is true only where that is known", () => {
    expect([known(true), known(false), unknown("/a")].map(isTrue)).toEqual([true, false, false]);
  });

  it.each<[string, Known<boolean>[], Known<boolean>]>([
    ["true where one is, whatever the others lack", [unknown("/a"), known(true)], known(true)],
    ["false where all are", [known(false), known(false)], known(false)],
    ["false of none", [], known(false)],
    ["unknown where one is and none is true", [known(false), unknown("/a"), unknown("/b", "/a")], unknown("/a", "/b")],
    ["unknown for good where one is, and nobody can be asked", [UNKNOWN, known(false)], UNKNOWN],
  ])("of several is %s", (_, facts, wanted) => {
    expect(someTrue(facts)).toEqual(wanted);
  });

  it("is compared by its kind", () => {
    expect(compareValues("money", decimal("9.50"), decimal("100.00"))).toBeLessThan(0);
    expect(compareValues("money", decimal("1.0"), decimal("1.00"))).toBe(0);
    expect([compareValues("number", 2, 1), compareValues("number", 1, 2), compareValues("number", 1, 1)]).toEqual([
      1, -1, 0,
    ]);
  });
});

describe("a character that a text names", () => {
  it.each<[string, string | undefined]>([
    ["amp", "&"],
    ["lt", "<"],
    ["#65", "A"],
    ["#x41", "A"],
    ["#x10FFFF", "\u{10ffff}"],
    ["#x110000", undefined],
    ["#0", undefined],
    ["#xD7FF", "\ud7ff"],
    ["#xD800", undefined],
    ["#xDFFF", undefined],
    ["#xE000", "\ue000"],
    ["#65a", undefined],
    ["a#65", undefined],
    ["#12345678", undefined],
    ["toString", undefined],
    ["AMP", undefined],
    ["nbsp", undefined],
  ])("in XML as %s is %j", (name, wanted) => {
    expect(xmlCharacter(name)).toBe(wanted);
  });

  it("in HTML has any case, and knows the space that does not break", () => {
    expect([htmlCharacter("AMP"), htmlCharacter("NbSp"), htmlCharacter("unheard")]).toEqual(["&", "\u00a0", undefined]);
  });
});
