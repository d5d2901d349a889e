import { Bounded } from "../base/cache.js";
import type { Money } from "../base/diagnosis.js";

/** How a locale writes amounts of one currency: asked of Intl once, so that an amount of any length is then written digit by digit. */
interface MoneyForm {
  /** Digits after the point with which the currency is usually written there. */
  usual: number;
  /** The ten digits; null where they are 0 to 9. */
  digits: readonly string[] | null;
  point: string;
  group: string;
  /** How many digits stand in the last group, and in each group before it. */
  last: number;
  further: number;
  /** The fewest digits before the first separator. */
  least: number;
  /** What stands around the number. */
  positive: readonly [before: string, after: string];
  negative: readonly [before: string, after: string];
}

const forms = new Bounded<string, MoneyForm>(500);

/** Long enough to show the first three groups, with a fraction. */
const SAMPLE = "1234567890.1";

function readForm(locale: string, currency: string): MoneyForm {
  const style = currency === "" ? {} : ({ style: "currency", currency } as const);
  const format = new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const parts = format.formatToParts(SAMPLE as `${number}`);
  const text = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  const groups = parts.filter((part) => part.type === "integer").map((part) => part.value.length);
  const last = groups.at(-1) as number;
  const digits = [..."0123456789"].map(
    (digit) => format.formatToParts(Number(digit)).find((part) => part.type === "integer")?.value as string,
  );
  const isGrouped = format.formatToParts(1234).some((part) => part.type === "group");
  return {
    usual: currency === "" ? 0 : (new Intl.NumberFormat(locale, style).resolvedOptions().minimumFractionDigits ?? 2),
    digits: digits.join("") === "0123456789" ? null : digits,
    point: text("decimal"),
    group: text("group"),
    last,
    further: groups.length > 2 ? (groups.at(-2) as number) : last,
    least: isGrouped ? 1 : 2,
    positive: around(parts),
    negative: around(format.formatToParts(`-${SAMPLE}` as `${number}`)),
  };
}

function around(parts: readonly Intl.NumberFormatPart[]): [string, string] {
  const isNumber = ({ type }: Intl.NumberFormatPart): boolean =>
    ["integer", "group", "decimal", "fraction"].includes(type);
  const [first, last] = [parts.findIndex(isNumber), parts.findLastIndex(isNumber)];
  const text = (some: readonly Intl.NumberFormatPart[]): string => some.map(({ value }) => value).join("");
  return [text(parts.slice(0, first)), text(parts.slice(last + 1))];
}

/**
 * An amount as people of the locale write it, from its decimal text: no digit is rounded away. A whole amount of a currency that is
 * written without decimals there is shown so.
 */
export function formatMoney({ value, currency }: Money, locale: string): string {
  const isCode = /^[A-Z]{3}$/.test(currency);
  const code = isCode ? currency : "";
  const form = forms.get(`${locale} ${code}`, () => readForm(locale, code));
  const isNegative = value.startsWith("-");
  const point = value.indexOf(".");
  const whole = value.slice(isNegative ? 1 : 0, point < 0 ? undefined : point);
  const fraction = point < 0 ? "" : value.slice(point + 1);
  let digits = fraction.length;
  while (digits > 0 && fraction.charCodeAt(digits - 1) === ZERO_DIGIT) digits--;
  const shown =
    digits === 0 ? Math.min(form.usual, fraction.length) : Math.max(digits, form.usual, Math.min(fraction.length, 2));
  const [before, after] = isNegative ? form.negative : form.positive;
  const cents = shown === 0 ? "" : form.point + inDigits(fraction.slice(0, shown).padEnd(shown, "0"), form);
  const number = `${before}${inDigits(inGroups(whole, form), form)}${cents}${after}`;
  return isCode || currency === "" ? number : `${number} ${currency}`;
}

const ZERO_DIGIT = "0".charCodeAt(0);

function inGroups(whole: string, { group, last, further, least }: MoneyForm): string {
  if (group === "" || whole.length < last + least) return whole;
  let end = whole.length - last;
  let text = whole.slice(end);
  for (; end > 0; end -= further) text = whole.slice(Math.max(0, end - further), end) + group + text;
  return text;
}

const inDigits = (text: string, { digits }: MoneyForm): string =>
  digits === null ? text : text.replace(/[0-9]/g, (digit) => digits[Number(digit)] as string);
