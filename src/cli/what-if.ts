import { isJsonObject, type Json, type JsonObject, own, setOwn } from "../base/json.js";
import type { CurrencyAround } from "../read/currency.js";
import { contextFields, type Field, type FieldType, fieldOf } from "../read/fields.js";
import { readTypedAmount, typedAmountFault } from "../read/typed.js";
import { redactText } from "../redact/index.js";
import { closest, quoted } from "./args.js";
import { UsageError } from "./io.js";

/** One `--what-if path=value`. An undefined value makes the fact unknown. */
export interface Supposition {
  path: string[];
  value: Json | undefined;
  /** An amount of money as it was written: what it says depends on the currency of the transaction. */
  isAmount: boolean;
}

/** What was assumed of one transaction. An amount is the one that was read, in its currency where that is known. */
export interface Assumption {
  fact: string;
  value: Json | undefined;
  currency?: string;
}

/** @throws {UsageError} for a path that a context does not have, or a value of the wrong type. */
export function parseWhatIf(text: string): Supposition {
  const split = text.indexOf("=");
  if (split < 1) {
    const ways = "balance.available=200, or balance.available= where it is to be unknown";
    throw new UsageError(`--what-if ${quoted(text)} has no value; write it as in ${ways}`);
  }
  const path = text.slice(0, split).trim().split(".");
  const written = text.slice(split + 1).trim();
  const field = fieldAt(path, text.slice(0, split).trim());
  const value = written === "" ? undefined : typedValue(field, written, path.join("."));
  return { path, value, isAmount: field === "decimal" && value !== undefined };
}

function fieldAt(path: readonly string[], whole: string): Field {
  let field: Field = { members: contextFields };
  for (const [i, step] of path.entries()) {
    if (field === "free" && step !== "") continue;
    const here: string = path.slice(0, i).join(".");
    if (typeof field === "string") throw new UsageError(`--what-if: ${here} has nothing inside it`);
    if ("each" in field) {
      if (!/^(?:0|[1-9]\d{0,3})$/.test(step)) {
        throw new UsageError(`--what-if: ${here} is a list; name one by its number, as in ${here}.0`);
      }
      field = field.each;
      continue;
    }
    const inner = fieldOf(field.members, step);
    if (inner === undefined) {
      const near = closest(step, Object.keys(field.members));
      const better = near === undefined ? "" : `; did you mean ${[...path.slice(0, i), near].join(".")}?`;
      throw new UsageError(`--what-if: a context has no ${quoted(whole)}${better}`);
    }
    field = inner;
  }
  return field;
}

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

function typedValue(field: Field, written: string, path: string): Json {
  const wrong = (expected: string): UsageError =>
    new UsageError(`--what-if: ${path} is ${expected}, not ${quoted(written)}`);
  if (typeof field !== "string") {
    const value = parsedJson(written);
    if ("each" in field ? !Array.isArray(value) : !isJsonObject(value)) {
      throw wrong("each" in field ? "a list; write it as JSON, as in []" : "an object; name one thing in it");
    }
    return value as Json;
  }
  const kinds: Record<FieldType, () => Json> = {
    decimal: () => written,
    rate: () => {
      if (!DECIMAL.test(written)) throw wrong("a share, written plainly as in 0.006");
      return written;
    },
    number: () => {
      if (!DECIMAL.test(written)) throw wrong("a number");
      return Number(written);
    },
    boolean: () => {
      if (written !== "true" && written !== "false") throw wrong("true or false");
      return written === "true";
    },
    word: () => written,
    text: () => written,
    free: () => parsedJson(written) ?? written,
  };
  return kinds[field]();
}

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * A copy of the context with the assumed values, and those values. Amounts are read by the reader's rule for the transaction's currency.
 * @throws {UsageError} when an amount cannot be read without guessing, or a list would get a gap.
 */
export function withWhatIfs(
  context: JsonObject,
  whatIfs: readonly Supposition[],
  locale: string | undefined,
): { context: JsonObject; assumed: Assumption[] } {
  // A currency that is assumed too counts for every amount, whichever is written first.
  const currencies = whatIfs.filter(({ path: [first, name] }) => first === "transaction" && MONEY.includes(name ?? ""));
  const shown = currencies.reduce(withWhatIf, context);
  const assumed: Assumption[] = [];
  let supposed = context;
  for (const whatIf of whatIfs) {
    const fact = whatIf.path.join(".");
    const money = moneyAround(shown, supposed, whatIf.path);
    const value = whatIf.isAmount ? amountOf(whatIf.value as string, fact, money, locale) : whatIf.value;
    supposed = withWhatIf(supposed, { ...whatIf, value });
    assumed.push({
      fact,
      value,
      ...(whatIf.isAmount && money.currency !== undefined ? { currency: money.currency } : {}),
    });
  }
  return { context: supposed, assumed };
}

const MONEY = ["currency", "exponent"];

function amountOf(written: string, fact: string, money: CurrencyAround, locale: string | undefined): string {
  const read = readTypedAmount(written, { ...money, locale });
  if (read.kind === "amount") return read.value;
  throw new UsageError(`--what-if: ${redactText(typedAmountFault(read, written, fact, money.currency))}`);
}

/** The currency at a path: of the nearest object that names one, else the transaction's. */
function moneyAround(shown: JsonObject, context: JsonObject, path: readonly string[]): CurrencyAround {
  const transaction = own(shown, "transaction");
  const currencyOf = (node: Json | undefined): string | undefined => {
    const currency = own(node, "currency");
    return typeof currency === "string" ? currency : undefined;
  };
  const exponent = own(transaction, "exponent");
  let money: CurrencyAround = {
    currency: currencyOf(transaction),
    exponent: typeof exponent === "number" ? exponent : undefined,
  };
  let node: Json | undefined = context;
  for (const step of path.slice(0, -1)) {
    node = Array.isArray(node) ? node[Number(step)] : own(node, step);
    const currency = path[0] === "transaction" ? undefined : currencyOf(node);
    if (currency !== undefined && currency !== money.currency) money = { currency, exponent: undefined };
  }
  return money;
}

const withWhatIf = (context: JsonObject, { path, value }: Supposition): JsonObject =>
  changed(context, path, value, { members: contextFields }, "") as JsonObject;

function changed(
  node: Json | undefined,
  path: readonly string[],
  value: Json | undefined,
  field: Field,
  at: string,
): Json {
  const [key, ...rest] = path as [string, ...string[]];
  const place = at === "" ? key : `${at}.${key}`;
  if (typeof field !== "string" && "each" in field) {
    const list = Array.isArray(node) ? [...node] : [];
    const index = Number(key);
    if (index > list.length) {
      throw new UsageError(`--what-if: there are ${list.length} in ${at}; the next one is ${at}.${list.length}`);
    }
    if (rest.length > 0) list[index] = changed(list[index], rest, value, field.each, place);
    else if (value === undefined) list.splice(index, 1);
    else list[index] = value;
    return list;
  }
  const copy: JsonObject = isJsonObject(node) ? { ...node } : {};
  const inner: Field = typeof field === "string" ? "free" : (fieldOf(field.members, key) as Field);
  if (rest.length > 0) {
    if (value === undefined && (own(copy, key) ?? null) === null) return copy;
    setOwn(copy, key, changed(own(copy, key), rest, value, inner, place));
  } else if (value === undefined) delete copy[key];
  else setOwn(copy, key, value);
  return copy;
}
