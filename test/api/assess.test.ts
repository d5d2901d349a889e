import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Assessment,
  assess,
  assessmentJsonSchema,
  defaultRules,
  diagnose,
  findCause,
  InvalidContextError,
  isCause,
  localize,
  type TransactionContext,
} from "../../src/api/index.js";
import { cases } from "../support/contexts.js";
import { tried } from "../support/runs.js";
import * as untyped from "../support/untyped.js";

const short: TransactionContext = {
  transaction: { amount: "120.00", currency: "EUR", at: "2026-11-22T09:00:00+01:00" },
  balance: { available: "100.00" },
  fees: [{ flat: "0.73" }],
  customer: { locale: "id", preferredChannel: "email" },
};
const frozen: TransactionContext = { ...short, account: { status: "frozen" } };

/** What a store gives back. */
const stored = (assessment: Assessment): Assessment => JSON.parse(JSON.stringify(assessment)) as Assessment;

/** Every text in a value, with where it stands. */
function* textsIn(value: unknown, path = ""): Generator<[path: string, text: string]> {
  if (typeof value === "string") yield [path, value];
  else if (typeof value === "object" && value !== null)
    for (const [key, member] of Object.entries(value)) yield* textsIn(member, `${path}/${key}`);
}

describe("an assessment", () => {
  it("put into words is the diagnosis, byte for byte, for any context and options", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ context, options }) => {
        const { locale, audience, profile, rules } = options as Record<string, never>;
        const view = Object.fromEntries(
          Object.entries({ locale, audience, rules }).filter(([, value]) => value !== undefined),
        );
        let whole: unknown;
        try {
          whole = await untyped.diagnose(context, options);
        } catch (error) {
          if (error instanceof InvalidContextError) return;
          throw error;
        }
        const assessment = stored(await untyped.assess(context, options));
        expect(localize(assessment, view), String(profile)).toEqual(whole);
      }),
      tried(150),
    );
  });

  it("holds no sentence: no text of it has words of the rule files in any language", async () => {
    const titles = new Set<string>();
    for (const code of defaultRules().causes)
      for (const locale of defaultRules().locales) {
        const { explain } = await import("../../src/api/index.js");
        titles.add(explain(code, { locale })?.title ?? "");
      }
    for (const context of [short, frozen, { transaction: { status: "failed" } } as const]) {
      for (const [path, text] of textsIn(await assess(context))) {
        if (path.startsWith("/escalation/packet/context")) continue;
        expect(titles.has(text), path).toBe(false);
        expect(/[a-z]{3,} [a-z]{2,} [a-z]{2,}/i.test(text), `${path}: ${text}`).toBe(false);
      }
    }
  });

  it("is shown later in another language, to another audience, without its context", async () => {
    const kept = stored(await assess(short));
    expect(localize(kept).locale).toBe("id");
    const english = localize(kept, { locale: "en" });
    expect(english.causes[0]?.explanation).toBe((await diagnose(short, { locale: "en" })).causes[0]?.explanation);
    expect(localize(kept, { locale: "zh-CN", audience: "agent" })).toEqual(
      await diagnose(short, { locale: "zh-CN", audience: "agent" }),
    );
  });

  it("reaches support by the channels of another profile where one is given", async () => {
    const kept = stored(await assess(frozen, { locale: "en" }));
    const gopay = localize(kept, { locale: "en", profile: "gopay" });
    expect(gopay).toEqual(await diagnose(frozen, { locale: "en", profile: "gopay" }));
    expect(gopay.escalation?.packet.options.profile).toBe("gopay");
  });

  it("has the texts of the input redacted in it", async () => {
    const text = JSON.stringify(
      await assess({
        ...frozen,
        failure: { provider: "stripe", code: "unheard_of", message: "card 4012 8888 8888 1881 refused" },
        fundingSources: [{ kind: "bank_card", label: "4012888888881881" }],
      }),
    );
    expect(text).not.toMatch(/4012[\s]?8888/);
  });

  it("is described by its JSON Schema, every member of it", async () => {
    const { properties, required } = assessmentJsonSchema() as {
      properties: Record<string, unknown>;
      required: string[];
    };
    const members = Object.keys(await assess(frozen, { profile: "gopay" }));
    expect(members.sort()).toEqual(Object.keys(properties).sort());
    for (const name of required) expect(members).toContain(name);
  });

  it("that is none is refused with the place of every fault", () => {
    const faults = (value: unknown): string[] => {
      try {
        localize(value as Assessment);
        return [];
      } catch (error) {
        return (error as InvalidContextError).issues.map(({ path }) => path);
      }
    };
    expect(faults(null)).toEqual([""]);
    expect(faults({ verdict: "wait" })).toContain("/causes");
    expect(faults({ verdict: "maybe" })).toContain("/verdict");
  });

  it("with an option that is wrong is refused at the option", async () => {
    const kept = await assess(short);
    expect(() => localize(kept, { audience: "nobody" as never })).toThrow(/\/options\/audience/);
    expect(() => localize(kept, { now: "2026-11-22T09:00:00Z" } as never)).toThrow(/\/options\/now/);
  });
});

describe("asking for a cause", () => {
  it("narrows the diagnosis to one with causes, and a cause to its code", async () => {
    const diagnosis = await diagnose(short);
    expect(isCause(diagnosis, "balance.insufficient")).toBe(true);
    expect(isCause(diagnosis, "limit.daily")).toBe(false);
    if (isCause(diagnosis, "balance.insufficient")) {
      const [first] = diagnosis.causes;
      expect(isCause(first, "balance.insufficient")).toBe(true);
    }
    expect(findCause(diagnosis, "balance.insufficient")?.certainty).toBe("certain");
    expect(findCause(diagnosis, "network.offline")).toBeUndefined();
  });
});
