import { isoExponent } from "../../base/currencies.js";
import { readAmountText } from "../amount.js";
import { currencyIn, currencyNames, writtenDecimals } from "../currency.js";
import { readMessage } from "../messages.js";
import { plainNumber } from "../number.js";
import { beginsObject } from "../prose.js";
import { saysPending } from "../text.js";
import { isObject, NumberText, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  assetDigits,
  factOf,
  isAside,
  isDescription,
  kindWord,
  lastFactOf,
  likelyFactOf,
  pairName,
  stateOf,
  statusOrder,
  type UsualFact,
} from "./generic-names.js";
import {
  booleanMember,
  DECLINED,
  denial,
  FAILURE,
  FAULT,
  isAuthentication,
  isDenied,
  isHttpError,
  isNothing,
  isRequest,
  isState,
  WELL,
  WRONG,
} from "./generic-said.js";
import { currencyOf } from "./iso8583.js";
import {
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

/** Objects inside an object in which its facts may lie: the parts of a payment. An envelope with nothing else in it counts for none. */
const MAX_DEPTH = 4;
const MAX_ENVELOPES = 8;
/** Behind every listed name. */
const LIKELY = 1000;
/** A state of two letters is one only where its name is that of a state: a shop's customers live in OK. */
const SHORTEST_LIKELY_STATE = 4;
/** Answers of an API rather than of a payment, whatever else they carry. */
const successCodes = /^(0+|ok|success|successful|approved|2\d\d)$/i;
/** What HTTP itself numbers: 481 and 309 are codes of gateways. */
const httpStatus = /^(?:20\d|30[0-8]|4[0-2]\d|431|451|5(?:0\d|1[01]))$/;

/** A member under one of the usual names. */
interface Named {
  fact: UsualFact;
  /** What the name says: lower says more. */
  rank: number;
  depth: number;
  name: string;
  value: SourceValue;
  /** The object whose member it is. */
  of: SourceObject;
}

const isListed = ({ rank }: Named): boolean => rank < LIKELY;

/** The members under usual names, of the object and of the objects in it, the outermost and most telling first. */
function namedIn(payload: SourceObject): Named[] {
  const found: Named[] = [];
  const visit = (object: SourceObject, depth: number, around: UsualFact | undefined, envelopes = 0): void => {
    const names = Object.keys(object);
    const isEnvelope = names.length === 1 && envelopes < MAX_ENVELOPES;
    for (const name of names) {
      const whole = object[name] as SourceValue;
      if (whole === null) continue;
      const only = Array.isArray(whole) && whole.length === 1 ? (whole[0] as SourceValue) : whole;
      // An element of XML with attributes, such as the type of its text.
      const text = isObject(only) && Object.hasOwn(only, "#text") ? (only["#text"] as SourceValue) : only;
      const value = text === only ? whole : text;
      const known = factOf(name) ?? lastFactOf(name) ?? likely(name, text, around);
      // {"message": ["Name can't be blank"]} is one message.
      const isWhole = known !== undefined && known.rank < LIKELY && known.fact !== "message";
      if (known !== undefined) found.push({ depth, name, of: object, value: isWhole ? value : text, ...known });
      // {"amount": {"value": "12.50"}} and {"error": {"code": ...}}: the outer name is the fact's.
      else if (around === "amount" && /^@?value$/i.test(name))
        found.push({ fact: "amount", rank: 0, depth, name, of: object, value });
      if (!isObject(only) || isAside(name)) continue;
      if (isEnvelope) visit(only, depth, known?.fact, envelopes + 1);
      else if (depth < MAX_DEPTH) visit(only, depth + 1, known?.fact, envelopes);
    }
  };
  visit(payload, 0, undefined);
  return found.sort((a, b) => a.depth - b.depth || a.rank - b.rank);
}

/**
 * The messages in the order in which they count: one that belongs to another code than the one that speaks, as `respMsg` does to `respCode`
 * beside `origRespCode`, comes last, and is none where its code is that of a success.
 */
function inPairs(facts: Named[]): Named[] {
  const codes = facts.filter(({ fact }) => fact === "code");
  const spoken = codes.find((named) => codeWord(named) !== undefined);
  if (spoken === undefined) return facts;
  const others = new Map<SourceObject, Map<string, Named>>();
  for (const code of codes) others.set(code.of, (others.get(code.of) ?? new Map()).set(pairName(code.name), code));
  others.get(spoken.of)?.delete(pairName(spoken.name));
  const ownerOf = ({ fact, of, name }: Named): Named | undefined =>
    fact === "message" ? others.get(of)?.get(pairName(name)) : undefined;
  return [
    ...facts.filter((named) => ownerOf(named) === undefined),
    ...facts.filter((named) => !successCodes.test(word(ownerOf(named)?.value ?? "0") ?? "")),
  ];
}

/** The fact of a name that no list has, by its ending, by what stands there and by what it stands in. */
function likely(
  name: string,
  value: SourceValue,
  around: UsualFact | undefined,
): { fact: UsualFact; rank: number; value?: SourceValue } | undefined {
  const fact = likelyFactOf(name);
  if (fact === undefined && around !== "error") return undefined;
  const said = prose(value);
  const text = [...(said ?? "").matchAll(/\p{L}{3,}|\p{Script=Han}/gu)].length > 1 ? said : undefined;
  if (fact === "status") {
    const state = word(value) ?? "";
    if (state.length >= SHORTEST_LIKELY_STATE && stateOf(state) !== undefined) return { fact, rank: LIKELY };
    return text !== undefined && /response$/i.test(name) ? { fact: "message", rank: LIKELY } : undefined;
  }
  // "ErrorId: 0651" is no text.
  if (fact === "message" && text === undefined && /\s/.test(word(value) ?? "")) return undefined;
  // The longer of two texts says more: `ShortMessage` and `LongMessage`, a description and its extension.
  if (fact !== undefined) return { fact, rank: /^(?:long|extended)/i.test(name) ? LIKELY : LIKELY + 1 };
  // {"errors": {"card_number": ["is not valid"]}}: the name says what is not.
  const isField = text !== undefined && !isDescription(name) && !/^@|^#/.test(name);
  return isField ? { fact: "message", rank: 2 * LIKELY, value: `${name} ${text}` } : undefined;
}

/** A word for a code: not a number of HTTP, not the code of a success, no sentence. */
function codeWord({ value, name }: Named): string | undefined {
  const code = word(value);
  if (code === undefined || !/^(?=.*[\p{L}\d])\S+$/u.test(code) || code.length > 64 || successCodes.test(code))
    return undefined;
  return httpStatus.test(code) && /^(code|status_?code|http_?status|errcode|error_?code)$/i.test(name)
    ? undefined
    : code;
}

/** `insufficient_funds` in the place of an error or a reason is a code; a sentence there is the message. */
const wordy = (text: string): boolean => /^[A-Za-z][A-Za-z0-9]*([_.-][A-Za-z0-9]+)+$|^[A-Z0-9]{2,}$/.test(text);

/** "DECLINED" in the place of a reason is a state. */
const isCodeWord = (text: string | undefined): text is string =>
  text !== undefined && wordy(text) && stateOf(text) === undefined;

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
  // `dollar_amount` is one, of nobody knows what; where it is nothing, nothing is left out.
  const other = values("otherAmount").filter(({ value }) => /[1-9]/.test(plainNumber(value) ?? ""));
  const seen = major.length + minor.length > 0 ? [...major, ...minor] : nearest(other).slice(0, 1);
  const texts = new Set(seen.map(({ value }) => plainNumber(value) ?? String(word(value))));
  const given = values("currency").flatMap(({ value }) => word(value) ?? []);
  const stated = given.flatMap((one) => currencyOf(one) ?? []);
  const inside = stated.length > 0 ? [] : seen.flatMap(({ value }) => currencyIn(word(value) ?? "") ?? []);
  const currencies = new Set([...stated, ...inside]);
  const [code] = currencies;
  const digits = code === undefined ? undefined : (isoExponent(code) ?? lookUp(assetDigits, code));
  const [first] = minor.length > 0 ? minor : seen;
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
  if (first.fact === "otherAmount" || (texts.size > 1 && minor.length === 0)) return leave();
  if (currencies.size !== 1 || code === undefined || digits === undefined || text === undefined) return leave();
  if (text.startsWith("-")) return leave();
  if (minor.length > 0 && isoExponent(code) !== undefined) return { money: minorAmount(first.value, code) };
  const whole = !text.includes(".");
  // The banks that number their currencies count in cents as often as not, also in a text.
  const isUnclear =
    first.value instanceof NumberText || typeof first.value === "number" || given.some((one) => /^\d+$/.test(one));
  if (minor.length > 0 || (whole && isUnclear && digits > 0 && !["IDR", "COP"].includes(code))) return leave();
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

/** What is said of an amount that an object names and that is not taken. */
export const amountsLeftOut = (payload: SourceObject): PayloadMoney["warnings"] =>
  moneyOf(namedIn(payload)).money.warnings;

/** The one state that an object names; undefined where it names none, or two that differ. */
export function stateNamedIn(payload: SourceObject): ReturnType<typeof stateOf> {
  const said = namedIn(payload).flatMap(({ fact, value }) =>
    fact === "status" ? (stateOf(word(value) ?? "") ?? []) : [],
  );
  return new Set(said).size === 1 ? said[0] : undefined;
}

/** Whether a payload that names no state is an error of HTTP with a code, or has one that says itself that something went wrong. */
export function namesFault(payload: SourceObject): boolean {
  const said = namedIn(payload).filter(({ depth }) => depth === 0);
  const hasState = said.some(({ fact, value }) => fact === "status" && stateOf(word(value) ?? "") !== undefined);
  const isHttp = isHttpError(payload);
  return !hasState && said.some(({ fact, value }) => fact === "code" && (isHttp || FAULT.test(word(value) ?? "")));
}

/** `{status: 2400, message: …}` as a sentence: its number may be a code of the provider that a text names. */
export function numberedIn(payload: SourceObject): string | undefined {
  const facts = namedIn(payload).filter(({ depth }) => depth === 0);
  const [number] = facts.flatMap(({ fact, value }) =>
    fact === "status" || fact === "code" ? (word(value)?.match(/^(?!0+$)\d{2,6}$/)?.[0] ?? []) : [],
  );
  const message = facts.map(({ fact, value }) => (fact === "message" ? prose(value) : undefined)).find((one) => one);
  const isAnswer = number === undefined || message === undefined || httpStatus.test(number) || WELL.test(message);
  return isAnswer ? undefined : `code ${number}: ${message}`;
}

/** "1.500,00", and "150.000" in a currency that is written without decimals; what could be two amounts is none. */
function written(value: string, currency: string | undefined): string | undefined {
  const read = readAmountText(value, currencyNames(currency));
  if (read.kind === "plain") return read.value;
  return read.kind === "either" && writtenDecimals(currency, undefined) === "none" ? read.grouped : undefined;
}

/** Some codes have a form that no others have: `AM04` of ISO 20022, `800.100.151` of OPPWA. */
const codeForms: readonly [owner: string, form: RegExp][] = [
  ["iso20022", /^(?:AB|AC|AG|AM|BE|CN|DT|ED|FF|MD|MS|RC|RR|SL|TM)\d\d$/],
  ["oppwa", /^\d{3}\.\d{3}\.\d{3}$/],
  ["authorize_net", /^E000\d\d$/],
];
const schemeOwner = (code = ""): string | undefined => codeForms.find(([, form]) => form.test(code))?.[0];

function providerOf(facts: Named[]): string | undefined {
  const name = facts
    .filter(({ fact }) => fact === "provider")
    .map(({ value }) => word(value))
    .find(
      (found) =>
        found !== undefined && /^(?!(?:test|sandbox|demo|default|none|other)$)[A-Za-z][\w .-]{1,30}$/i.test(found),
    );
  return name?.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}

/** The name of an answer: it says why only where nothing else does. */
const HOLLOW = /^(?:internal )?(?:server|rpc) error\.?$/i;

/** The floor under the known shapes: what the usual names say of a failure, in any spelling and around any envelope. */
function readFloor(payload: SourceObject): Recognised | null {
  if (isRequest(payload)) return null;
  const facts = inPairs(namedIn(payload));
  const first = <T>(fact: UsualFact, read: (named: Named) => T | undefined): T | undefined =>
    firstOf(...facts.filter((named) => named.fact === fact).map(read));
  // "result = await send(order)" is a line of a program, and no state.
  const said = facts
    .filter(({ fact, name, value }) => fact === "status" && isState(name, word(value) ?? ""))
    .flatMap(({ value }) => word(value) ?? [])
    .filter((text) => !/[(){}=]/.test(text));
  const found = new Set(said.map(stateOf));
  const success = facts.length > 0 && booleanMember(payload);
  // "DECLINED" as the whole message is a state.
  const answered = first("message", ({ value }) => stateOf((word(value) ?? "").replace(/^\[[^\]]{0,60}\]/, "")));
  // The envelope of an answer may say SUCCESS where the payment in it has NOK for a code.
  const refused = first("code", (named) => stateOf(codeWord(named) ?? "")) === "failed";
  if (refused) found.add("failed");
  const stated = statusOrder.find((status) => found.has(status)) ?? answered;
  const errors = facts.filter(({ fact, value }) => fact === "error" && !isNothing(value) && !holdsJson(value));
  const bare = errors.map(({ value }) => word(value)).find(isCodeWord);
  const reason = facts
    .filter(({ fact }) => fact === "message")
    .map(({ value }) => word(value))
    .find(isCodeWord);
  const owned = first("code", (named) => (schemeOwner(codeWord(named)) === undefined ? undefined : codeWord(named)));
  const code = firstOf(owned, bare, first("code", codeWord), reason);
  const told = firstOf(
    first("message", ({ value }) =>
      WELL.test(word(value) ?? "") || HOLLOW.test(word(value) ?? "") ? undefined : prose(value),
    ),
    ...errors.map(({ value }) => prose(value)),
    ...said.map((text) => (DECLINED.test(text) ? prose(text) : undefined)),
    ...errors.flatMap(({ value }) => (Array.isArray(value) ? value.map(prose) : [])),
    // A lone word is a message only where nothing better is, and it is not the code.
    first("message", ({ value }) =>
      sentence(value) === code || WELL.test(word(value) ?? "") ? undefined : sentence(value),
    ),
    ...errors.map(({ value }) => (sentence(value) === code ? undefined : sentence(value))),
  );
  // A flag of the API speaks only where no state does; one of the payment also where an envelope says SUCCESS.
  const coded = first("code", codeWord) !== undefined;
  const denied =
    (facts.length > 0 && isDenied(payload)) || (coded && first("message", ({ value }) => denial(value)) === true);
  // "status: paid, error: insufficient funds": nobody knows which is true.
  const isTorn = stated === "succeeded" && errors.some(({ value }) => prose(value) !== undefined);
  const status = isTorn
    ? "unknown"
    : denied && (stated === undefined || stated === "succeeded")
      ? "failed"
      : (stated ?? (told !== undefined && saysPending(told) ? "pending" : success === false ? "failed" : undefined));
  const kind = first("kind", ({ name, value }) => kindWord(name, word(value) ?? ""));
  // A payment that was declined has a reason at the bank, also where nothing says it; "FAILED" alone says nothing.
  const declined = kind === undefined ? said.find((text) => DECLINED.test(text)) : undefined;
  const message = told ?? (status === "failed" ? declined : undefined);
  const id = first("id", ({ value }) => word(value));
  const { money, exponent } = moneyOf(facts);
  const failing = status !== undefined && status !== "succeeded" && status !== "refunded";
  const error = errors.length > 0 || isHttpError(payload) || success === false;
  const reference = first("reference", ({ value }) => word(value));
  const named = id !== undefined || reference !== undefined || money.amount !== undefined || money.warnings.length > 0;
  // One sign of a failure, and something that says which payment or why.
  const isTold = told !== undefined && facts.some((named) => named.fact === "message" && isReason(named));
  const isCoded = code !== undefined && facts.some((named) => named.fact === "code" && isListed(named));
  const isUnlisted = told !== undefined && (code !== undefined || WRONG.test(told));
  const signs = failing || error || isCoded || isTold || isUnlisted;
  const both = code !== undefined && message !== undefined;
  // The class of an exception is gone where its members are printed: Error(message=Capture order failed., reason=...).
  const isFailure = told !== undefined && FAILURE.test(told);
  const isNamedCode =
    isCoded && (/[._]/.test(code) || FAULT.test(code)) && !facts.some(({ name }) => /^code$/i.test(name));
  const about =
    named || ((failing || error) && (code !== undefined || message !== undefined)) || both || isFailure || isNamedCode;
  if (!signs || !about) return null;
  // A state nobody knows, or a success, is not turned into a failure, unless an error or words of a refusal stand beside it.
  const refusal = errors.length > 0 || (code !== undefined && WRONG.test(message ?? ""));
  const odd = !refusal && said.some((text) => !/^\d+$/.test(text)) && stated === undefined;
  if (!failing && !error && code === undefined && (status === "succeeded" || odd || success === true)) return null;
  if (status === "succeeded" && isAuthentication(payload)) return null;
  const balance = first("balance", ({ value }) => (plainNumber(value)?.includes(".") ? plainNumber(value) : undefined));
  return recognised("generic", {
    transaction: {
      id,
      kind,
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

/** A sentence, or a text with a space in it; a lone word is a code or a name, and an object in a text is looked at by itself. */
function prose(value: SourceValue): string | undefined {
  const text = sentence(value);
  return text !== undefined && !holdsJson(text) && (/\s/.test(text) || /[^\x00-\x7f]/.test(text)) && !wordy(text)
    ? text
    : undefined;
}

const holdsJson = (value: SourceValue): boolean =>
  typeof value === "string" && value.startsWith("{") && beginsObject(value);

const isReason = (named: Named): boolean => isListed(named) && !isDescription(named.name);

/** Any object that carries a failure under the usual names, from a provider that nobody knows. */
export const generic: Adapter = {
  provider: "generic",
  read: (payload) => (isObject(payload) ? readFloor(payload) : null),
};
