import type { Claims, Detector } from "./claims.js";
import { isEpochMilliseconds, isLuhnValid } from "./numbers.js";

interface DigitGroup {
  readonly start: number;
  readonly end: number;
}

/** Digit groups that only separators keep apart, and all their digits in a row. */
interface Run {
  readonly groups: DigitGroup[];
  digits: string;
  /** How many digits stand before each group. */
  readonly before: number[];
}

const SHORTEST = 13;
const LONGEST = 19;
const SEPARATOR = /^[\s\-._/,+|:*~]{1,3}$/;
/** Separators that people put into one number; the others also stand between several. */
const LOOSE_SEPARATOR = /^[ \t\-._]{1,3}$/;
/** As cards are printed: 4-4-4-4 and its longer and shorter kin, Amex 4-6-5, Diners 4-6-4, UnionPay 6-13. */
const PRINTED = /^(?:4,4,4,[1-4]|4,4,4,4,[1-3]|4,6,[45]|6,(?:7|8|9|1[0-3])|8,8|(?:1,)*1|(?:2,)*[12])$/;
/** 20261122090000, with or without milliseconds. */
const COMPACT_TIME =
  /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\d{3})?$/;

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let previousEnd = Number.NEGATIVE_INFINITY;
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    let run = runs.at(-1);
    if (!run || index - previousEnd > 3 || !SEPARATOR.test(text.slice(previousEnd, index))) {
      run = { groups: [], digits: "", before: [] };
      runs.push(run);
    }
    run.before.push(run.digits.length);
    run.groups.push({ start: index, end: index + digits.length });
    run.digits += digits;
    previousEnd = index + digits.length;
  }
  return runs;
}

/** `1.234.567.890.123` and `4111111111111.50` are money, `12.50 13.75 14.25` a list of it, `2026-11-22 0900` a time. */
function isOtherNumber(text: string): boolean {
  if (/^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$|^\d+[.,]\d{1,2}$|^(?:19|20)\d\d-[01]\d-[0-3]\d/.test(text))
    return true;
  return (text.match(/(?<![\d.,])\d+[.,]\d{1,2}(?![\d.,])/g) ?? []).length > 1;
}

function looksLikeCard(text: string, window: readonly DigitGroup[], digits: string, isWholeRun: boolean): boolean {
  if (isOtherNumber(text.slice(window[0]?.start, window.at(-1)?.end))) return false;
  if (window.length === 1) return !isEpochMilliseconds(digits) && !COMPACT_TIME.test(digits);
  if (PRINTED.test(window.map((group) => group.end - group.start).join(","))) return true;
  return (
    isWholeRun && window.slice(1).every((group, i) => LOOSE_SEPARATOR.test(text.slice(window[i]?.end, group.start)))
  );
}

/** The groups of a card that starts at one group: all there are if they make one, else sixteen digits, else the most. */
function cardFrom(text: string, run: Run, from: number, claims: Claims): readonly DigitGroup[] | undefined {
  const { groups, digits, before } = run;
  const start = before[from] ?? 0;
  let best: { groups: readonly DigitGroup[]; length: number } | undefined;
  for (let to = from + 1; to <= groups.length; to++) {
    const end = before[to] ?? digits.length;
    if (end - start > LONGEST) break;
    if (end - start < SHORTEST) continue;
    const number = digits.slice(start, end);
    if (!isLuhnValid(number)) continue;
    const window = groups.slice(from, to);
    const isFree = claims.isFree(window[0]?.start ?? 0, window.at(-1)?.end ?? 0);
    const isWhole = window.length === groups.length;
    if (isFree && (isWhole || best?.length !== 16) && looksLikeCard(text, window, number, isWhole)) {
      best = { groups: window, length: number.length };
    }
  }
  return best?.groups;
}

const EXPIRY_AND_CODE = /[\s,|;/]{1,3}(?:0?[1-9]|1[0-2])[\s/|;,-]?(?:20)?\d{2}[\s,|;/]{1,3}(\d{3,4})(?!\d)/dy;

function claimCode(text: string, at: number, claims: Claims): void {
  EXPIRY_AND_CODE.lastIndex = at;
  const [start, end] = EXPIRY_AND_CODE.exec(text)?.indices?.[1] ?? [0, 0];
  claims.add("SECRET", start, end);
}

/** Card numbers in any width and spacing, and the security code that follows an expiry date behind one. */
export const findCards: Detector = (text, claims) => {
  for (const run of runsOf(text)) {
    for (let from = 0; from < run.groups.length; from++) {
      const found = cardFrom(text, run, from, claims);
      const [first, last] = [found?.[0], found?.at(-1)];
      if (!found || !first || !last) continue;
      claims.add("CARD", first.start, last.end);
      claimCode(text, last.end, claims);
      from += found.length - 1;
    }
  }
};
