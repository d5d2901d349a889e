import { describe, expect, it } from "vitest";
import { missingIn } from "../support/missing.js";
import { diagnose, preflight } from "../support/untyped.js";
import {
  actions,
  adviceCodes,
  causeOf,
  codes,
  everyAction,
  example,
  plain,
  remedyOf,
  stepsOf,
  withTransaction,
} from "./example.js";

const en = { locale: "en" };

describe("a wrong payment password", () => {
  const context = example("wrong-payment-password");

  it("is entered again, or reset in the four steps of the help article", async () => {
    const diagnosis = await diagnose(context, { profile: "gopay" });
    expect(diagnosis.locale).toBe("zh-CN");
    expect(codes(diagnosis)).toEqual(["authentication.password_wrong"]);
    const { steps, verified, params } = remedyOf(diagnosis, "authentication.password_wrong", "reset_payment_password");
    expect(params.passwordPolicy).toEqual({ contains: ["letters", "digits", "special_characters"], notPrevious: true });
    expect(verified).toBe("clears_all");
    expect(steps).toHaveLength(4);
    expect(steps[0]).toContain("忘记密码");
    expect(steps[1]).toMatch(/手机号码或电子邮箱/);
    // The password policy: letters, digits, special characters, not the old one.
    expect(steps[2]).toMatch(/字母、数字和特殊字符.*以前的密码/);
    expect(steps[3]).toMatch(/任何一步.*人工客服/);
  });

  it("leads to a human from any step", async () => {
    const diagnosis = await diagnose(context, { ...en, profile: "gopay" });
    const cause = causeOf(diagnosis, "authentication.password_wrong");
    expect(actions(cause)).toContain("contact_support");
    expect(stepsOf(remedyOf(diagnosis, cause.code, "reset_payment_password"))).toMatch(/any step[\s\S]*human support/);
  });

  it("says how many tries are left, and that two-factor sign-in is off", async () => {
    const diagnosis = await diagnose(context, en);
    expect(causeOf(diagnosis, "authentication.password_wrong").explanation).toContain("attempts left: 2");
    expect(adviceCodes(diagnosis)).toEqual(["authentication.two_factor_off"]);
  });
});

describe("a PIN locked for an hour", () => {
  const context = example("locked-for-an-hour");

  it("opens by waiting, and a new PIN does not shorten the hour", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["authentication.password_locked"]);
    expect(diagnosis.verdict).toBe("wait");
    expect(diagnosis.retry).toEqual({ when: "later", notBefore: "2026-11-22T12:14:00+07:00", sameReference: false });
    expect(remedyOf(diagnosis, "authentication.password_locked", "wait_for_unlock").verified).toBe("clears_all");
    expect(remedyOf(diagnosis, "authentication.password_locked", "reset_payment_password")).toMatchObject({
      verified: "fails",
      leaves: ["authentication.password_locked"],
    });
  });

  it("was the cause also when the hour is over, and makes nobody wait then", async () => {
    const diagnosis = await diagnose(context, { ...en, now: "2026-11-22T12:14:00+07:00" });
    expect(codes(diagnosis)).toEqual(["authentication.password_locked"]);
    expect(everyAction(diagnosis)).not.toContain("wait_for_unlock");
    expect(diagnosis.verdict).not.toBe("wait");
  });
});

describe("a one-time code that ran out", () => {
  it("is asked for anew, and told to nobody", async () => {
    const diagnosis = await diagnose(example("one-time-code-expired"), en);
    expect(codes(diagnosis)).toEqual(["authentication.code_expired"]);
    const anew = remedyOf(diagnosis, "authentication.code_expired", "request_new_code");
    expect(anew.verified).toBe("clears_all");
    expect(stepsOf(anew)).toMatch(/Never share the code with anyone/);
  });
});

