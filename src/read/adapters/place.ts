import type { PayloadFind, PayloadFinds, PayloadMark } from "../../facts/code-table.js";
import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import { camelName, sentence, word } from "./payload.js";

/** The object of a shape, and the whole payload around it. */
export interface PayloadPlace {
  object: SourceObject;
  payload: SourceObject;
}

/** How much of a text is looked at. */
export const TEXT_LENGTH = 10_000;

/** How far `**` looks. */
const MAX_DEPTH = 8;

/** A value and everything in it. */
function within(value: SourceValue, depth = 0): SourceValue[] {
  if (depth > MAX_DEPTH || typeof value !== "object" || value === null) return [];
  const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return [value, ...inner.flatMap((one) => within(one, depth + 1))];
}

function step(value: SourceValue, name: string): SourceValue[] {
  if (name === "*") return Array.isArray(value) ? value : [value];
  if (name === "**") return within(value);
  if (name === "?") return typeof value === "string" ? [queryOf(value)] : [];
  if (name.includes("*")) return membersLike(value, name);
  // The name of the only member: {"result": {"insufficientFunds": {}}}.
  if (name === "@name") return isObject(value) && Object.keys(value).length === 1 ? Object.keys(value) : [];
  if (Array.isArray(value)) return /^\d+$/.test(name) ? value.slice(Number(name), Number(name) + 1) : [];
  const found = spellings(name)
    .map((spelling) => member(value, spelling))
    .find((one) => one !== undefined && one !== null);
  return found === undefined || found === null || found === "" ? [] : [found];
}

/** The members of a query string: "refusalReason=210%20Not%20enough%20balance&…". */
const queryOf = (text: string): SourceObject => Object.fromEntries(new URLSearchParams(text.slice(0, TEXT_LENGTH)));

/** The members with a name such as `alipay_*_response`. */
const membersLike = (value: SourceValue, name: string): SourceValue[] =>
  isObject(value)
    ? Object.keys(value).flatMap((key) => (nameLike(name).test(key) ? [value[key] as SourceValue] : []))
    : [];

export const nameLike = (name: string): RegExp => patternOf(`^${name.replaceAll("*", ".*")}$`);

interface Way {
  fromPayload: boolean;
  names: string[];
}

const ways = new Map<string, Way[]>();

/** The steps of a path, and of each path that `|` joins to it. The paths are those of the tables. */
export function waysOf(path: string): Way[] {
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

/** ResultCode and CheckoutRequestID as libraries in Java and Kotlin print them. A name of one word is too common: `Code`, `Message`. */
function camelOfPascal(name: string): string[] {
  if (!/^[A-Z][a-z]+[A-Z]/.test(name)) return [];
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  return [camel, camel.replace(/ID$/, "Id")];
}

/** A name as tables write it, as libraries print it, and as some XML has it: card_type, cardType, card-type. */
export function spellings(name: string): readonly string[] {
  const found = known.get(name);
  if (found !== undefined) return found;
  const all = [...new Set([name, camelName(name), name.replaceAll("_", "-"), ...camelOfPascal(name)])];
  known.set(name, all);
  return all;
}

/** The values at a path; only `*` and `|` can give more than one. The empty path is the object itself. */
export function valuesAt({ object, payload }: PayloadPlace, path: string): SourceValue[] {
  const found = waysOf(path).map(({ fromPayload, names }) => {
    let values: SourceValue[] = [fromPayload ? payload : object];
    for (const name of names) {
      values =
        values.length === 1 ? step(values[0] as SourceValue, name) : values.flatMap((value) => step(value, name));
      if (values.length === 0) break;
    }
    if (values.length > 0 || names.length < 2) return values;
    // Some write a path as one name: {"additionalData.expiryDate": "03/2030"}.
    return step(fromPayload ? payload : object, names.join("."));
  });
  return found.length === 1 ? (found[0] as SourceValue[]) : found.flat();
}

const patterns = new Map<string, RegExp>();

export function patternOf(source: string): RegExp {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const made = new RegExp(source, "iu");
  patterns.set(source, made);
  return made;
}

const truth = (value: SourceValue): string | undefined =>
  typeof value === "boolean" ? String(value) : (word(value) ?? sentence(value));
const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
const given = (place: PayloadPlace, path: string): boolean => valuesAt(place, path).length > 0;

/** Whether all that a mark names holds. */
export function holds(mark: PayloadMark, place: PayloadPlace): boolean {
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
    Object.entries(like).every(([path, source]) => wordsAt(path).some((said) => patternOf(source).test(said))) &&
    !lacks.some((path) => given(place, path)) &&
    (some === undefined || some.of.filter((path) => given(place, path)).length >= some.least) &&
    (only === undefined || Object.keys(place.object).every((key) => only.includes(key)))
  );
}

/** What one place gives: the values there, or one word made of them. Not found gives none. */
export function foundBy(find: PayloadFind, place: PayloadPlace): SourceValue[] {
  if (typeof find === "string") return valuesAt(place, find);
  const { each, ...one } = find;
  if (each !== undefined)
    return valuesAt(place, each)
      .filter(isObject)
      .flatMap((object) => foundBy(one, { object, payload: place.payload }));
  if (find.when !== undefined && !holds(find.when, place)) return [];
  if (find.is !== undefined) return [find.is];
  const { words, match } = find;
  return valuesAt(place, find.at ?? "").flatMap((value) => {
    if (words === undefined && match === undefined) return [value];
    const said = truth(value);
    const part = said === undefined || match === undefined ? said : patternOf(match).exec(said)?.[1];
    if (part === undefined || words === undefined) return part ?? [];
    return Object.entries(words).find(([theirs]) => same(theirs, part))?.[1] ?? words["*"] ?? [];
  });
}

export const listOf = (finds: PayloadFinds | undefined): PayloadFind[] =>
  finds === undefined ? [] : Array.isArray(finds) ? finds : [finds];

/** Every value found, in order, as `read` understands it. */
export function all<T>(
  finds: PayloadFinds | undefined,
  place: PayloadPlace,
  read: (value: SourceValue) => T | undefined,
): T[] {
  return listOf(finds).flatMap((find) =>
    foundBy(find, place).flatMap((value) => {
      const found = read(value);
      return found === undefined ? [] : [found];
    }),
  );
}

export const first = <T>(
  finds: PayloadFinds | undefined,
  place: PayloadPlace,
  read: (value: SourceValue) => T | undefined,
) => all(finds, place, read)[0];
