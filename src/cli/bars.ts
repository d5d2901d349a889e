import type { Cause, Evidence } from "../base/diagnosis.js";
import { formatMoney } from "../words/money.js";
import { padded, widthOf } from "./layout.js";
import type { Paint, Style } from "./style.js";
import type { Wording } from "./wording.js";

/** Amounts to be seen beside each other. The last one of several is what they are measured against. */
interface Picture {
  /** Drawn one after the other in one bar. */
  parts: Amount[];
  against: Amount;
}

interface Amount {
  label: string;
  value: number;
  text: string;
}

const WIDEST = 40;
const NARROWEST = 10;

/** Bars for a cause that is a sum: needed against available, used and this against the limit. Empty for other causes. */
export function bars(cause: Cause, wording: Wording, style: Style, room: number): string[] {
  const picture = pictureOf(cause, wording);
  if (picture === undefined) return [];
  const rows = [...picture.parts, picture.against];
  const labels = Math.max(...rows.map(({ label }) => widthOf(label)));
  const texts = Math.max(...rows.map(({ text }) => widthOf(text)));
  const length = Math.min(WIDEST, room - labels - texts - 4);
  if (length < NARROWEST) return [];
  const total = picture.parts.reduce((sum, part) => sum + part.value, 0);
  const scale = Math.max(total, picture.against.value) / length;
  const [full, empty] = style.unicode ? ["█", "░"] : ["#", "."];
  const row = ({ label, text }: Amount, start: number, end: number, paint: Paint): string => {
    const bar =
      style.dim(empty.repeat(start)) + paint(full.repeat(end - start)) + style.dim(empty.repeat(length - end));
    return `${padded(label, labels)}  ${bar}  ${text}`;
  };
  let before = 0;
  const drawn = picture.parts.map((part, i) => {
    const start = cells(before, scale, length);
    before += part.value;
    const end = cells(before, scale, length);
    const paint = i === picture.parts.length - 1 ? style.yellow : style.cyan;
    return row(
      part,
      Math.min(start, length - 1),
      Math.max(end, Math.min(start, length - 1) + (part.value > 0 ? 1 : 0)),
      paint,
    );
  });
  return [...drawn, row(picture.against, 0, cells(picture.against.value, scale, length), style.green)];
}

/** How many cells an amount takes: whole ones, and only nothing takes none, only everything takes all. */
function cells(value: number, scale: number, length: number): number {
  const exact = value / scale;
  if (exact <= 0) return 0;
  return exact >= length ? length : Math.min(length - 1, Math.max(1, Math.round(exact)));
}

function pictureOf({ code, evidence }: Cause, wording: Wording): Picture | undefined {
  const { locale } = wording;
  const find = (test: (fact: string) => boolean): Evidence | undefined =>
    evidence.find(({ fact, value, unit }) => typeof value === "string" && unit !== undefined && test(fact));
  const named = (...names: string[]): Evidence | undefined => {
    for (const name of names) {
      const found = find((fact) => fact === name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const of = (label: string | undefined, entry: Evidence | undefined): Amount | undefined => {
    if (entry === undefined) return undefined;
    const value = entry.value as string;
    const text = formatMoney({ value, currency: entry.unit as string }, locale);
    return { label: label ?? entry.label, value: Math.max(0, Number(value)), text };
  };
  const compared = (parts: (Amount | undefined)[], against: Amount | undefined): Picture | undefined => {
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length || against === undefined) return undefined;
    const most = Math.max(against.value, ...known.map((part) => part.value));
    return most > 0 && Number.isFinite(most) ? { parts: known, against } : undefined;
  };
  const phrase = (name: string): string => wording.phrase(name);
  const usable = named("balance.usable");
  if (usable !== undefined && code !== "balance.cap_exceeded") {
    const needed = named("total.debit", "transaction.amount");
    return compared([of(phrase("bar_needed"), needed)], of(phrase("bar_available"), usable));
  }
  const cap = named("balance.cap", "payee.balanceCap");
  if (cap !== undefined)
    return compared([of(undefined, named("balance.afterArrival", "payee.balanceAfter"))], of(undefined, cap));
  const max = find((fact) => /limit\.(?:[a-zA-Z]+\.)?max$/.test(fact));
  if (max !== undefined) {
    const limit = of(phrase("bar_limit"), max);
    const area = max.fact.replace(/max$/, "");
    const after = named(`${area}after`);
    const used = of(phrase("bar_used"), named(`${area}used`));
    const measured = of(phrase("bar_this"), named(`${area}measured`)) ?? rest(after, used);
    if (used === undefined || used.value === 0) {
      return compared([of(phrase("bar_this"), after) ?? measured], limit);
    }
    return compared([used, measured], limit);
  }
  const least = named("limit.minimum.min");
  return least === undefined
    ? undefined
    : compared([of(phrase("bar_this"), named("limit.minimum.measured"))], of(undefined, least));

  function rest(sum: Evidence | undefined, used: Amount | undefined): Amount | undefined {
    return sum === undefined || used === undefined
      ? undefined
      : of(phrase("bar_this"), named("total.arrives", "transaction.amount"));
  }
}
