import type { Cause } from "../../base/diagnosis.js";
import { type Decimal, decimal } from "../../base/money.js";
import { type CauseSum, type SummedAmount, sumOf } from "../../words/picture.js";
import type { Wording } from "../../words/wording.js";
import type { NumberView, Picture } from "../protocol.js";
import type { PageWords } from "../words/index.js";

/** The sum of a cause as bars; null where the cause is no sum. `numbers` are those of the context: a part that shows one of them names it. */
export function pictureOf(
  cause: Cause,
  numbers: readonly NumberView[],
  wording: Wording,
  words: PageWords,
): Picture | null {
  const sum = sumOf(cause);
  if (sum === null) return null;
  const { kind, parts, total } = sum;
  const zero = decimal("0");
  const against = sum.against.value.gt(0) ? sum.against.value : zero;
  const widest = total.value.gt(against) ? total.value : against;
  const share = (value: Decimal): number => Math.min(1, Math.max(0, Number(value.div(widest))));
  const text = (value: Decimal): string => wording.money({ value: sum.text(value), currency: sum.currency });
  const label = labelsFor(sum, cause, wording, words);
  const limit = placeOf(sum.against, numbers);
  const place = (part: SummedAmount): string | null =>
    part.fact.endsWith(".used") && limit !== null
      ? placeOf(part, numbers, limit.replace(/[^/]*$/, "used"))
      : placeOf(part, numbers);
  let done = zero;
  const drawn = parts.map((part) => {
    const from = share(done);
    done = done.plus(part.value);
    return { label: label(part), text: text(part.value), tone: part.role, path: place(part), from, to: share(done) };
  });
  const bound = {
    label: label(sum.against),
    text: text(against),
    tone: "limit" as const,
    path: limit,
    from: 0,
    to: share(against),
  };
  const isShort = kind === "minimum";
  const over = isShort ? against.minus(total.value) : total.value.minus(against);
  const excess = over.gt(0)
    ? {
        label: isShort || kind === "balance" ? words.short : words.over,
        text: text(over),
        tone: "limit" as const,
        path: null,
        from: share(isShort ? total.value : against),
        to: share(isShort ? against : total.value),
      }
    : null;
  const used = parts.filter(({ role }) => role === "used");
  const left = used.reduce((rest, { value }) => rest.minus(value), against);
  const headroom = used.length > 0 && left.gte(0) ? { label: words.headroom, text: text(left) } : null;
  const said = [...drawn, bound, ...(excess === null ? [] : [excess])].map((part) =>
    wording.labelled(part.label, part.text),
  );
  return { title: cause.title, desc: wording.list(said), parts: drawn, against: bound, excess, headroom };
}

/** Where in a context the facts of a sum come from. */
const PLACES: readonly [fact: RegExp, place: RegExp][] = [
  [/^(?:transaction\.amount|total\.\w+)$|\.measured$/, /^\/transaction\/amount$/],
  [/^fees\.payer$/, /^\/fees\/\d+\/flat$/],
  [/^balance\.(?:usable|available)$/, /^\/balance\/available$/],
  [/^balance\.cap$/, /^\/balance\/cap$/],
  [/^payee\.balanceCap$/, /^\/payee\/balance\/cap$/],
  [/\.max$/, /^\/limits\/\d+\/max$/],
  [/\.min$/, /^\/limits\/\d+\/min$/],
  [/\.used$/, /^\/limits\/\d+\/used$/],
];

/**
 * The number of the context that an amount is, as it is: then it can be edited where it is shown. Null where the amount was calculated, or
 * where two numbers are equal and it could be either.
 */
function placeOf({ fact, value }: SummedAmount, numbers: readonly NumberView[], exactly?: string): string | null {
  const place = PLACES.find(([name]) => name.test(fact))?.[1];
  const found = numbers.filter(
    ({ path, value: number }) =>
      place?.test(path) === true && (exactly === undefined || path === exactly) && value.eq(decimal(number)),
  );
  return found.length === 1 ? (found[0] as NumberView).path : null;
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
