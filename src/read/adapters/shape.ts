import type { PayloadFind, PayloadFinds, PayloadMark, PayloadShape, ProviderShapes } from "../../facts/code-table.js";
import { plainNumber } from "../number.js";
import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, FoundPayload, Recognised } from "./adapter.js";
import { currencyOf } from "./iso8583.js";
import {
  camelName,
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

type Shape = Omit<PayloadShape, "source" | "as">;

/** The object of a shape, and the whole payload around it. */
interface Place {
  object: SourceObject;
  payload: SourceObject;
}

function step(value: SourceValue, name: string): SourceValue[] {
  if (name === "*") return Array.isArray(value) ? value : [value];
  // The name of the only member: {"result": {"insufficientFunds": {}}}.
  if (name === "@name") return isObject(value) && Object.keys(value).length === 1 ? Object.keys(value) : [];
  if (Array.isArray(value)) return /^\d+$/.test(name) ? value.slice(Number(name), Number(name) + 1) : [];
  const found = spellings(name)
    .map((spelling) => member(value, spelling))
    .find((one) => one !== undefined && one !== null);
  return found === undefined || found === null || found === "" ? [] : [found];
}

interface Way {
  fromPayload: boolean;
  names: string[];
}

const ways = new Map<string, Way[]>();

/** The steps of a path, and of each path that `|` joins to it. The paths are those of the tables. */
function waysOf(path: string): Way[] {
  const known = ways.get(path);
  if (known !== undefined) return known;
  const made = path.split("|").map((one) => ({
    fromPayload: one.startsWith("/"),
    names: one
      .replace(/^\//, "")
      .split(".")
      .filter((name) => name !== ""),
  }));
  ways.set(path, made);
  return made;
}

const known = new Map<string, readonly string[]>();

/** A name as tables write it, as libraries print it, and as some XML has it: card_type, cardType, card-type. */
function spellings(name: string): readonly string[] {
  const found = known.get(name);
  if (found !== undefined) return found;
  const all = [...new Set([name, camelName(name), name.replaceAll("_", "-")])];
  known.set(name, all);
  return all;
}

/** The values at a path; only `*` and `|` can give more than one. The empty path is the object itself. */
function valuesAt({ object, payload }: Place, path: string): SourceValue[] {
  const found = waysOf(path).map(({ fromPayload, names }) => {
    let values: SourceValue[] = [fromPayload ? payload : object];
    for (const name of names) {
      values =
        values.length === 1 ? step(values[0] as SourceValue, name) : values.flatMap((value) => step(value, name));
      if (values.length === 0) break;
    }
    return values;
  });
  return found.length === 1 ? (found[0] as SourceValue[]) : found.flat();
}

const patterns = new Map<string, RegExp>();

function pattern(source: string): RegExp {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const made = new RegExp(source, "iu");
  patterns.set(source, made);
  return made;
}

const truth = (value: SourceValue): string | undefined =>
  typeof value === "boolean" ? String(value) : (word(value) ?? sentence(value));
const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
const given = (place: Place, path: string): boolean => valuesAt(place, path).length > 0;

/** Whether all that a mark names holds. */
function holds(mark: PayloadMark, place: Place): boolean {
  const { has = [], some, is = {}, not = {}, like = {}, same: alike = [], lacks = [], only } = mark;
  const wordsAt = (path: string): string[] => valuesAt(place, path).flatMap((value) => truth(value) ?? []);
  return (
    has.every((path) => given(place, path)) &&
    Object.entries(is).every(([path, allowed]) =>
      wordsAt(path).some((said) => allowed.some((one) => same(one, said))),
    ) &&
    Object.entries(not).every(
      ([path, refused]) => !wordsAt(path).some((said) => refused.some((one) => same(one, said))),
    ) &&
    alike.every(([left, right]) => wordsAt(left).some((said) => wordsAt(right).includes(said))) &&
    Object.entries(like).every(([path, source]) => wordsAt(path).some((said) => pattern(source).test(said))) &&
    !lacks.some((path) => given(place, path)) &&
    (some === undefined || some.of.filter((path) => given(place, path)).length >= some.least) &&
    (only === undefined || Object.keys(place.object).every((key) => only.includes(key)))
  );
}

/** What one place gives: the values there, or one word made of them. Not found gives none. */
function valuesOf(find: PayloadFind, place: Place): SourceValue[] {
  if (typeof find === "string") return valuesAt(place, find);
  const { each, ...one } = find;
  if (each !== undefined)
    return valuesAt(place, each)
      .filter(isObject)
      .flatMap((object) => valuesOf(one, { object, payload: place.payload }));
  if (find.when !== undefined && !holds(find.when, place)) return [];
  if (find.is !== undefined) return [find.is];
  const { words, match } = find;
  return valuesAt(place, find.at ?? "").flatMap((value) => {
    if (words === undefined && match === undefined) return [value];
    const said = truth(value);
    const part = said === undefined || match === undefined ? said : pattern(match).exec(said)?.[1];
    if (part === undefined || words === undefined) return part ?? [];
    return Object.entries(words).find(([theirs]) => same(theirs, part))?.[1] ?? [];
  });
}

const listOf = (finds: PayloadFinds | undefined): PayloadFind[] =>
  finds === undefined ? [] : Array.isArray(finds) ? finds : [finds];

/** Every value found, in order, as `read` understands it. */
function all<T>(finds: PayloadFinds | undefined, place: Place, read: (value: SourceValue) => T | undefined): T[] {
  return listOf(finds).flatMap((find) =>
    valuesOf(find, place).flatMap((value) => {
      const found = read(value);
      return found === undefined ? [] : [found];
    }),
  );
}

const first = <T>(finds: PayloadFinds | undefined, place: Place, read: (value: SourceValue) => T | undefined) =>
  all(finds, place, read)[0];

/** A state. A word that no list has is not taken for a failure: the state is unknown. */
function statusOf(finds: PayloadFinds | undefined, place: Place): string | undefined {
  const found = first(finds, place, word);
  if (found !== undefined) return found;
  const said = listOf(finds).some((find) => typeof find === "object" && find.at !== undefined && given(place, find.at));
  return said ? "unknown" : undefined;
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

/** The first of the amounts that the payload has. */
function moneyOf({ amount }: Shape, place: Place): { money: PayloadMoney; exponent?: number } {
  for (const one of amount === undefined ? [] : Array.isArray(amount) ? amount : [amount]) {
    const value = first(one.value, place, anyValue);
    if (value !== undefined) return moneyAt(one, value, place);
  }
  return { money: NO_MONEY };
}

/** An amount, with its digits where it is in a coin that its provider defines rather than ISO 4217. */
function moneyAt(amount: Amount, value: SourceValue, place: Place): { money: PayloadMoney; exponent?: number } {
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

function read({ provider, mainScheme }: ProviderShapes, shape: Shape, place: Place): Recognised {
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
    ...moneyOf(shape, place),
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
  const whole: Place = { object: payload, payload };
  for (const path of shape.in ?? [""]) {
    const found = valuesAt(whole, path).filter(isObject);
    if (found.length > 0) return found;
  }
  return [];
}

const marksOf = ({ marks }: Shape): PayloadMark[] => (Array.isArray(marks) ? marks : [marks]);

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
  const around = (shape.in ?? []).flatMap(headsOf);
  const own = shape.in?.every((path) => path !== "") ? [] : marksOf(shape).flatMap(telling);
  return [...new Set([...around, ...own].flatMap(spellings))];
}

const NO_SHAPES: ReadonlySet<Shape> = new Set();
const NOTHING: FoundPayload[] = [];

/**
 * An adapter for the shapes of each table. Every object of a text is asked about, so the names of its members pick the few shapes that it
 * could have, once for all the adapters.
 */
export function shapeAdapters(tables: readonly ProviderShapes[]): Adapter[] {
  const byName = new Map<string, Shape[]>();
  const wholes = tables.map(({ shapes, ...table }) => ({ ...table, shapes: shapes.map((one) => whole(one, shapes)) }));
  for (const shape of wholes.flatMap(({ shapes }) => shapes))
    for (const name of leading(shape)) byName.set(name, [...(byName.get(name) ?? []), shape]);
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
    }
    asked.set(payload, found ?? NO_SHAPES);
    return found ?? NO_SHAPES;
  }

  return wholes.map((table) => {
    const { provider, shapes } = table;
    const readAll = (payload: SourceValue): FoundPayload[] => {
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
