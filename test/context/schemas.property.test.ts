import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidContextError, type Profile } from "../../src/api/index.js";
import { copyPlainJson, pointer } from "../../src/base/json.js";
import { plainShapeOf } from "../../src/context/derive.js";
import { checked, parseContext, shapeFrom } from "../../src/context/parse.js";
import { profileSchema } from "../../src/context/profile.js";
import { contextSchema } from "../../src/context/schema.js";
import { contexts } from "../support/contexts.js";
import { everything } from "../support/hostile.js";
import { Dice, type Json, mutated } from "../support/mutate.js";
import { isMutationRun } from "../support/runs.js";
import { diagnose } from "../support/untyped.js";

const CONTEXTS = isMutationRun ? 100 : 2000;
const PROFILES = isMutationRun ? 250 : 5000;

/** The places where zod finds a fault. */
const placesByZod = (value: unknown): string[] => {
  const { issues } = contextSchema.safeParse(value).error ?? { issues: [] };
  return [...new Set(issues.map(({ path }) => pointer(path as (string | number)[])))].sort();
};

/** The places where the walk finds one, without those that take two members together: an amount and its currency. */
function placesByWalk(value: unknown): string[] {
  try {
    parseContext(value);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidContextError);
    return (error as InvalidContextError).issues
      .filter(({ path, code }) => !(path === "/transaction/currency" && /^(?:required|unknown_currency)$/.test(code)))
      .map(({ path }) => path)
      .sort();
  }
}

/** A value made wrong in a few random places, as plain JSON; undefined where it is too large to be looked into. */
function spoilt(value: unknown, seed: number): Json | undefined {
  const dice = new Dice(seed);
  let made = value as Json;
  for (let times = dice.below(4); times >= 0; times--) made = mutated(made, dice, everything() as Json);
  const copied = copyPlainJson(made);
  return "value" in copied ? (copied.value as Json) : undefined;
}

describe("the walk over a context, whose shape is generated from the schema,", () => {
  test("finds faults at the same places as zod, in any context", () => {
    let refused = 0;
    const random = fc.oneof(contexts, fc.constant(everything()));
    fc.assert(
      fc.property(random, fc.nat(), (context, seed) => {
        const value = spoilt(context, seed);
        if (typeof value !== "object" || value === null || Array.isArray(value)) return;
        const found = placesByWalk(value);
        if (found.length > 0) refused++;
        expect(found).toEqual(placesByZod(value));
      }),
      { numRuns: CONTEXTS },
    );
    expect(refused).toBeGreaterThan(CONTEXTS / 10);
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

/** The faults of a profile as an option of `diagnose`, each with its place. */
async function faultsOf(value: unknown): Promise<string[]> {
  try {
    await diagnose({}, { profile: value as Profile });
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidContextError);
    return (error as InvalidContextError).issues.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe("a profile", () => {
  test("that is sound is taken", async () => {
    expect(await faultsOf(profile)).toEqual([]);
    const [channel] = profile.channels;
    expect(await faultsOf({ ...profile, channels: [channel] })).toEqual([]);
  });

  const channels = (...made: object[]): object => ({ channels: made });
  test.each<[string, object, string]>([
    [
      "a time zone that does not exist",
      channels({ kind: "chat", timeZone: "Mars/Olympus" }),
      "/channels/0/timeZone: name an IANA time zone, such as Asia/Jakarta",
    ],
    [
      "a day that does not exist",
      { source: { title: "Help", date: "2026-02-29" } },
      "/source/date: write the day as YYYY-MM-DD",
    ],
    ["no date of its source", { source: { title: "Help" } }, "/source/date: date is needed here"],
    [
      "an eighth day of the week",
      channels({ kind: "chat", hours: [{ days: [8], from: "08:00", to: "09:00" }] }),
      "/channels/0/hours/0/days/0: expected a whole number from 1 to 7",
    ],
    [
      "a time of the day after midnight",
      channels({ kind: "chat", hours: [{ days: [1], from: "08:00", to: "25:00" }] }),
      "/channels/0/hours/0/to: write the time of the day as HH:MM",
    ],
    [
      "hours on no day",
      channels({ kind: "chat", hours: [{ days: [], from: "08:00", to: "09:00" }] }),
      "/channels/0/hours/0/days: expected at least 1",
    ],
    [
      "another word for always",
      channels({ kind: "chat", hours: "24/7" }),
      "/channels/0/hours: expected one of: always",
    ],
    ["hours that are a number", channels({ kind: "chat", hours: 24 }), "/channels/0/hours: expected one of: always"],
    ["empty hours", channels({ kind: "chat", hours: [] }), "/channels/0/hours: expected at least 1"],
    [
      "an empty address",
      channels({ kind: "email", address: "" }),
      "/channels/0/address: expected a text that is not empty",
    ],
    ["a null", channels({ kind: "email", address: null }), "/channels/0/address: expected a text"],
    [
      "a misspelt member",
      channels({ kind: "email", adress: "x" }),
      '/channels/0/adress: unknown key; did you mean "address"?',
    ],
    ["an unknown member", { colour: "red" }, "/colour: unknown key; remove it"],
    ["no channel", { channels: [] }, "/channels: expected at least 1"],
    ["a step that is not a text", { resetSteps: { en: [5] } }, "/resetSteps/en/0: expected a text"],
    ["an id with spaces", { id: "my own" }, "/id: expected lower-case letters, digits, - and _"],
  ])("with %s is refused at that place", async (_, wrong, fault) => {
    expect(await faultsOf({ ...profile, ...wrong })).toEqual([`/options/profile${fault}`]);
  });

  test("with several faults has all of them named, beside those of the context", async () => {
    const wrong = { ...profile, name: 5, channels: [{ kind: "fax" }, { kind: "chat", hours: "never" }] };
    const found = await diagnose({ balance: 5 } as never, { profile: wrong as never }).catch((error: unknown) => error);
    expect((found as InvalidContextError).issues.map(({ path }) => path)).toEqual([
      "/balance",
      "/options/profile/channels/0/kind",
      "/options/profile/channels/1/hours",
      "/options/profile/name",
    ]);
  });

  test("is taken exactly where zod takes it", () => {
    let refused = 0;
    const shape = shapeFrom(plainShapeOf(profileSchema));
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const value = spoilt(profile, seed);
        if (value === undefined) return;
        const isTaken = profileSchema.safeParse(value).success;
        if (!isTaken) refused++;
        expect([value, checked(value, shape).issues.length === 0]).toEqual([value, isTaken]);
      }),
      { numRuns: PROFILES },
    );
    expect(refused).toBeGreaterThan(PROFILES / 25);
  });
});
