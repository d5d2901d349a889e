import type { Cause, Evidence } from "../../base/diagnosis.js";
import { type Decimal, decimal, moneyText } from "../../base/money.js";
import type { Wording } from "../../cli/wording.js";
import { formatMoney } from "../../words/money.js";
import type { Picture, Tone } from "../protocol.js";
import type { PageWords } from "../words/index.js";

interface Amount {
  label: string;
  value: Decimal;
  tone: Tone;
}

interface Sum {
  parts: Amount[];
  against: Amount;
  /** A least amount: short of it is what is wrong. */
  least?: true;
}

/** The sum of a cause as amounts beside each other; null where the cause is no sum. */
export function pictureOf(cause: Cause, wording: Wording, words: PageWords): Picture | null {
  const sum = sumOf(cause, wording, words);
  if (sum === null) return null;
  const { parts, against, least } = sum;
  const currency = cause.evidence.find(({ unit }) => unit !== undefined && unit !== "ms")?.unit ?? "";
  const text = (value: Decimal): string =>
    formatMoney({ value: moneyText(value, digitsOf(cause.evidence)), currency }, wording.locale);
  const total = parts.reduce((done, part) => done.plus(part.value), decimal("0"));
  const widest = total.gt(against.value) ? total : against.value;
  if (!widest.gt(0)) return null;
  const share = (value: Decimal): number => Math.min(1, Math.max(0, Number(value.div(widest))));
  let done = decimal("0");
  const drawn = parts.map((part) => {
    const from = share(done);
    done = done.plus(part.value);
    return { label: part.label, text: text(part.value), tone: part.tone, from, to: share(done) };
  });
  const over = least === true ? against.value.minus(total) : total.minus(against.value);
  const limit = {
    label: against.label,
    text: text(against.value),
    tone: against.tone,
    from: 0,
    to: share(against.value),
  };
  const label = least === true || against.label === words.available ? words.short : words.over;
  const excess = over.gt(0)
    ? {
        label,
        text: text(over),
        tone: "limit" as const,
        from: share(least ? total : against.value),
        to: share(least ? against.value : total),
      }
    : null;
  const isLimit = parts.some(({ tone }) => tone === "used");
  const left = against.value.minus(
    parts.filter(({ tone }) => tone === "used").reduce((sumUsed, part) => sumUsed.plus(part.value), decimal("0")),
  );
  const headroom = isLimit && left.gte(0) ? { label: words.headroom, text: text(left) } : null;
  const said = [...drawn, limit, ...(excess === null ? [] : [excess])].map((part) =>
    wording.labelled(part.label, part.text),
  );
  return { title: cause.title, desc: wording.list(said), parts: drawn, against: limit, excess, headroom };
}

const digitsOf = (evidence: readonly Evidence[]): number =>
  Math.max(
    0,
    ...evidence.map(({ value, unit }) =>
      typeof value === "string" && unit !== undefined ? (value.split(".")[1]?.length ?? 0) : 0,
    ),
  );

function sumOf({ code, evidence }: Cause, wording: Wording, words: PageWords): Sum | null {
  const find = (test: (fact: string) => boolean): Evidence | undefined =>
    evidence.find(({ fact, value, unit }) => typeof value === "string" && unit !== undefined && test(fact));
  const named = (...names: string[]): Decimal | null => {
    for (const name of names) {
      const found = find((fact) => fact === name);
      if (found !== undefined) return decimal(found.value as string);
    }
    return null;
  };
  const amount = named("transaction.amount");
  const usable = named("balance.usable");
  if (usable !== null && code !== "balance.cap_exceeded") {
    const total = named("total.debit") ?? amount;
    if (total === null) return null;
    const fees = amount === null ? null : total.minus(amount);
    const parts: Amount[] =
      amount === null || fees === null || !fees.gt(0)
        ? [{ label: words.amount, value: total, tone: "main" }]
        : [
            { label: words.amount, value: amount, tone: "main" },
            { label: words.fee, value: fees, tone: "fee" },
          ];
    const positive = usable.gt(0) ? usable : decimal("0");
    return { parts, against: { label: words.available, value: positive, tone: "limit" } };
  }
  const cap = find((fact) => fact === "balance.cap" || fact === "payee.balanceCap");
  if (cap !== undefined) {
    const after = named("balance.afterArrival", "payee.balanceAfter");
    if (after === null) return null;
    const arrives = named("total.arrives") ?? amount;
    const before = arrives === null ? null : after.minus(arrives);
    const parts: Amount[] =
      before === null || arrives === null || before.lt(0)
        ? [{ label: wording.label("balance.afterArrival"), value: after, tone: "main" }]
        : [
            { label: words.balance_before, value: before, tone: "used" },
            { label: words.arriving, value: arrives, tone: "main" },
          ];
    return { parts, against: { label: cap.label, value: decimal(cap.value as string), tone: "limit" } };
  }
  const max = find((fact) => /limit\.(?:[a-zA-Z]+\.)?max$/.test(fact));
  if (max !== undefined) {
    const area = max.fact.replace(/max$/, "");
    const used = named(`${area}used`);
    const after = named(`${area}after`);
    const measured = named(`${area}measured`) ?? (after !== null ? after.minus(used ?? decimal("0")) : null);
    if (measured === null) return null;
    const parts: Amount[] = [];
    if (used?.gt(0)) parts.push({ label: words.used, value: used, tone: "used" });
    parts.push({ label: words.this_one, value: measured, tone: "main" });
    return { parts, against: { label: words.limit, value: decimal(max.value as string), tone: "limit" } };
  }
  const least = named("limit.minimum.min");
  const measured = named("limit.minimum.measured") ?? amount;
  if (least === null || measured === null) return null;
  const parts: Amount[] = [{ label: words.this_one, value: measured, tone: "main" }];
  return { parts, against: { label: wording.label("limit.minimum.min"), value: least, tone: "limit" }, least: true };
}
