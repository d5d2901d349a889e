import type { PayloadFinds, PayloadMark, PayloadShape, ProviderShapes } from "../../facts/code-table.js";
import { plainNumber } from "../number.js";
import { isObject, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, FoundPayload, Recognised } from "./adapter.js";
import { isFailedState, stateOf } from "./generic-names.js";
import { currencyOf } from "./iso8583.js";
import {
  cardExpiry,
  epochSeconds,
  firstOf,
  instant,
  isoCurrency,
  leftOut,
  localInstant,
  lookUp,
  majorAmount,
  minorAmount,
  NO_MONEY,
  networkCode,
  type PayloadMoney,
  recognised,
  sentence,
  shiftPoint,
  slashedExpiry,
  word,
} from "./payload.js";
import {
  all,
  first,
  foundBy,
  holds,
  listOf,
  nameLike,
  type PayloadPlace,
  patternOf,
  spellings,
  TEXT_LENGTH,
  valuesAt,
  waysOf,
} from "./place.js";

type Shape = Omit<PayloadShape, "source" | "as">;

/** A state. A word that no list has counts where it says in any payload that the payment failed or is still open; else the state is unknown. */
function statusOf(finds: PayloadFinds | undefined, place: PayloadPlace): string | undefined {
  const found = first(finds, place, word);
  if (found !== undefined) return found;
  const said = listOf(finds).flatMap((find) =>
    typeof find === "object" && find.at !== undefined ? foundBy({ at: find.at, when: find.when }, place) : [],
  );
  if (said.length === 0) return undefined;
  const states = said.map((value) => stateOf(word(value) ?? ""));
  return states.find(isFailedState) ?? states.find((state) => state === "pending") ?? "unknown";
}

function timeOf(value: SourceValue, zone: string | undefined): string | undefined {
  const found = firstOf(
    instant(value),
    zone === undefined ? undefined : localInstant(value, zone),
    epochSeconds(value),
  );
  if (found !== undefined) return found;
  // Milliseconds since 1970.
  const number = plainNumber(value);
  return number !== undefined && /^\d{12,13}$/.test(number)
    ? new Date(Number(number)).toISOString().replace(".000Z", "Z")
    : undefined;
}

const anyValue = (value: SourceValue): SourceValue | undefined => (isObject(value) ? undefined : value);

type Amount = Exclude<NonNullable<Shape["amount"]>, readonly unknown[]>;

/** What is left on the account or card that pays. */
function balanceOf({ balance }: Shape, place: PayloadPlace): { available?: string; currency?: string } {
  const { amount, currency } = moneyOf(balance, place).money;
  // An amount of 0 is none of a payment, but it is a balance.
  return currency === undefined ? {} : { available: amount ?? "0", currency };
}

/** The first of the amounts that the payload has. */
function moneyOf(amount: Shape["amount"], place: PayloadPlace): { money: PayloadMoney; exponent?: number } {
  for (const one of amount === undefined ? [] : Array.isArray(amount) ? amount : [amount]) {
    const value = first(one.value, place, anyValue);
    if (value !== undefined) return moneyAt(one, value, place);
  }
  return { money: NO_MONEY };
}

/** An amount, with its digits where it is in a coin that its provider defines rather than ISO 4217. */
function moneyAt(amount: Amount, value: SourceValue, place: PayloadPlace): { money: PayloadMoney; exponent?: number } {
  const currency = first(amount.currency, place, currencyOf) ?? amount.assumed;
  const exponent = isoCurrency(currency) === undefined ? lookUp(amount.digits ?? {}, currency) : undefined;
  if (exponent === undefined || currency === undefined)
    return {
      money: amount.unit === "major" ? majorAmount(value, currency) : minorAmount(value, currency, amount.digits),
    };
  const number = plainNumber(value);
  const read = number === undefined || amount.unit === "major" ? number : shiftPoint(number, exponent);
  if (read === undefined) return { money: { warnings: leftOut("form") } };
  return { money: { amount: read.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""), currency, warnings: [] }, exponent };
}

function read({ provider, mainScheme }: ProviderShapes, shape: Shape, place: PayloadPlace): Recognised {
  const { code, codes = {}, instrument } = shape;
  const texts = (finds: PayloadFinds | undefined) => first(finds, place, word);
  const time = (finds: PayloadFinds | undefined) => first(finds, place, (value) => timeOf(value, shape.zone));
  // Some codes are sentences, longer than a word.
  const main = first(code, place, (value) => word(value) ?? sentence(value));
  const status = statusOf(shape.status, place);
  // While an attempt is under way its codes are those of an earlier one.
  const silent = status !== undefined && shape.silent?.includes(status) === true;
  const asked = texts(shape.authentication?.status);
  const month = first(instrument?.expiryMonth, place, anyValue);
  const year = first(instrument?.expiryYear, place, anyValue);
  return recognised(`${provider}.${shape.format}`, {
    transaction: {
      id: texts(shape.id),
      reference: texts(shape.reference),
      kind: texts(shape.kind),
      initiator: texts(shape.initiator),
      status,
      at: time(shape.at),
      expiresAt: time(shape.expiresAt),
    },
    ...moneyOf(shape.amount, place),
    balance: balanceOf(shape, place),
    failure: silent
      ? {}
      : {
          provider,
          code: main,
          networkCode: first(shape.networkCode, place, networkCode),
          adviceCode: texts(shape.adviceCode),
          message: first(shape.message, place, sentence),
          codes: Object.entries(codes).flatMap(([scheme, finds]) =>
            // Of several errors in one scheme the one that speaks is the main code already.
            all(finds, place, word).flatMap((found): [string, string][] =>
              scheme === mainScheme && found === main ? [] : [[scheme, found]],
            ),
          ),
        },
    instrument: {
      kind: texts(instrument?.kind),
      brand: texts(instrument?.brand),
      status: texts(instrument?.status),
      expires: first(instrument?.expires, place, slashedExpiry) ?? cardExpiry(month ?? null, year ?? null),
    },
    authentication: asked === undefined ? {} : { method: texts(shape.authentication?.method), status: asked },
  });
}

