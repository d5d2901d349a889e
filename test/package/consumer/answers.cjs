/**
 * How errors of one copy of the package look to the other, the one that is required and the one that is imported: not of its classes, but
 * of the same name and code.
 */
async function copies() {
  const required = require("txwhy");
  const imported = await import("txwhy");
  const seen = [];
  for (const [one, other] of [
    [required, imported],
    [imported, required],
  ]) {
    for (const work of [
      () => one.parseContext({ balance: 5 }),
      () => one.loadRules({ "merchant/closed.json": "{" }),
      () => one.readTransaction("{"),
    ]) {
      try {
        work();
      } catch (error) {
        const isOf = (copy) => error instanceof copy.TxwhyError && error instanceof copy[error.name];
        seen.push(`${error.name} ${error.code} ${isOf(one)} ${isOf(other)}`);
      }
    }
  }
  return seen;
}

// What a consumer gets from the package; run by each version of Node, by require and by import.
module.exports = async function answers({ txwhy, core, redact, stripe, id }) {
  const expired = { failure: { provider: "stripe", code: "expired_card" } };
  const short = {
    transaction: { amount: "120.00", currency: "EUR", at: "2026-11-22T09:00:00+01:00" },
    balance: { available: "121.00" },
    fees: [{ rate: "0.0149" }],
  };
  const rules = core.composeRules({ codes: [stripe.default ?? stripe], locales: [id.default ?? id] });
  const diagnosis = await txwhy.diagnose(short, { locale: "en" });
  let refused = "";
  try {
    await txwhy.diagnose({ transaction: { amount: "x" } });
  } catch (error) {
    refused = `${error.name} ${error instanceof txwhy.InvalidContextError} ${error.issues.length}`;
  }
  const many = [];
  for await (const { index, diagnosis, error } of txwhy.diagnoseMany([expired, { balance: 5 }]))
    many.push([index, diagnosis?.causes[0].code ?? error.code]);
  const assessment = JSON.parse(JSON.stringify(await txwhy.assess(short)));
  return {
    many,
    localized: txwhy.localize(assessment, { locale: "en" }).causes[0].explanation === diagnosis.causes[0].explanation,
    copies: await copies(),
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
