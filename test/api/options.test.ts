import { describe, expect, it } from "vitest";
import * as core from "../../src/api/core.js";
import { InvalidContextError, localize, reply } from "../../src/api/index.js";
import { assess, diagnose, preflight } from "../support/untyped.js";

const transaction = { amount: "120.00", currency: "USD", at: "2026-11-22T09:00:00Z" };
const short = { transaction, balance: { available: "100.00" }, fees: [] };

/** The issues of a call, as "path code". */
async function issuesOf(call: () => unknown): Promise<string[]> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    return error.issues.map(({ path, code }) => `${path} ${code}`);
  }
  return [];
}

describe("faulty options", () => {
  const faulty: [string, unknown, string[]][] = [
    ["are no options at all", 5, ["/options invalid_type"]],
    [
      "are of the wrong type",
      { locale: 5, profile: 5 },
      ["/options/locale invalid_type", "/options/profile invalid_type"],
    ],
    ["have an audience that nobody is", { audience: "public" }, ["/options/audience invalid_value"]],
    ["have a profile that nobody has", { profile: "unheard" }, ["/options/profile invalid_value"]],
    ["have rules that are none", { rules: {} }, ["/options/rules invalid_type"]],
    [
      "have rules that are none beside another fault",
      { rules: {}, audience: "public" },
      ["/options/audience invalid_value", "/options/rules invalid_type"],
    ],
    ["have a key that there is not", { audiance: "agent" }, ["/options/audiance unknown_key"]],
    ["are not JSON", { profile: new Date(0) }, ["/options/profile not_json"]],
  ];

  it.each(faulty)("%s", async (_, options, wanted) => {
    const kept = await assess(short);
    const given = options as never;
    expect(await issuesOf(() => diagnose(short, given))).toEqual(wanted);
    expect(await issuesOf(() => assess(short, given))).toEqual(wanted);
    expect(await issuesOf(() => preflight(short, given))).toEqual(wanted);
    expect(await issuesOf(() => localize(kept, given))).toEqual(wanted);
  });

  it.each<[string, unknown, string[]]>([
    ["are no options at all", "email", ["/options invalid_type"]],
    ["have a channel that there is not", { channel: "fax" }, ["/options/channel invalid_value"]],
    ["do not say by yes or no whether it is handed over", { handedOver: "yes" }, ["/options/handedOver invalid_type"]],
    [
      "have several faults, each of which is named",
      { channel: "fax", handedOver: 1, locale: 5 },
      ["/options/locale invalid_type", "/options/channel invalid_value", "/options/handedOver invalid_type"],
    ],
  ])("of a reply %s", async (_, options, wanted) => {
    const kept = await assess(short);
    expect(await issuesOf(() => reply(kept, options as never))).toEqual(wanted);
  });

  it("stand behind the faults of the context", async () => {
    expect(await issuesOf(() => diagnose({ transaction: { amount: "1,5" } }, { audience: "public" } as never))).toEqual(
      ["/transaction/amount not_a_decimal", "/transaction/currency required", "/options/audience invalid_value"],
    );
  });

  it("are never called", async () => {
    const kept = await assess(short);
    const called: string[] = [];
    const given = {
      get profile(): string {
        called.push("profile");
        return "default";
      },
      get now(): string {
        called.push("now");
        return transaction.at;
      },
    };
    for (const words of [localize, reply])
      expect(await issuesOf(() => words(kept, given))).toEqual(["/options invalid_type"]);
    expect(await issuesOf(() => diagnose(short, given))).toEqual(["/options invalid_type"]);
    expect(called).toEqual([]);
  });

  it("redact what a path says", async () => {
    const issues = await issuesOf(() => diagnose(short, { profile: { "budi@example.com": new Date(0) } } as never));
    expect(issues.join()).toMatch(/^\/options\/profile\/<EMAIL_1> not_json$/);
  });

  it("of words may not move the time as of which the assessment was made", async () => {
    const kept = await assess(short);
    const now = { now: "2026-11-23T09:00:00Z" };
    expect(await issuesOf(() => localize(kept, now as never))).toEqual(["/options/now unknown_key"]);
    expect(await issuesOf(() => reply(kept, now))).toEqual([]);
  });

  it("are named together with the faults of an assessment that is none", async () => {
    for (const words of [localize, reply])
      expect(await issuesOf(() => words({ causes: 5 } as never, { profile: "unheard" }))).toEqual(
        expect.arrayContaining(["/options/profile invalid_value"]),
      );
    expect((await issuesOf(() => localize(new Date(0) as never))).join()).toMatch(/not_json|invalid_type/);
    expect((await issuesOf(() => reply({ facts: new Map() } as never))).join()).toMatch(/not_json/);
  });
});

