import { isoExponent } from "../../base/currencies.js";
import { readAmountText } from "../amount.js";
import { currencyIn, currencyNames, writtenDecimals } from "../currency.js";
import { readMessage } from "../messages.js";
import { plainNumber } from "../number.js";
import { isObject, NumberText, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  assetDigits,
  factOf,
  isAside,
  isDescription,
  kindWord,
  stateOf,
  statusOrder,
  type UsualFact,
} from "./generic-names.js";
import {
  booleanOf,
  epochSeconds,
  firstOf,
  instant,
  lookUp,
  minorAmount,
  type PayloadMoney,
  recognised,
  sentence,
  word,
} from "./payload.js";

/** Objects inside an object in which its facts may lie: envelopes, and the parts of a payment. */
const MAX_DEPTH = 4;
/** Answers of an API rather than of a payment, whatever else they carry. */
const successCodes = /^(0+|ok|success|successful|approved|2\d\d)$/i;
const httpStatus = /^[1-5]\d\d$/;

/** A member under one of the usual names. */
interface Named {
  fact: UsualFact;
  /** What the name says: lower says more. */
  rank: number;
  depth: number;
  name: string;
  value: SourceValue;
}

/** The members under usual names, of the object and of the objects in it, the outermost and most telling first. */
function namedIn(payload: SourceObject): Named[] {
  const found: Named[] = [];
  const visit = (object: SourceObject, depth: number, around: UsualFact | undefined): void => {
    for (const name of Object.keys(object)) {
      const value = object[name] as SourceValue;
      if (value === null) continue;
      const known = factOf(name);
      if (known !== undefined) found.push({ fact: known.fact, rank: known.rank, depth, name, value });
      // {"amount": {"value": "12.50"}} and {"error": {"code": ...}}: the outer name is the fact's.
      else if (around === "amount" && /^value$/i.test(name))
        found.push({ fact: "amount", rank: 0, depth, name, value });
      const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
      if (isObject(inner) && depth < MAX_DEPTH && !isAside(name)) visit(inner, depth + 1, known?.fact);
    }
  };
  visit(payload, 0, undefined);
  return found.sort((a, b) => a.depth - b.depth || a.rank - b.rank);
}

/** A word for a code: not a number of HTTP, not the code of a success, no sentence. */
function codeWord({ value, name }: Named): string | undefined {
  const code = word(value);
  if (code === undefined || /\s/.test(code) || code.length > 64 || successCodes.test(code)) return undefined;
  return httpStatus.test(code) && /^(code|status_?code|http_?status|errcode|error_?code)$/i.test(name)
    ? undefined
    : code;
}

/** `insufficient_funds` in the place of an error or a reason is a code; a sentence there is the message. */
const wordy = (text: string): boolean => /^[A-Za-z][A-Za-z0-9]*([_.-][A-Za-z0-9]+)+$|^[A-Z0-9]{2,}$/.test(text);

interface Amounts {
  money: PayloadMoney;
  exponent?: number;
}

/**
 * The amount where exactly one field names it and exactly one names its currency. A whole number in JSON may be cents in one API and
 * dollars in the next, so it is left out unless its name or its currency tells; a text is how people and tables write amounts.
 */
function moneyOf(facts: Named[]): Amounts {
  const values = (fact: UsualFact) =>
    facts.filter((named) => named.fact === fact && !isObject(named.value) && !Array.isArray(named.value));
  const nearest = (found: Named[]) => found.filter(({ depth }) => depth === found[0]?.depth);
  const major = nearest(values("amount"));
  const minor = nearest(values("minorAmount"));
  const seen = [...major, ...minor];
  const texts = new Set(seen.map(({ value }) => plainNumber(value) ?? String(word(value))));
  const stated = values("currency").flatMap(({ value }) => word(value)?.toUpperCase() ?? []);
  const inside = stated.length > 0 ? [] : seen.flatMap(({ value }) => currencyIn(word(value) ?? "") ?? []);
  const currencies = new Set([...stated, ...inside]);
  const [code] = currencies;
  const digits = code === undefined ? undefined : (isoExponent(code) ?? lookUp(assetDigits, code));
  const [first] = minor.length > 0 ? minor : major;
  if (first === undefined) return { money: { warnings: [] } };
  const text = typeof first.value === "string" ? written(first.value, code) : plainNumber(first.value);
  const leave = (): Amounts => {
    const shown = [...texts].join(", ").slice(0, 60);
    const warning = readMessage("amount_unreadable.seen", { field: first.name.slice(0, 60), value: shown });
    const one = currencies.size === 1 && code !== undefined && digits !== undefined ? { currency: code } : {};
    return {
      money: { ...one, warnings: [{ path: "/transaction/amount", ...warning }] },
      ...(one.currency && isoExponent(one.currency) === undefined && { exponent: digits as number }),
    };
  };
  if (texts.size > 1 && minor.length === 0) return leave();
  if (currencies.size !== 1 || code === undefined || digits === undefined || text === undefined) return leave();
  if (text.startsWith("-")) return leave();
  if (minor.length > 0 && isoExponent(code) !== undefined) return { money: minorAmount(first.value, code) };
  const whole = !text.includes(".");
  const json = first.value instanceof NumberText || typeof first.value === "number";
  if (minor.length > 0 || (whole && json && digits > 0 && !["IDR", "COP"].includes(code))) return leave();
  const exponent = isoExponent(code) === undefined ? { exponent: digits } : {};
  return { money: { amount: text, currency: code, warnings: [] }, ...exponent };
}

/**
 * What an object says was to be paid, with its currency: a request whose answer is told in words. Undefined where it is not plain, and for
 * a whole number that may be cents.
 */