/** A shape with what it has from the shape that it names. */
function whole({ as, ...shape }: Omit<PayloadShape, "source">, shapes: ProviderShapes["shapes"]): Shape {
  const base = shapes.find((one) => as !== undefined && one.format === as && one.as === undefined);
  return { ...base, ...shape };
}

/** The objects of a payload that a shape is about. */
function objectsOf(shape: Shape, payload: SourceObject): SourceObject[] {
  const whole: PayloadPlace = { object: payload, payload };
  for (const path of shape.in ?? [""]) {
    const found = valuesAt(whole, path).filter(isObject);
    if (found.length > 0) return found;
  }
  return [];
}

const marksOf = ({ marks = [] }: Shape): PayloadMark[] => (Array.isArray(marks) ? marks : [marks]);

/** Names that payloads of every provider have, so that they pick no shape. */
const COMMON = new Set([
  "id",
  "status",
  "state",
  "amount",
  "currency",
  "code",
  "message",
  "type",
  "error",
  "data",
  "reason",
]);

const headsOf = (path: string): string[] => waysOf(path).flatMap(({ names }) => names[0] ?? []);

/** The names of which an object has to have one for a mark to hold: of the several that it asks for, those that say most. */
function telling({ has = [], is = {}, like = {}, some }: PayloadMark): string[] {
  const asked = [...has, ...Object.keys(is), ...Object.keys(like)].map(headsOf);
  if (some !== undefined) asked.push(some.of.flatMap(headsOf));
  const common = (names: string[]): number => names.filter((name) => COMMON.has(name)).length;
  return asked.sort((a, b) => common(a) - common(b))[0] ?? [];
}

/** The names by which a shape is found: a payload without any of them is none of its. */
function leading(shape: Shape): string[] {
  if (shape.text !== undefined) return [];
  const around = (shape.in ?? []).flatMap(headsOf);
  const own = shape.in?.every((path) => path !== "") ? [] : marksOf(shape).flatMap(telling);
  return [...new Set([...around, ...own].flatMap(spellings))];
}

const NO_SHAPES: ReadonlySet<Shape> = new Set();
const NOTHING: FoundPayload[] = [];

/** What the first shape that is told in a text reads there. */
function inText(table: ProviderShapes, shapes: readonly Shape[], text: string): FoundPayload[] {
  for (const shape of shapes) {
    const groups = patternOf(shape.text ?? "").exec(text.slice(0, TEXT_LENGTH))?.groups;
    if (groups === undefined) continue;
    const object: SourceObject = Object.fromEntries(Object.entries(groups).filter(([, part]) => part !== undefined));
    const place = { object, payload: object };
    if (marksOf(shape).some((mark) => holds(mark, place))) return [{ recognised: read(table, shape, place), object }];
  }
  return NOTHING;
}

/**
 * An adapter for the shapes of each table. Every object of a text is asked about, so the names of its members pick the few shapes that it
 * could have, once for all the adapters.
 */
export function shapeAdapters(tables: readonly ProviderShapes[]): Adapter[] {
  const byName = new Map<string, Shape[]>();
  const byLike: [name: RegExp, shape: Shape][] = [];
  const wholes = tables.map(({ shapes, ...table }) => ({ ...table, shapes: shapes.map((one) => whole(one, shapes)) }));
  for (const shape of wholes.flatMap(({ shapes }) => shapes))
    for (const name of leading(shape)) {
      if (name.includes("*")) byLike.push([nameLike(name), shape]);
      else byName.set(name, [...(byName.get(name) ?? []), shape]);
    }
  const asked = new WeakMap<SourceObject, ReadonlySet<Shape>>();

  function possible(payload: SourceObject): ReadonlySet<Shape> {
    const known = asked.get(payload);
    if (known !== undefined) return known;
    let found: Set<Shape> | undefined;
    for (const name of Object.keys(payload)) {
      for (const shape of byName.get(name) ?? []) {
        found ??= new Set();
        found.add(shape);
      }
      for (const [like, shape] of byLike) {
        if (!like.test(name)) continue;
        found ??= new Set();
        found.add(shape);
      }
    }
    asked.set(payload, found ?? NO_SHAPES);
    return found ?? NO_SHAPES;
  }

  return wholes.map((table) => {
    const { provider, shapes } = table;
    const texts = shapes.filter(({ text }) => text !== undefined);
    const readAll = (payload: SourceValue): FoundPayload[] => {
      if (typeof payload === "string") return inText(table, texts, payload);
      if (!isObject(payload)) return NOTHING;
      const candidates = possible(payload);
      if (candidates.size === 0) return NOTHING;
      for (const shape of shapes) {
        if (!candidates.has(shape)) continue;
        const found = objectsOf(shape, payload).filter((object) =>
          marksOf(shape).some((mark) => holds(mark, { object, payload })),
        );
        if (found.length > 0)
          return found.map((object) => ({ recognised: read(table, shape, { object, payload }), object }));
      }
      return NOTHING;
    };
    return { provider, readAll, read: (payload) => readAll(payload)[0]?.recognised ?? null };
  });
}
