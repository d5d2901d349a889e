import type { JsonPatch } from "../base/diagnosis.js";
import type { Json, JsonObject } from "../base/json.js";
import { currencyNamed } from "../read/currency.js";
import { readTypedAmount, readTypedRate, type TypedAmount, type TypedAround } from "../read/typed.js";
import type { FieldView, Input } from "./protocol.js";
import { timeAt } from "./zone.js";

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const COUNT = /^(?:0|[1-9]\d{0,14})$/;

/** The content of the fields of one answer: a text, or for a list the texts of each entry's fields. */
export type Draft = string | DraftEntry[];
export interface DraftEntry {
  key: number;
  fields: Readonly<Record<string, Draft>>;
}

/** An amount with its currency, as in "150.000 IDR", "IDR 150000" or "Rp150.000". */
function amountAndCurrency(written: string, around: TypedAround): { amount: TypedAmount; currency: string } | null {
  const front = /^([A-Za-z]{3}(?![A-Za-z])|[^\d\s.,-]{1,4})\s*(\S.*)$/u.exec(written);
  const back = /^(.*\S)\s+([A-Za-z][A-Za-z0-9._-]{1,19})$|^(.*\d)([^\d\s.,]{1,4})$/u.exec(written);
  const frontName = front === null ? undefined : currencyNamed(front[1] as string);
  if (front !== null && frontName !== undefined)
    return { amount: readTypedAmount(front[2] as string, { ...around, currency: frontName }), currency: frontName };
  if (back === null) return null;
  const name = (back[2] ?? back[4]) as string;
  // The name of another asset is taken as it is; its digits are asked for where they are needed.
  const backName = currencyNamed(name) ?? (/^[A-Z0-9._-]{2,20}$/.test(name) ? name : undefined);
  if (backName === undefined) return null;
  return {
    amount: readTypedAmount((back[1] ?? back[3]) as string, { ...around, currency: backName }),
    currency: backName,
  };
}

/** A typed number as the reader reads it; null for a field that holds no amount. */
export function typedAmount(input: Input, typed: string, around: TypedAround): TypedAmount | null {
  if (input.kind === "money") return readTypedAmount(typed, around);
  if (input.kind === "percent") return readTypedRate(typed, around.locale);
  return input.kind === "amount" ? (amountAndCurrency(typed.trim(), around)?.amount ?? null) : null;
}

const plain = (read: TypedAmount): string | undefined => (read.kind === "amount" ? read.value : undefined);

/** The value for the context that was typed; undefined where the text is not valid. Amounts are never guessed. */
export function answerOf(input: Input, typed: Draft, around: TypedAround): Json | undefined {
  if (typeof typed !== "string") return input.kind === "entries" ? entriesOf(input.fields, typed, around) : undefined;
  const written = typed.trim();
  if (written === "") return undefined;
  switch (input.kind) {
    case "money":
      return plain(readTypedAmount(written, around));
    case "percent": {
      const value = plain(readTypedRate(written, around.locale));
      return value === undefined ? undefined : hundredth(value);
    }
    case "amount": {
      const read = amountAndCurrency(written, around);
      const amount = read === null ? undefined : plain(read.amount);
      return read === null || amount === undefined ? undefined : { amount, currency: read.currency };
    }
    case "number":
      return NUMBER.test(written) ? Number(written) : undefined;
    case "count":
      return COUNT.test(written) ? Number(written) : undefined;
    case "currencies": {
      const codes = written.toUpperCase().split(/[\s,;、，]+/);
      return codes.every((code) => /^[A-Z0-9._-]{2,20}$/.test(code)) ? codes : undefined;
    }
    case "time": {
      const [clock = "", zone = ""] = written.split(" ");
      return timeAt(clock, zone);
    }
    case "period": {
      const [count = "", unit = ""] = written.split(" ");
      return COUNT.test(count) && count !== "0" ? (unit === "H" ? `PT${count}H` : `P${count}${unit}`) : undefined;
    }
    case "choice":
      return input.options[Number(written)]?.value;
    default:
      return written;
  }
}

/** The filled-in fields of each entry; undefined where a field is not valid, or an entry says nothing. */
function entriesOf(
  fields: readonly FieldView[],
  entries: readonly DraftEntry[],
  around: TypedAround,
): Json | undefined {
  const made: Json[] = [];
  for (const entry of entries) {
    if (faultsOf(fields, entry, around).length > 0) return undefined;
    const value: JsonObject = {};
    for (const { name, input } of fields) {
      const typed = entry.fields[name] ?? "";
      if (!isUnfilled(typed)) value[name] = answerOf(input, typed, around) as Json;
    }
    made.push(value);
  }
  return made.length === 0 ? undefined : made;
}

/** Nothing was filled in. A time without a clock or a period without a count is not filled in. */
export const isUnfilled = (typed: Draft): boolean =>
  typeof typed === "string" ? typed.trim() === "" || typed.startsWith(" ") : typed.length === 0;

/** The names of the fields of an entry that are not valid; where the entry says nothing, the fields that could. */
export function faultsOf(fields: readonly FieldView[], { fields: typed }: DraftEntry, around: TypedAround): string[] {
  const filled = fields.filter(({ name }) => !isUnfilled(typed[name] ?? ""));
  const bad = filled.filter(({ name, input }) => answerOf(input, typed[name] ?? "", around) === undefined);
  if (bad.length > 0) return bad.map(({ name }) => name);
  const tells = filled.some(({ tells: says }) => says);
  return tells ? [] : fields.filter(({ tells: says, isMore }) => says && !isMore).map(({ name }) => name);
}

/** A percentage as a share: 0.6 becomes 0.006. Moves the decimal point, so no digit is lost. */
function hundredth(percent: string): string {
  const [whole = "", part = ""] = percent.replace("-", "").split(".");
  const digits = whole.padStart(3, "0");
  const share = `${digits.slice(0, -2)}.${digits.slice(-2)}${part}`.replace(/^0+(?=\d)/, "").replace(/\.?0+$/, "");
  return percent.startsWith("-") && /[1-9]/.test(share) ? `-${share}` : share;
}

/** The change of a context that an answer makes. An amount is answered together with its currency. */
export function patchOf(path: string, value: Json, input?: Input): JsonPatch {
  if (input?.kind !== "amount") return [{ op: "add", path, value }];
  const holder = path.replace(/\/[^/]*$/, "");
  return Object.entries(value as JsonObject).map(([name, member]) => ({
    op: "add",
    path: `${holder}/${name}`,
    value: member,
  }));
}
