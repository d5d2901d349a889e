import { describe, expect, it } from "vitest";
import { composeRules } from "../../src/api/core.js";
import { type Diagnosis, explain, InvalidRulesError, type TransactionContext } from "../../src/api/index.js";
import { madeLanguage, sentencesOf } from "../support/language.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const vi = madeLanguage("vi");
const rules = loadRules(vi);

const issuesOf = (files: Readonly<Record<string, unknown>>): string[] => {
  try {
    loadRules(files);
  } catch (error) {
    if (!(error instanceof InvalidRulesError)) throw error;
    return error.issues.map(({ file, path, code, message }) => `${file} ${path} ${code}: ${message}`);
  }
  return [];
};

const at = "2026-11-22T09:00:00+01:00";
const amount = { amount: "120.00", currency: "EUR", at };
const contexts: Record<string, TransactionContext> = {
  "nothing at all": {},
  "a shortfall by the fee": { transaction: amount, balance: { available: "120.00" }, fees: [{ flat: "0.50" }] },
  "money that is held": { transaction: amount, balance: { available: "10", held: "500", restricted: "5" }, fees: [] },
  "a cap": { transaction: { ...amount, kind: "top_up" }, balance: { available: "90", cap: "100" } },
  "limits of every window": {
    transaction: { ...amount, splittable: true },
    limits: [
      { window: "per_transaction", max: "100", setBy: "customer", ceiling: "500" },
      { window: "daily", max: "200", used: "180", timeZone: "Europe/Berlin" },
      { window: "rolling", max: "300", period: "P7D", used: "290" },
      { window: "monthly", maxCount: 3, usedCount: 3, timeZone: "UTC" },
    ],
  },
  "a timeout": { transaction: { ...amount, reference: "r-1" }, network: { timedOut: true } },
  "money that has left": { transaction: { ...amount, debited: true, id: "t-1" } },
  "a bad network": { network: { status: "unstable", latencyMs: 2500, connection: "public_wifi" } },
  "a locked password": {
    transaction: amount,
    authentication: { method: "pin", status: "failed", attemptsLeft: 0, lockedUntil: "2026-11-22T10:00:00+01:00" },
  },
  "a frozen account": { account: { status: "frozen", unrecognisedActivity: true }, customer: { id: "c-1" } },
  "a contradiction": { instrument: { status: "active" }, failure: { provider: "stripe", code: "expired_card" } },
  "a code alone": { transaction: amount, failure: { provider: "midtrans", code: "51" } },
  "an unknown payee": { transaction: amount, payee: { status: "not_found", balance: { available: "1", cap: "50" } } },
  "a duplicate": {
    transaction: { ...amount, reference: "r-1" },
    history: [
      { at: "2026-11-22T08:59:00+01:00", amount: "120.00", currency: "EUR", reference: "r-1", status: "succeeded" },
    ],
  },
  "a service that is down": { network: { service: "maintenance", serviceBackAt: "2026-11-22T12:00:00+01:00" } },
  "something that went through": { transaction: { ...amount, status: "succeeded" } },
};

/** Words in the answers that are data: codes, names, the zone, and what Intl writes for a month in Vietnamese. */
const DATA =
  /\b(?:vi|thg|UTC|CET|Stripe|stripe|Midtrans and GoPay|midtrans|expired_card|instrument\.expired|balance\.insufficient)\b/gi;
const foreign = (diagnosis: Diagnosis): string[] =>
  sentencesOf(diagnosis).filter((text) => /\p{L}{2}/u.test(text.replace(DATA, "")) || text.trim() === "");