describe("activity the customer does not recognise", () => {
  it("is urgent: by phone, without a retry, a top-up or a higher limit, though the numbers are told", async () => {
    const diagnosis = await diagnose(example("abnormal-activity"), { ...en, profile: "gopay" });
    expect(codes(diagnosis)).toEqual([
      "risk.abnormal_activity",
      "authentication.password_wrong",
      "balance.insufficient",
      "limit.daily",
    ]);
    expect(diagnosis.verdict).toBe("escalate");
    expect(diagnosis.escalation).toMatchObject({
      reason: "needs_human",
      priority: "urgent",
      channel: { kind: "phone", openNow: true },
    });
    expect(diagnosis.retry).toMatchObject({ when: "never", sameReference: false });
    expect(diagnosis.plan).toBeNull();
    const barred = ["retry_now", "start_again", "enter_password_again", "top_up", "reduce_amount", "raise_limit"];
    expect(everyAction(diagnosis).filter((action) => barred.includes(action))).toEqual([]);
    expect(causeOf(diagnosis, "risk.abnormal_activity").remedies[0]?.action).toBe("secure_account");
  });

  it("is just as urgent after a payment that succeeded", async () => {
    const diagnosis = await diagnose(example("abnormal-activity-after-success"), en);
    expect(diagnosis.verdict).toBe("escalate");
    expect(codes(diagnosis)).toEqual(["risk.abnormal_activity"]);
    expect(diagnosis.escalation).toMatchObject({ priority: "urgent", channel: { kind: "phone" } });
    expect(diagnosis.retry.when).toBe("never");
    expect(diagnosis.largestAmount).toBeNull();
  });

  it("asks nothing about a failure where nothing failed", async () => {
    expect((await diagnose(example("abnormal-activity-after-success"), en)).questions).toEqual([]);
  });
});

describe("habits worth a word", () => {
  it("public Wi-Fi and no two-factor sign-in are advice, and block nothing", async () => {
    const context = example("public-wifi-no-two-factor");
    const diagnosis = await diagnose(context, en);
    expect(diagnosis.verdict).toBe("not_failed");
    expect(adviceCodes(diagnosis)).toEqual(["network.insecure", "authentication.two_factor_off"]);
    expect(everyAction(diagnosis)).toEqual(["use_secure_network", "turn_on_two_factor"]);
    expect(await preflight(context, en)).toMatchObject({ passes: true, causes: [] });
  });
});

describe("a card stated active whose last month is over", () => {
  const context = example("expired-card-stated-active");

  it("has expired, whatever was stated", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["instrument.expired"]);
    expect([diagnosis.conflicts, diagnosis.escalation]).toEqual([[], null]);
    expect(remedyOf(diagnosis, "instrument.expired", "update_details").verified).toBe("clears_all");
  });

  it("is good to the end of that month, UTC", async () => {
    const at = async (at: string) =>
      codes(await diagnose({ ...context, transaction: { ...context.transaction, at } }, en));
    expect(await at("2026-10-31T23:59:59Z")).toEqual([]);
    expect(await at("2026-11-01T00:00:00Z")).toEqual(["instrument.expired"]);
  });
});

describe("a stolen card", () => {
  const context = example("stolen-card");

  it("is never tried again", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["instrument.lost_or_stolen"]);
    expect(causeOf(diagnosis, "instrument.lost_or_stolen").sensitive).toBe(true);
    expect(diagnosis.retry).toMatchObject({ when: "never", sameReference: false });
  });

  it("is not called so to the customer, but to the agent", async () => {
    const told = async (audience: "customer" | "agent") => {
      const diagnosis = await diagnose(context, { ...en, audience });
      const { title, explanation, remedies } = causeOf(diagnosis, "instrument.lost_or_stolen");
      return [diagnosis.summary, title, explanation, ...remedies.flatMap((remedy) => [remedy.title, ...remedy.steps])];
    };
    expect((await told("customer")).join("\n")).not.toMatch(/stolen|lost/i);
    expect((await told("agent")).join("\n")).toMatch(/lost or stolen/);
  });

  it("is not called so to the customer in any language", async () => {
    for (const locale of ["zh-CN", "id"]) {
      const { summary, causes } = await diagnose(context, { locale });
      expect(`${summary} ${causes[0]?.title} ${causes[0]?.explanation}`).not.toMatch(
        /stolen|被盗|失窃|挂失|dicuri|hilang/,
      );
    }
  });
});

describe("a transfer that needs the full identity check", () => {
  it("passes once the identity is verified", async () => {
    const diagnosis = await diagnose(example("plus-needed-for-transfer"), en);
    expect(codes(diagnosis)).toEqual(["account.unverified"]);
    expect(remedyOf(diagnosis, "account.unverified", "verify_identity").verified).toBe("clears_all");
    expect(plain(diagnosis.summary)).toContain("full");
  });

  it("asks for the level where it is not known", async () => {
    const context = { ...example("plus-needed-for-transfer"), account: { requiredVerification: "full" } };
    expect(missingIn(context).map(({ path }) => path)).toContain("/account/verification");
    expect(codes(await diagnose(withTransaction(context, { status: "failed" }), en))).toEqual([]);
  });
});
