// What a consumer gets from the package; run by each version of Node, by require and by import.
module.exports = async function answers({ txwhy, core, redact, stripe, id }) {
  const expired = { failure: { provider: "stripe", code: "expired_card" } };
  const short = {
    transaction: { amount: "120.00", currency: "EUR", at: "2026-11-22T09:00:00+01:00" },
    balance: { available: "121.00" },
    fees: [{ rate: "0.0149" }],
  };
  const rules = core.composeRules({ providers: [stripe.default ?? stripe], locales: [id.default ?? id] });
  const diagnosis = await txwhy.diagnose(short, { locale: "en" });
  let refused = "";
  try {
    await txwhy.diagnose({ transaction: { amount: "x" } });
  } catch (error) {
    refused = `${error.name} ${error instanceof txwhy.InvalidContextError} ${error.issues.length}`;
  }
  return {
    causes: diagnosis.causes.map(({ code, explanation }) => `${code}: ${explanation}`),
    plan: diagnosis.plan,
    preflight: (await txwhy.preflight(short)).passes,
    whole: (await txwhy.diagnose(expired, { locale: "id" })).causes[0].title,
    parts: (await core.diagnose(expired, { rules, locale: "id" })).causes[0].title,
    coreAlone: (await core.diagnose(expired)).causes.length,
    redacted: redact.redact({ card: "4012888888881881" }),
    sameRedact: txwhy.redact === redact.redact,
    read: txwhy.readTransaction("{'transaction': {'amount': 5, 'currency': 'EUR'},}").transactions.length,
    explained: txwhy.explain("limit.daily", { locale: "zh-CN" }).title,
    refused,
    names: [Object.keys(txwhy), Object.keys(core), Object.keys(redact)].map((names) =>
      names.filter((name) => name !== "default" && name !== "module.exports").sort(),
    ),
  };
};
