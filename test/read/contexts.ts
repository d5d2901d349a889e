import fc from "fast-check";
import { contextFields, type Field, type Fields } from "../../src/read/fields.js";

/** A value with the JSON text it is written as and what must be read from it. */
export interface Written {
  json: string;
  expected: unknown;
}

const cents = fc.tuple(
  fc.integer({ min: 0, max: 99_999_999 }),
  fc.constantFrom("", ".5", ".50", ".05", ".0000", ".1234"),
);

const decimal: fc.Arbitrary<Written> = fc.oneof(
  cents.map(([whole, rest]) => ({ json: `${whole}${rest}`, expected: `${whole}${rest}` })),
  cents.map(([whole, rest]) => ({ json: `"${whole}${rest}"`, expected: `${whole}${rest}` })),
  // The exponent is worked out here by moving digits as text, not with the code under test.
  fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 30 })).map(([digits, exponent]) => ({
    json: `${digits}e${exponent}`,
    expected: digits + "0".repeat(exponent),
  })),
  fc.bigInt({ min: 10n ** 30n, max: 10n ** 40n }).map((n) => ({ json: `${n}.10`, expected: `${n}.10` })),
);

const json = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<Written> =>
  arbitrary.map((value) => ({ json: JSON.stringify(value), expected: value }));

const words = fc.constantFrom("failed", "daily", "USD", "2026-11-22T09:00:00+08:00", "wallet", "id-ID");
const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom('a"b', "a\\b", "it's {fine}", "05", "，：”"),
);

/** Something for a field of the contract; a record of them, with any keys missing. */
export function written(field: Field): fc.Arbitrary<Written> {
  if (typeof field === "string") {
    switch (field) {
      case "decimal":
      case "rate":
        return decimal;
      case "number":
        return json(fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.constantFrom(0.05, 0.5)));
      case "boolean":
        return json(fc.boolean());
      case "word":
        return json(words);
      case "text":
        return json(texts);
      default:
        return json(
          fc.dictionary(
            fc.string({ unit: "binary", maxLength: 6 }),
            fc.oneof(texts, fc.integer(), fc.boolean(), fc.constant(null)),
            {
              maxKeys: 3,
            },
          ),
        );
    }
  }
  if ("members" in field) return record(field.members);
  return fc.array(written(field.each), { maxLength: 2 }).map((entries) => ({
    json: `[${entries.map((entry) => entry.json).join(",")}]`,
    expected: entries.map((entry) => entry.expected),
  }));
}

function record(fields: Fields): fc.Arbitrary<Written> {
  const members = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, fc.option(written(field), { freq: 2 })]),
  );
  return fc.record(members).map((values) => {
    const present = Object.entries(values).filter((entry): entry is [string, Written] => entry[1] !== null);
    return {
      json: `{${present.map(([name, value]) => `${JSON.stringify(name)}:${value.json}`).join(",")}}`,
      expected: Object.fromEntries(present.map(([name, value]) => [name, value.expected])),
    };
  });
}

/** Any context that can be written in strict JSON. */
export const contexts: fc.Arbitrary<Written> = record(contextFields);

/** One mark of the structure of a JSON text, and whether a place before or after it lies inside a string. */
export interface Mark {
  at: number;
  insideBefore: boolean;
  insideAfter: boolean;
}

/** The quotes, brackets, colons and commas of a strict JSON text that are not inside a string. */
export function punctuation(text: string): Mark[] {
  const marks: Mark[] = [];
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') {
      marks.push({ at, insideBefore: inside, insideAfter: !inside });
      inside = !inside;
    } else if (inside && text[at] === "\\") at++;
    else if (!inside && /[{}[\]:,]/.test(text[at] as string))
      marks.push({ at, insideBefore: false, insideAfter: false });
  }
  return marks;
}