describe("a language from outside", () => {
  it.each(Object.entries(contexts))("answers in full: %s", async (_, context) => {
    for (const audience of ["customer", "agent"] as const) {
      const diagnosis = await diagnose(context, { rules, locale: "vi", audience });
      expect(diagnosis.locale).toBe("vi");
      expect(diagnosis.warnings.filter(({ code }) => code === "locale_unsupported")).toEqual([]);
      expect(sentencesOf(diagnosis).length).toBeGreaterThan(0);
      expect(foreign(diagnosis)).toEqual([]);
    }
  });

  it("is listed, counts in the hash, and explains causes", () => {
    expect(rules.locales).toContain("vi");
    expect(rules.id).toBe("txwhy+own");
    expect(rules.hash).not.toBe(loadRules({}).hash);
    expect(explain("limit.daily", { locale: "vi", rules })?.title).toMatch(/^vi/);
    expect(explain("limit.daily", { locale: "vi" })?.locale).toBe("en");
  });

  it("may be handed to composeRules as a pack, with the same check", async () => {
    const { "locales/vi/words.json": words, ...texts } = vi;
    const causes = Object.assign({}, ...Object.values(texts)) as Record<string, never>;
    const made = composeRules({ locales: [{ locale: "vi", load: () => ({ words: words as never, causes }) }] });
    expect((await diagnose({}, { rules: made, locale: "vi" })).summary).toMatch(/^vi/);
    const { "limit.daily": _, ...fewer } = causes;
    const lacking = { locale: "vi", load: () => ({ words: words as never, causes: fewer }) };
    expect(() => composeRules({ locales: [lacking] })).toThrow(/locales\/vi\/limit\.json \/limit\.daily/);
  });

  it("is refused in few words where it is not whole", () => {
    const { "locales/vi/limit.json": _, ...others } = vi;
    expect(issuesOf(others)).toEqual([
      expect.stringMatching(/^locales\/vi\/limit\.json {2}missing_text: .*limit\.\w+, .* and \d+ more$/),
    ]);
    const { "locales/vi/words.json": __, ...without } = vi;
    expect(issuesOf(without)).toEqual([expect.stringMatching(/^locales\/vi\/words\.json {2}missing_file/)]);
    const { "limit.daily": ___, ...limits } = vi["locales/vi/limit.json"] as Record<string, unknown>;
    expect(issuesOf({ ...vi, "locales/vi/limit.json": limits })).toEqual([
      expect.stringMatching(/^locales\/vi\/limit\.json \/limit\.daily missing_text/),
    ]);
  });

  it("is refused for an extra key, other placeholders, and a folder that is called like no language", () => {
    const words = vi["locales/vi/words.json"] as { phrases: Record<string, string> };
    const changed = (phrases: Record<string, string>): string[] =>
      issuesOf({ ...vi, "locales/vi/words.json": { ...words, phrases: { ...words.phrases, ...phrases } } });
    expect(changed({ nope: "vi" })).toEqual([expect.stringMatching(/ \/phrases\/nope extra_key/)]);
    expect(changed({ conflict_code: "vi" })).toEqual([
      expect.stringMatching(/ \/phrases\/conflict_code other_placeholders: English has \{code\} \{facts\}, here none/),
    ]);
    expect(issuesOf({ "locales/vi_VN/words.json": words })).toEqual([expect.stringMatching(/ invalid_tag/)]);
  });
});

describe("words over a language that is there", () => {
  it("replace those of the same key and leave the others", async () => {
    const own = loadRules({
      "locales/id/words.json": {
        actions: { contact_support: { title: "Hubungi kami" } },
        questions: { "/balance/available": "Saldo?" },
      },
    });
    const context = { transaction: amount, account: { status: "frozen" } } as const;
    const [mine, shipped] = await Promise.all([
      diagnose(context, { rules: own, locale: "id" }),
      diagnose(context, { locale: "id" }),
    ]);
    expect(mine.questions.map(({ ask }) => ask)).toContain("Saldo?");
    expect(mine.questions.length).toBe(shipped.questions.length);
    const [words, before] = [own, loadRules({})].map(({ parts }) => parts.words.id?.actions.contact_support);
    expect(words).toEqual({ ...before, title: "Hubungi kami" });
  });

  it("may name one's own facts, and nothing else that English lacks", async () => {
    const own = loadRules({ "locales/id/words.json": { facts: { "extensions.tier": "Tingkat" } } });
    expect(own.locales).toEqual(loadRules({}).locales);
    expect(issuesOf({ "locales/id/words.json": { facts: { "balance.nope": "x" } } })).toEqual([
      expect.stringMatching(/ \/facts\/balance\.nope extra_key/),
    ]);
    expect(issuesOf({ "locales/id/words.json": { actions: { pray: { title: "x" } } } })).not.toEqual([]);
  });
});
