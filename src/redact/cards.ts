import type { Claims, Detector } from "./claims.js";
import { isEpochMilliseconds, isLuhnValid } from "./numbers.js";
import { matchesOf, spanOf } from "./scan.js";

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

const DIGITS = /\d+/g;
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
  for (const { 0: digits, index } of matchesOf(DIGITS, text)) {
    let run = runs.at(-1);
    if (!run || !SEPARATOR.test(text.slice(previousEnd, Math.min(index, previousEnd + 4)))) {
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

/** `1.234.567.890.123` and `4111111111111.50` are money, `12.50 13.75 14.25` a list of it. */
function isMoney(text: string): boolean {
  if (/^\d{1,3}(?:\.\d{3})+$|^\d+\.\d{1,2}$/.test(text)) return true;
  const amounts = Array.from(text.matchAll(/(?<![\d.,])\d+[.,]\d{1,2}(?![\d.,])/g));
  return amounts.length > 1;
}

function looksLikeCard(text: string, window: readonly DigitGroup[], digits: string, isWholeRun: boolean): boolean {
  if (window.length === 1) return !isEpochMilliseconds(digits) && !COMPACT_TIME.test(digits);
  if (PRINTED.test(window.map((group) => group.end - group.start).join(","))) return true;
  const gaps = window.slice(1).map((group, i) => text.slice((window[i] as DigitGroup).end, group.start));
  return isWholeRun && gaps.every((gap) => LOOSE_SEPARATOR.test(gap));
}

interface Card {
  readonly start: number;
  readonly end: number;
  /** How many groups it is made of. */
  readonly groups: number;
  /** How many digits it has. */
  readonly length: number;
}

/** The card that starts at one group: all groups there are if they make one, else sixteen digits, else the most. */
function cardFrom(text: string, run: Run, from: number, claims: Claims): Card | undefined {
  const { groups, digits, before } = run;
  const begin = before[from] as number;
  let best: Card | undefined;
  for (let to = from + 1; to <= groups.length; to++) {
    const length = (before[to] ?? digits.length) - begin;
    if (length > LONGEST) break;
    if (length < SHORTEST) continue;
    const number = digits.slice(begin, begin + length);
    const window = groups.slice(from, to);
    const [{ start }, { end }] = [window[0], window.at(-1)] as [DigitGroup, DigitGroup];
    if (!isLuhnValid(number) || !claims.isFree(start, end) || isMoney(text.slice(start, end))) continue;
    const isWhole = window.length === groups.length;
    if ((isWhole || best?.length !== 16) && looksLikeCard(text, window, number, isWhole))
      best = { start, end, groups: window.length, length };
  }
  return best;
}

const EXPIRY_AND_CODE = /[\s,|;/]{1,3}(?:0?[1-9]|1[0-2])[\s/|;,-]?(?:20)?\d{2}[\s,|;/]{1,3}(\d{3,4})(?!\d)/dy;

function claimCode(text: string, at: number, claims: Claims): void {
  EXPIRY_AND_CODE.lastIndex = at;
  const [start, end] = spanOf(EXPIRY_AND_CODE.exec(text), 1);
  claims.add("SECRET", start, end);
}

/** Card numbers in any width and spacing, and the security code that follows an expiry date behind one. */
export const findCards: Detector = (text, claims) => {
  for (const run of runsOf(text)) {
    for (let from = 0; from < run.groups.length; from++) {
      const card = cardFrom(text, run, from, claims);
      if (card === undefined) continue;
      claims.add("CARD", card.start, card.end);
      from += card.groups - 1;
    }
  }
  // Also behind cards that a key or a word announced.
  for (const { kind, end } of [...claims.found]) if (kind === "CARD") claimCode(text, end, claims);
};
