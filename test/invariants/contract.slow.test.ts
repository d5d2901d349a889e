import { describe, expect } from "vitest";
import { type Cause, type Diagnosis, defaultRules } from "../../src/api/index.js";
import { compiled } from "../../src/rules/rule-set.js";
import type { Fields } from "../support/contexts.js";
import { always, at, CERTAINTIES, clone, codes, patched, UNKNOWN_OUTCOME } from "../support/laws.js";
import { assess, diagnose, preflight } from "../support/untyped.js";

const { byCode: files } = compiled(defaultRules());
const fileOf = (code: string) => {
  const found = files.get(code);
  if (found === undefined) throw new Error(`no file of ${code}`);
  return found;
};
const standing = ({ causes, advice }: Pick<Diagnosis, "causes" | "advice">): Cause[] => [...causes, ...advice];
const rank = (certainty: string): number => CERTAINTIES.indexOf(certainty);
const statusOf = (context: Fields): unknown => at(context, "/transaction/status") ?? "failed";
const withStatus = (context: Fields, status: string): Fields => ({
  ...context,
  transaction: { ...(context.transaction as Fields | undefined), status },
});
const without = (context: Fields, ...paths: [string, ...string[]][]): Fields => {
  const copy = clone(context);
  for (const [area, key] of paths) {
    if (key === undefined) delete copy[area];
    else if (copy[area] !== undefined) delete (copy[area] as Fields)[key];
  }
  return copy;
};

