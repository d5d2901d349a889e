import { readdirSync, readFileSync } from "node:fs";
import { Decimal } from "decimal.js";
import { applyPatch } from "rfc6902";
import { describe, expect, it } from "vitest";
import { type JsonPatch, type Remedy, readTransaction } from "../../src/api/index.js";
import { assess, diagnose } from "../support/untyped.js";
import { codes, type Example, example, exampleNames } from "./example.js";

/** What holds of every example, whatever its story is. */

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}

/** The patch as anyone else would apply it. */
function patched(context: Example, patch: JsonPatch): Example {
  const copy = structuredClone(context);
  expect(applyPatch(copy, [...structuredClone(patch)]).filter((error) => error !== null)).toEqual([]);
  return copy;
}

const TOP_UP_CAUSES = ["balance.cap_exceeded", "limit.incoming"];

/** What stands against a top-up that is looked at as a transaction of its own. */
async function againstTopUp(context: Example, after: Example): Promise<string[]> {
  const available = ({ balance }: Example) => new Decimal((balance as { available: string }).available);
  const amount = available(after).minus(available(context)).toFixed();
  const { failure: _, ...rest } = context;
  const topUp = { ...rest, transaction: { ...context.transaction, kind: "top_up", amount }, fees: [] };
  return codes(await diagnose(topUp)).filter((code) => TOP_UP_CAUSES.includes(code));
}

async function leavesFromOutside(context: Example, { action, patch }: Remedy): Promise<string[]> {
  const after = patched(context, patch as JsonPatch);
  const own = action === "top_up" ? await againstTopUp(context, after) : [];
  return [...own, ...codes(await diagnose(after))];
}

const VERIFIED = ["clears_all", "clears_this", "not_simulated", "fails"];
const EFFORT = ["seconds", "minutes", "hours", "days"];

function verdictOn({ patch, leaves }: Remedy, cause: string, before: readonly string[]): string {
  if (patch === null) return "not_simulated";
  if (leaves.length === 0) return "clears_all";
  return leaves.some((code) => code === cause || !before.includes(code)) ? "fails" : "clears_this";
}

function* textsOf(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null)
    for (const member of Object.values(value)) yield* textsOf(member);
}

describe.each(exampleNames)("%s", (name) => {
  it("is left by every remedy as the answer says", async () => {
    const context = example(name);
    const diagnosis = await diagnose(context);
    const before = codes(diagnosis);
    for (const cause of [...diagnosis.causes, ...diagnosis.advice]) {
      for (const remedy of cause.remedies) {
        const told = `${cause.code}: ${remedy.action}`;
        const leaves = remedy.patch === null ? [] : await leavesFromOutside(context, remedy);
        expect([told, remedy.leaves]).toEqual([told, leaves]);
        expect([told, remedy.verified]).toEqual([told, verdictOn(remedy, cause.code, before)]);
      }
    }
  });

  it("has its remedies in order: what clears most first, then what is quickest; a fixed price and what was tried last", async () => {
    const { transaction } = example(name);
    const { kind, amountFixed } = transaction ?? {};
    const isFixed = amountFixed ?? ["payment", "refund", "payout"].includes(kind ?? "payment");
    const { causes, advice } = await diagnose(example(name));
    for (const { remedies } of [...causes, ...advice]) {
      const places = remedies.map(({ action, verified, effort, tried }) => {
        const last = Number(tried ?? false) * 1000 + Number(isFixed && /^(reduce|increase)_amount$/.test(action)) * 100;
        return last + VERIFIED.indexOf(verified) * 10 + EFFORT.indexOf(effort);
      });
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it("is not blocked any more once the plan is carried out", async () => {
    const context = example(name);
    const { plan } = await diagnose(context);
    if (plan === null) return;
    expect(codes(await diagnose(patched(context, plan.patch)))).toEqual([]);
  });

  it("would pass with its largest amount, and not with a minor unit more", async () => {
    const { failure: _, ...context } = example(name);
    const { largestAmount } = await diagnose(context);
    if (largestAmount === null) return;
    const [, decimals = ""] = largestAmount.value.split(".");
    const more = new Decimal(largestAmount.value).plus(new Decimal(10).pow(-decimals.length)).toFixed(decimals.length);
    const against = async (amount: string) => {
      const blocking = codes(await diagnose({ ...context, transaction: { ...context.transaction, amount } }));
      return blocking.filter((code) => /^(balance|fee|limit)\.|^payee\.limit_exceeded$/.test(code));
    };
    expect(await against(largestAmount.value)).toEqual([]);
    expect(await against(more)).not.toEqual([]);
  });

  it("is not changed, and gives the same bytes each time", async () => {
    const first = JSON.stringify(await diagnose(frozen(example(name))));
    expect(JSON.stringify(await diagnose(example(name)))).toBe(first);
  });

  it.each(["en", "zh-CN", "id"])("is answered in %s without a gap", async (locale) => {
    for (const audience of ["customer", "agent"] as const) {
      const diagnosis = await diagnose(example(name), { locale, audience, profile: "gopay" });
      expect(diagnosis.locale).toBe(locale);
      const texts = [...textsOf({ ...diagnosis, escalation: { ...diagnosis.escalation, packet: null } })];
      expect(texts.filter((text) => /[{}]|undefined|NaN/.test(text))).toEqual([]);
    }
  });

  it("is told the same in every locale but for the words", async () => {
    const shape = async (locale: string) => {
      const { causes, advice, verdict, retry, plan, largestAmount } = await diagnose(example(name), { locale });
      const bare = [...causes, ...advice].map(({ code, certainty, rules, remedies }) => ({
        code,
        certainty,
        rules,
        remedies: remedies.map(({ title: _, steps: __, ...remedy }) => remedy),
      }));
      return { verdict, retry, plan, largestAmount, bare };
    };
    expect(await shape("zh-CN")).toEqual(await shape("en"));
    expect(await shape("id")).toEqual(await shape("en"));
  });

  it("is diagnosed alike from the packet that is handed over", async () => {
    const { escalation, verdict, causes } = await assess(example(name));
    expect(escalation !== null).toBe(verdict === "escalate");
    if (escalation === null) return;
    const { context, options } = JSON.parse(JSON.stringify(escalation.packet)) as typeof escalation.packet;
    const again = await assess(context, options as object);
    expect(again.verdict).toBe(verdict);
    expect(again.causes).toEqual(causes);
    expect(again.escalation?.packet).toEqual(escalation.packet);
  });

  it("is read from its text as it is", () => {
    const context = example(name);
    expect(readTransaction(JSON.stringify(context))).toEqual({
      transactions: [{ context, format: "txwhy", line: 1 }],
      repairs: [],
      warnings: [],
    });
  });

  it("has no warnings", async () => {
    expect((await diagnose(example(name))).warnings).toEqual([]);
  });
});

describe("the examples", () => {
  const stories = readdirSync(new URL("./", import.meta.url))
    .map((file) => readFileSync(new URL(`./${file}`, import.meta.url), "utf8"))
    .join("\n");

  // The payloads of providers are diagnosed, every one, by test/read/adapters/published.test.ts.
  it.each(exampleNames)("%s has a story", (name) => {
    expect(stories).toContain(`"${name}"`);
  });
});