export function wantedIn(payload: SourceObject): Record<string, string | number> | undefined {
  const { money, exponent } = moneyOf(namedIn(payload));
  const { amount, currency } = money;
  if (amount === undefined || currency === undefined) return undefined;
  const cents = !amount.includes(".") && exponent === undefined && writtenDecimals(currency, undefined) !== "none";
  return cents ? undefined : { amount, currency, ...(exponent !== undefined && { exponent }) };
}

/** "1.500,00", and "150.000" in a currency that is written without decimals; what could be two amounts is none. */
function written(value: string, currency: string | undefined): string | undefined {
  const read = readAmountText(value, currencyNames(currency));
  if (read.kind === "plain") return read.value;
  return read.kind === "either" && writtenDecimals(currency, undefined) === "none" ? read.grouped : undefined;
}

/** Reason codes of banks have a form that no others have: `AM04` of ISO 20022. */
const schemeOwner = (code: string | undefined): string | undefined =>
  code !== undefined && /^(?:AB|AC|AG|AM|BE|CN|DT|ED|FF|MD|MS|RC|RR|SL|TM)\d\d$/.test(code) ? "iso20022" : undefined;

function providerOf(facts: Named[]): string | undefined {
  const name = facts
    .filter(({ fact }) => fact === "provider")
    .map(({ value }) => word(value))
    .find((found) => found !== undefined && /^[A-Za-z][\w .-]{1,30}$/.test(found));
  return name?.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}

/** The floor under the known shapes: what the usual names say of a failure, in any spelling and around any envelope. */
function readFloor(payload: SourceObject): Recognised | null {
  const facts = namedIn(payload);
  const first = <T>(fact: UsualFact, read: (named: Named) => T | undefined): T | undefined =>
    firstOf(...facts.filter((named) => named.fact === fact).map(read));
  const said = facts.filter(({ fact }) => fact === "status").flatMap(({ value }) => word(value) ?? []);
  const found = new Set(said.map(stateOf));
  const success = facts.length > 0 && booleanMember(payload);
  // "DECLINED" as the whole message is a state.
  const answered = first("message", ({ value }) => stateOf((word(value) ?? "").replace(/^\[[^\]]{0,60}\]/, "")));
  const stated = statusOrder.find((status) => found.has(status)) ?? answered;
  // A flag of the API speaks only where no state does.
  const status = stated ?? (success === false ? "failed" : undefined);
  const errors = facts.filter(({ fact, value }) => fact === "error" && value !== false && value !== "");
  const bare = errors.map(({ value }) => word(value)).find((text) => text !== undefined && wordy(text));
  const reason = facts
    .filter(({ fact }) => fact === "message")
    .map(({ value }) => word(value))
    .find((text) => text !== undefined && wordy(text));
  const code = firstOf(bare, first("code", codeWord), reason);
  const message = firstOf(
    first("message", ({ value }) => prose(value)),
    ...errors.map(({ value }) => prose(value)),
    ...errors.flatMap(({ value }) => (Array.isArray(value) ? value.map(prose) : [])),
    // A lone word is a message only where nothing better is, and it is not the code.
    first("message", ({ value }) => (sentence(value) === code ? undefined : sentence(value))),
  );
  const id = first("id", ({ value }) => word(value));
  const { money, exponent } = moneyOf(facts);
  const failing = status !== undefined && status !== "succeeded" && status !== "refunded";
  const http = Object.entries(payload).some(
    ([name, value]) => /^((http_?)?status(_?code)?|code)$/i.test(name) && /^[45]\d\d$/.test(word(value) ?? ""),
  );
  const error = errors.length > 0 || http || success === false;
  const reference = first("reference", ({ value }) => word(value));
  const named = id !== undefined || reference !== undefined || money.amount !== undefined || money.warnings.length > 0;
  // One sign of a failure, and something that says which payment or why.
  const told = message !== undefined && facts.some(({ fact, name }) => fact === "message" && !isDescription(name));
  const signs = failing || error || code !== undefined || told;
  const both = code !== undefined && message !== undefined;
  const about = named || ((failing || error) && (code !== undefined || message !== undefined)) || both;
  if (!signs || !about) return null;
  // A state nobody knows, or a success, is not turned into a failure.
  const odd = said.some((text) => !/^\d+$/.test(text)) && stated === undefined;
  if (!failing && !error && code === undefined && (status === "succeeded" || odd || success === true)) return null;
  const balance = first("balance", ({ value }) => (plainNumber(value)?.includes(".") ? plainNumber(value) : undefined));
  return recognised("generic", {
    transaction: {
      id,
      kind: first("kind", ({ value }) => kindWord(word(value) ?? "")),
      status: status ?? (odd || success === true ? "unknown" : "failed"),
      at: first("time", ({ value }) => instant(value) ?? epochSeconds(value)),
      reference,
    },
    money,
    ...(exponent !== undefined && { exponent }),
    balance: money.currency === undefined ? {} : { available: balance },
    failure: { provider: providerOf(facts) ?? schemeOwner(code), code, message },
  });
}

/** A sentence, or a text with a space in it; a lone word is a code or a name. */
function prose(value: SourceValue): string | undefined {
  const text = sentence(value);
  return text !== undefined && (/\s/.test(text) || /[^\x00-\x7f]/.test(text)) && !wordy(text) ? text : undefined;
}

function booleanMember(payload: SourceObject): boolean | undefined {
  for (const [name, value] of Object.entries(payload))
    if (/^(is_?)?(success|ok|succeeded)$/i.test(name)) return booleanOf(value);
  return undefined;
}

/** Any object that carries a failure under the usual names, from a provider that nobody knows. */
export const generic: Adapter = {
  provider: "generic",
  read: (payload) => (isObject(payload) ? readFloor(payload) : null),
};