describe("options", () => {
  it("that are left out are the customer's language, a customer, and no addresses", async () => {
    const plain = await assess({ ...short, customer: { locale: "id" } });
    expect(localize(plain).locale).toBe("id");
    expect(plain).toEqual(
      await assess({ ...short, customer: { locale: "id" } }, { audience: "customer", profile: undefined }),
    );
    expect(plain).not.toHaveProperty("profile");
    expect((await diagnose({ ...short, customer: { locale: "id" } }, { locale: "zh-CN" })).locale).toBe("zh-CN");
  });

  it("are named in what is handed over, where they were given, and not where not", async () => {
    const frozen = { ...short, account: { status: "frozen" }, customer: { locale: "id" } };
    const optionsOf = async (options: object, context: object = frozen) => [
      (await assess(context, options)).escalation?.packet.options,
      (await diagnose(context, options)).escalation?.packet.options,
    ];
    const plain = { locale: "id", audience: "customer", now: transaction.at };
    expect(await optionsOf({})).toStrictEqual([plain, plain]);
    const all = { locale: "zh-CN", audience: "agent", profile: "gopay", now: "2026-11-22T10:00:00Z" };
    expect(await optionsOf(all)).toStrictEqual([all, all]);
    const { at: _, ...undated } = transaction;
    const { now: __, ...timeless } = plain;
    expect(await optionsOf({}, { ...frozen, transaction: undated })).toStrictEqual([timeless, timeless]);
  });

  it("of words have the profile that the assessment was made with, unless another one is given", async () => {
    const kept = await assess(
      { transaction, authentication: { method: "pin", status: "failed" } },
      { profile: "gopay" },
    );
    const steps = (options?: { profile: string }) =>
      localize(kept, options).causes.flatMap(({ remedies }) => remedies.flatMap((remedy) => remedy.steps));
    expect(steps().join()).toContain("GoPay");
    expect(steps({ profile: "default" }).join()).not.toContain("GoPay");
    expect(reply(kept, { channel: "email" }).text).toBe(reply(kept, { channel: "email", profile: "gopay" }).text);
  });
});

describe("a preflight", () => {
  const known = { transaction, balance: { available: "500.00" }, fees: [], limits: [] };
  const over = { ...known, limits: [{ window: "daily", max: "200.00", used: "100.00", timeZone: "UTC" }] };

  it.each<[string, object, object]>([
    ["passes where there is room", known, { outcome: "passes", passes: true, passesAt: transaction.at }],
    [
      "is blocked where there is none",
      { ...known, balance: { available: "5.00" } },
      { outcome: "blocked", passes: false, passesAt: null },
    ],
    ["is blocked until time ends it", over, { outcome: "blocked", passes: false, passesAt: "2026-11-23T00:00:00Z" }],
    ["is open where nothing is known", { transaction }, { outcome: "unknown", passes: false, passesAt: null }],
    [
      "passes at no known time where none is given",
      { ...known, transaction: { amount: "120.00", currency: "USD" } },
      { outcome: "passes", passes: true, passesAt: null },
    ],
  ])("%s", async (_, context, wanted) => {
    expect(await preflight(context)).toMatchObject(wanted);
  });

  it("asks what is open, also where it passes", async () => {
    const { questions } = await preflight({ ...known, limits: undefined });
    expect(questions.map(({ path }) => path)).toContain("/limits");
  });
});

describe("the small package", () => {
  it("diagnoses, assesses, and puts it into words and a reply, in English", async () => {
    const kept = await core.assess(short as never);
    expect(kept.causes.map(({ code }) => code)).toEqual(["balance.insufficient"]);
    expect(core.localize(kept)).toEqual(await core.diagnose(short as never));
    expect(core.reply(kept, { channel: "sms" }).text).toMatch(/\$/);
    expect(await core.preflight(short as never)).toMatchObject({ outcome: "blocked" });
  });
});
