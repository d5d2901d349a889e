import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidContextError, type Issue } from "../../src/base/errors.js";
import { copyPlainJson, pointer } from "../../src/base/json.js";
import type { Message } from "../../src/base/messages.js";
import { fitsSchema } from "../../src/context/json-schema.js";
import { parseContext } from "../../src/context/parse.js";
import { contextSchema } from "../../src/context/schema.js";
import { type Profile, profileSchema } from "../../src/rules/files.js";
import { profileSchema as plainSchema } from "../../src/rules/generated/profile-schema.js";
import { contexts } from "../support/contexts.js";
import { everything } from "../support/hostile.js";
import { Dice, type Json, mutated } from "../support/mutate.js";

/** What zod says of a context, in the words of our own faults. */
function byZod(value: unknown): Issue[] {
  const parsed = contextSchema.safeParse(value);
  return (parsed.error?.issues ?? []).map((issue) => {
    const path = pointer(issue.path as (string | number)[]);
    if (issue.code === "custom") return { path, ...(issue.params?.said as Message) };
    if (issue.code !== "invalid_type") throw new Error(`the walk has no words for ${issue.code}`);
    const kind = issue.expected === "array" ? "array" : "object";
    return { path, code: "invalid_type", message: `expected ${kind}`, params: { kind } };
  });
}

/** What the walk says: without what zod does not know, members that are missing and currencies without digits. */
function byWalk(value: unknown): Issue[] {
  try {
    parseContext(value);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidContextError);
    const { issues } = error as InvalidContextError;
    return issues.filter(({ code }) => code !== "required" && code !== "unknown_currency");
  }
}

const sorted = (issues: Issue[]): Issue[] => issues.toSorted((a, b) => (a.path < b.path ? -1 : 1));

/** A value made wrong in a few random places, as plain JSON; undefined where it is too large to be looked into. */
function spoilt(value: unknown, seed: number): Json | undefined {
  const dice = new Dice(seed);
  let made = value as Json;
  for (let times = dice.below(4); times >= 0; times--) made = mutated(made, dice, everything() as Json);
  const copied = copyPlainJson(made);
  return "value" in copied ? (copied.value as Json) : undefined;
}

describe("the walk over a context, whose shape is made of the schema at build time,", () => {
  test("finds the same faults as zod, at the same places, in any context", () => {
    let refused = 0;
    const random = fc.oneof(contexts, fc.constant(everything()));
    fc.assert(
      fc.property(random, fc.nat(), (context, seed) => {
        const value = spoilt(context, seed);
        if (typeof value !== "object" || value === null || Array.isArray(value)) return;
        const found = byWalk(value);
        if (found.length > 0) refused++;
        expect(found).toEqual(sorted(byZod(value)));
      }),
      { numRuns: 2000 },
    );
    expect(refused).toBeGreaterThan(200);
  });
});

const profile: Profile = {
  id: "own",
  name: "Own",
  channels: [
    {
      kind: "phone",
      address: "+62 21 5000",
      hours: [{ days: [1, 7], from: "08:00", to: "24:00" }],
      timeZone: "Asia/Jakarta",
      languages: ["id"],
      needsLogin: false,
    },
    { kind: "chat", hours: "always" },
  ],
  passwordPolicy: { contains: ["digits"], notPrevious: true },
  resetSteps: { en: ["Open the settings."] },
  source: { title: "Help", url: "https://example.com/help", date: "2026-02-28", verified: "yes" },
};

describe("a profile", () => {
  test("that is sound fits its plain schema", () => {
    expect(fitsSchema(profile as Json, plainSchema())).toBe(true);
  });
  test.each([
    ["a zone that is none", { channels: [{ kind: "chat", timeZone: "Mars/Olympus" }] }],
    ["a day that is none", { source: { title: "Help", date: "2026-02-29" } }],
    ["a weekday that is none", { channels: [{ kind: "chat", hours: [{ days: [8], from: "08:00", to: "09:00" }] }] }],
    ["hours on no day", { channels: [{ kind: "chat", hours: [] }] }],
    ["an empty address", { channels: [{ kind: "email", address: "" }] }],
    ["a member nobody knows", { colour: "red" }],
    ["a step that is no text", { resetSteps: { en: [5] } }],
  ])("with %s does not fit", (_, wrong) => {
    expect(fitsSchema({ ...profile, ...wrong } as Json, plainSchema())).toBe(false);
  });
  test("fits its plain schema exactly where zod takes it", () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const value = spoilt(profile, seed);
        if (value === undefined) return;
        const isTaken = profileSchema.safeParse(value).success;
        if (!isTaken) refused++;
        expect([value, fitsSchema(value, plainSchema())]).toEqual([value, isTaken]);
      }),
      { numRuns: 5000 },
    );
    expect(refused).toBeGreaterThan(200);
  });
});
