import type { Cause } from "../../base/diagnosis.js";
import { type Decimal, decimal } from "../../base/money.js";
import { type CauseSum, type SummedAmount, sumOf } from "../../words/picture.js";
import type { Wording } from "../../words/wording.js";
import type { Picture } from "../protocol.js";
import type { PageWords } from "../words/index.js";

/** The sum of a cause as bars; null where the cause is no sum. */
export function pictureOf(cause: Cause, wording: Wording, words: PageWords): Picture | null {
  const sum = sumOf(cause);
  if (sum === null) return null;
  const { kind, parts, total } = sum;
  const zero = decimal("0");
  const against = sum.against.value.gt(0) ? sum.against.value : zero;
  const widest = total.value.gt(against) ? total.value : against;
  const share = (value: Decimal): number => Math.min(1, Math.max(0, Number(value.div(widest))));
  const text = (value: Decimal): string => wording.money({ value: sum.text(value), currency: sum.currency });
  const label = labelsFor(sum, cause, wording, words);
  let done = zero;
  const drawn = parts.map((part) => {
    const from = share(done);
    done = done.plus(part.value);
    return { label: label(part), text: text(part.value), tone: part.role, from, to: share(done) };
  });
  const limit = { label: label(sum.against), text: text(against), tone: "limit" as const, from: 0, to: share(against) };
  const isShort = kind === "minimum";
  const over = isShort ? against.minus(total.value) : total.value.minus(against);
  const excess = over.gt(0)
    ? {
        label: isShort || kind === "balance" ? words.short : words.over,
        text: text(over),
        tone: "limit" as const,
        from: share(isShort ? total.value : against),
        to: share(isShort ? against : total.value),
      }
    : null;
  const used = parts.filter(({ role }) => role === "used");
  const left = used.reduce((rest, { value }) => rest.minus(value), against);
  const headroom = used.length > 0 && left.gte(0) ? { label: words.headroom, text: text(left) } : null;
  const said = [...drawn, limit, ...(excess === null ? [] : [excess])].map((part) =>
    wording.labelled(part.label, part.text),
  );
  return { title: cause.title, desc: wording.list(said), parts: drawn, against: limit, excess, headroom };
}

/** The page's label for each amount of a sum. */
function labelsFor({ kind, against, parts }: CauseSum, cause: Cause, wording: Wording, words: PageWords) {
  const labelOf = ({ fact }: SummedAmount): string =>
    cause.evidence.find((entry) => entry.fact === fact)?.label ?? wording.label(fact);
  return (amount: SummedAmount): string => {
    const isAgainst = amount === against;
    switch (kind) {
      case "balance":
        return isAgainst ? words.available : amount.role === "fee" ? words.fee : words.amount;
      case "cap":
        if (isAgainst || parts.length === 1) return labelOf(amount);
        return amount.role === "used" ? words.balance_before : words.arriving;
      case "limit":
        return isAgainst ? words.limit : amount.role === "used" ? words.used : words.this_one;
      case "minimum":
        return isAgainst ? labelOf(amount) : words.this_one;
    }
  };
}