describe("a cause", () => {
  always("blocks unless its file calls it advice", async ({ context, options }) => {
    const { causes, advice } = await diagnose(context, options);
    for (const { code } of causes) expect([code, fileOf(code).file.advice]).toEqual([code, undefined]);
    for (const { code } of advice) expect([code, fileOf(code).file.advice]).toEqual([code, true]);
  });

  always("is as certain as the surest rule that fired, where no code speaks", async ({ context, options }) => {
    const assessment = await assess(without(context, ["failure"]), options);
    for (const { code, certainty, rules } of [...assessment.causes, ...assessment.advice]) {
      const stated = fileOf(code)
        .rules.filter(({ name }) => rules.includes(name))
        .map((rule) => rank(rule.certainty));
      expect(stated).toHaveLength(rules.length);
      // While money may have moved, the figures may be those after the debit.
      const mayHaveMoved =
        assessment.retry.when === "check_status_first" ||
        assessment.causes.some((cause) => {
          const { outcomeUnknown, retry } = fileOf(cause.code).file;
          return outcomeUnknown === true || retry === "check_status_first";
        });
      const isOpen = mayHaveMoved && /^(?:balance|fee|limit)\./.test(code);
      expect([code, certainty]).toEqual([code, isOpen ? "possible" : CERTAINTIES[Math.min(...stated)]]);
    }
  });

  always("has the evidence of all its rules once, and of nothing else", async ({ context, options }) => {
    for (const { code, rules, evidence } of standing(await diagnose(context, options))) {
      const named = fileOf(code).rules.flatMap((rule) => (rules.includes(rule.name) ? rule.evidence : []));
      const shown = evidence.map(({ fact }) => fact);
      expect(new Set(shown).size).toBe(shown.length);
      for (const fact of shown) expect([code, named]).toEqual([code, expect.arrayContaining([fact])]);
      for (const { label, value } of evidence)
        expect([code, label === "", value]).toEqual([code, false, value ?? null]);
    }
  });

  always("does not stand beside one that takes its place, unless that is less sure", async ({ context, options }) => {
    const all = standing(await diagnose(context, options));
    for (const { code, certainty } of all) {
      for (const { code: general, when } of fileOf(code).replaces) {
        const other = all.find((one) => one.code === general);
        if (when === null && other !== undefined) expect(rank(other.certainty)).toBeLessThan(rank(certainty));
      }
    }
  });

  always("of abnormal activity stands for every status", async ({ context, options }) => {
    const account = { ...(context.account as Fields | undefined), unrecognisedActivity: true };
    for (const status of ["succeeded", "refunded", "pending", "failed", "planned", "cancelled"]) {
      const diagnosis = await diagnose(withStatus({ ...context, account }, status), options);
      expect([status, codes(diagnosis)]).toEqual([status, expect.arrayContaining(["risk.abnormal_activity"])]);
      expect([diagnosis.retry.when, diagnosis.plan, diagnosis.escalation?.priority]).toEqual(["never", null, "urgent"]);
    }
  });

  always("is called sensitive where its file does so, and tells its numbers in words", async ({ context, options }) => {
    const diagnosis = await diagnose(context, options);
    for (const { code, sensitive, title, explanation, remedies } of standing(diagnosis)) {
      expect([code, sensitive]).toEqual([code, fileOf(code).file.sensitive]);
      for (const text of [
        diagnosis.summary,
        title,
        explanation,
        ...remedies.flatMap((one) => [one.title, ...one.steps]),
      ]) {
        expect(text.trim()).not.toBe("");
        expect(text).not.toMatch(/undefined|NaN|\[object|\{[a-zA-Z.]+\}|\[\[|\]\]/);
      }
    }
  });
});

describe("the verdict", () => {
  always("is not_failed for what succeeded, was refunded or is on its way", async ({ context, options }) => {
    const calm = without(context, ["account", "unrecognisedActivity"], ["network", "timedOut"]);
    for (const status of ["succeeded", "refunded", "pending"]) {
      const { verdict, causes, plan, largestAmount, escalation } = await diagnose(withStatus(calm, status), options);
      expect([status, verdict, causes, plan, largestAmount, escalation]).toEqual([
        status,
        "not_failed",
        [],
        null,
        null,
        null,
      ]);
    }
  });

  always("of a planned one does not mind what is said of its failure", async ({ context, options }) => {
    const planned = withStatus(context, "planned");
    const plain = without(planned, ["failure"], ["transaction", "debited"], ["network", "timedOut"]);
    const [one, other] = [await diagnose(planned, options), await diagnose(plain, options)];
    const told = ({ verdict, summary, causes, advice, plan, retry, largestAmount, questions }: Diagnosis) => ({
      verdict,
      summary,
      causes: causes.map(({ remedies, ...cause }) => ({ ...cause, does: remedies.map(({ action }) => action) })),
      advice: advice.map(({ code }) => code),
      plan: plan?.steps,
      retry,
      largestAmount,
      questions,
    });
    expect(told(one)).toEqual(told(other));
  });

  always("is wait only where every cause goes by waiting, and then says how long", async ({ context, options }) => {
    const { verdict, causes, retry } = await diagnose(context, options);
    if (verdict !== "wait") return;
    const waits = causes.map(({ code, remedies }) => {
      const wait = remedies.find(({ action }) => /^wait_/.test(action));
      return [code, wait?.verified, Date.parse(wait?.params.notBefore ?? "")] as const;
    });
    for (const [code, verified, until] of waits)
      expect([code, verified !== undefined && verified !== "fails", Number.isNaN(until)]).toEqual([code, true, false]);
    if (retry.when !== "later") return expect(retry.when).toBe("never");
    const latest = Math.max(...waits.map(([, , until]) => until));
    if (at(context, "/failure/adviceCode") === undefined) expect(Date.parse(retry.notBefore ?? "")).toBe(latest);
    else expect(Date.parse(retry.notBefore ?? "")).toBeGreaterThanOrEqual(latest);
  });

  always("of what the customer can do says so in the retry as well", async ({ context }) => {
    // What is published about a code, a network's budget and a window that has ended since say more than the causes.
    const plain = without(context, ["failure"], ["history"]);
    const { verdict, retry, causes } = await diagnose(plain, {});
    if (verdict !== "self_service") return;
    const mayHavePaid = causes.some(({ code }) => [...UNKNOWN_OUTCOME, "transaction.duplicate"].includes(code));
    const lost = causes.some(({ code }) => code === "instrument.lost_or_stolen");
    expect(retry.when).toBe(lost ? "never" : mayHavePaid ? "check_status_first" : "after_remedy");
  });

  always("hands over for a reason and with the urgency that its causes give", async ({ context, options }) => {
    const { escalation, causes, conflicts } = await diagnose(context, options);
    if (escalation === null) return;
    const found = causes.map(({ code }) => code);
    const has = (...names: string[]): boolean => names.some((name) => found.includes(name));
    const { reason, priority, channel, alternatives } = escalation;
    const planned = statusOf(context) === "planned";
    const debited = at(context, "/transaction/debited") === true && !planned;
    if (has("risk.abnormal_activity", "risk.suspected_fraud")) expect(priority).toBe("urgent");
    else if (debited || has("instrument.lost_or_stolen")) expect(priority).toBe("high");
    else expect(priority).toBe(planned ? "low" : "normal");
    if (reason === "conflicting_evidence") expect(conflicts).not.toEqual([]);
    if (reason === "no_rule_matched") expect(causes).toEqual([]);
    if (reason === "remedies_exhausted") {
      const { causes: all } = await assess(context, options);
      const isDone = all.some(({ remedies }) => {
        const own = remedies.filter(({ who, verified }) => who === "customer" && verified !== "fails");
        return own.every(({ tried }) => tried === true);
      });
      expect(isDone).toBe(true);
    }
    expect(new Set([channel, ...alternatives].map(({ kind }) => kind)).size).toBe(1 + alternatives.length);
    expect(escalation.packet.causes.map(({ code }) => code)).toEqual(found);
  });
});

describe("what is not known", () => {
  always("is asked for only where it may still add or take away a blocking cause", async ({ context, options }) => {
    const { questions, ruledOut, causes } = await diagnose(context, options);
    const out = ruledOut.map(({ cause }) => cause);
    const found = causes.map(({ code }) => code);
    for (const { path, ask, decides } of questions) {
      expect([path, ask.trim() === ""]).toEqual([path, false]);
      for (const code of decides) {
        expect([path, code, fileOf(code).file.advice]).toEqual([path, code, undefined]);
        if (!found.includes(code)) expect([path, code, out.includes(code)]).toEqual([path, code, false]);
      }
    }
  });

  always("bounds no amount", async ({ context, options }) => {
    const { largestAmount } = await diagnose(
      without(context, ["balance"], ["limits"], ["payee"], ["fees"], ["fundingSources"]),
      options,
    );
    expect(largestAmount).toBeNull();
  });
});

describe("a provider's code", () => {
  const upper = (value: unknown): unknown => (typeof value === "string" ? value.toUpperCase() : value);
  always("is the same in any case of its letters", async ({ context, options }) => {
    const failure = context.failure as Fields | undefined;
    if (failure === undefined) return;
    const { provider, code, networkCode, adviceCode, codes: list } = failure;
    const loud = {
      ...failure,
      ...(provider === undefined ? {} : { provider: upper(provider) }),
      ...(code === undefined ? {} : { code: upper(code) }),
      ...(networkCode === undefined ? {} : { networkCode: upper(networkCode) }),
      ...(adviceCode === undefined ? {} : { adviceCode: upper(adviceCode) }),
      ...(list === undefined
        ? {}
        : { codes: (list as Fields[]).map((one) => ({ scheme: upper(one.scheme), code: upper(one.code) })) }),
    };
    const told = async (one: Fields) => {
      const { causes, retry, verdict } = await diagnose(one, options);
      const { because: _, ...when } = retry;
      return { verdict, when, causes: causes.map((cause) => [cause.code, cause.certainty, cause.rules]) };
    };
    expect(await told({ ...context, failure: loud })).toEqual(await told(context));
  });

  always("never hides what the numbers show, and against them is only possible", async ({ context, options }) => {
    const silent = without(context, ["failure"]);
    const [alone, both] = [await diagnose(silent, options), await diagnose(context, options)];
    const shown = codes(both);
    const replaced = shown.flatMap((code) => fileOf(code).replaces.map((entry) => entry.code));
    expect(codes(alone).filter((code) => !shown.includes(code) && !replaced.includes(code))).toEqual([]);
    for (const { cause, facts } of both.conflicts) {
      const found = both.causes.find(({ code }) => code === cause);
      if (facts.includes("failure.code") && found !== undefined)
        expect([cause, found.certainty]).toEqual([cause, "possible"]);
    }
  });

  always("that named the remedied cause is not in the next attempt", async ({ context, options }) => {
    const { causes } = await diagnose(context, options);
    for (const { code, providerCodes, remedies } of causes) {
      for (const { action, patch } of remedies) {
        if (patch === null || providerCodes === undefined) continue;
        const failure = patched(context, patch).failure as Fields | undefined;
        const left = [
          failure?.code,
          failure?.networkCode,
          ...((failure?.codes ?? []) as Fields[]).map((one) => one.code),
        ].filter((one) => one !== undefined);
        const named = providerCodes.map((one) => one.code);
        expect([code, action, left.filter((one) => named.includes(String(one)))]).toEqual([code, action, []]);
      }
    }
  });
});

describe("an outcome that is not known", () => {
  always("is looked up before anything is tried again", async ({ context, options }) => {
    const { causes } = await assess(context, options);
    for (const { code, remedies } of causes) {
      if (!UNKNOWN_OUTCOME.includes(code)) continue;
      const actions = remedies.map(({ action }) => action);
      expect(actions).toContain("check_status");
      const again = actions.findIndex((action) => ["retry_now", "start_again"].includes(action));
      if (again >= 0) expect(actions.indexOf("check_status")).toBeLessThan(again);
    }
  });
});

describe("money in an answer", () => {
  function* moneyIn(value: unknown): Generator<{ value: string; currency: string }> {
    if (Array.isArray(value)) for (const entry of value) yield* moneyIn(entry);
    else if (typeof value === "object" && value !== null) {
      const { value: amount, currency } = value as Fields;
      if (typeof amount === "string" && typeof currency === "string") yield { value: amount, currency };
      else for (const member of Object.values(value)) yield* moneyIn(member);
    }
  }
  always("is in the transaction's currency, with exactly its digits", async ({ context, options }) => {
    const exponent = (at(context, "/transaction/exponent") ?? 2) as number;
    const { causes, advice, plan, largestAmount } = await diagnose(context, options);
    const remedies = [...causes, ...advice].flatMap((cause) => cause.remedies.map(({ params }) => params));
    for (const { value, currency } of moneyIn([remedies, plan?.steps, largestAmount])) {
      expect(currency).toBe(at(context, "/transaction/currency"));
      expect([value, (value.split(".")[1] ?? "").length]).toEqual([value, exponent]);
    }
  });
});

describe("a preflight", () => {
  always("gives what a diagnosis of the planned one gives", async ({ context, options }) => {
    const flight = await preflight(context, options);
    const { causes, advice, questions, largestAmount } = await diagnose(withStatus(context, "planned"), options);
    expect({ causes: flight.causes, advice: flight.advice }).toEqual({ causes, advice });
    expect(flight.largestAmount).toEqual(largestAmount);
    if (causes.length > 0) expect(flight.questions).toEqual(questions);
  });
});
