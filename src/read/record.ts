import { MAX_DEPTH, MAX_DIGITS, MAX_ENTRIES, MAX_EXPONENT, MAX_STRING, MAX_VALUES } from "../base/sizes.js";
import { withoutInvisible } from "./characters.js";
import { plainDecimal } from "./number.js";
import { ReadRefusal, type TextView } from "./source.js";
import { isObject, NumberText, type SourceObject, type SourceValue } from "./value.js";

/** A text with more repairs than this is not JSON with a few faults, but something else. */
const MAX_REPAIRS = 200_000;

type TooLarge = "values" | "depth" | "string" | "digits" | "exponent" | "entries" | "repairs";
export type RepairKind = "structure" | "text";
/** A repair at an offset of the text as given. Where the kind is left open, it is `text` if it turns out to lie inside a string. */
export interface FoundRepair {
  at: number;
  was: string;
  now: string;
  kind: RepairKind | undefined;
}

/** The place of a member: the offsets of its key and of its value in a view. */
export interface SourcePlace {
  view: TextView;
  key: number;
  value: number;
}

/** The state of one reading: the sizes used so far, the repairs, and the place of every value in the text. */
export class ReadingRecord {
  /** Why the first document that looked like XML could not be read: told where nothing else in the text says what failed. */
  broken: ReadRefusal | undefined;
  #values = 0;
  #marks: FoundRepair[] = [];
  #strings: number[] = [];
  #open = false;
  readonly #starts = new Map<object, number>();
  readonly #members = new Map<object, Map<string | number, SourcePlace>>();
  /** By object, the keys spelt with invisible characters under their names without. */
  readonly #hidden = new Map<object, Map<string, string>>();

  /** A final refusal: no other way of reading is tried. */
  #tooLarge(view: TextView, at: number, kind: TooLarge, most = 0): never {
    throw new ReadRefusal(view.origin(at), `too_large.${kind}`, most === 0 ? {} : { most }, true);
  }

  countValue(view: TextView, at: number): void {
    if (++this.#values > MAX_VALUES) this.#tooLarge(view, at, "values", MAX_VALUES);
  }

  checkDepth(view: TextView, at: number, depth: number): void {
    if (depth > MAX_DEPTH) this.#tooLarge(view, at, "depth", MAX_DEPTH);
  }

  checkString(view: TextView, at: number, length: number): void {
    if (length > MAX_STRING) this.#tooLarge(view, at, "string");
  }

  checkNumber(view: TextView, at: number, text: string): void {
    const [digits = "", exponent = "0"] = text.toLowerCase().split("e");
    if (digits.replace(/[-.]/g, "").length > MAX_DIGITS) this.#tooLarge(view, at, "digits", MAX_DIGITS);
    if (Math.abs(Number(exponent)) > MAX_EXPONENT) this.#tooLarge(view, at, "exponent", MAX_EXPONENT);
  }

  /** A new object without a prototype, so that a key such as `__proto__` is one like any other. */
  object(view: TextView, at: number): SourceObject {
    const object = Object.create(null) as SourceObject;
    this.#starts.set(object, view.origin(at));
    this.#members.set(object, new Map());
    return object;
  }

  array(view: TextView, at: number): SourceValue[] {
    const array: SourceValue[] = [];
    this.#starts.set(array, view.origin(at));
    this.#members.set(array, new Map());
    return array;
  }

  push(array: SourceValue[], value: SourceValue, place: SourcePlace): void {
    if (array.length >= MAX_ENTRIES) this.#tooLarge(place.view, place.value, "entries", MAX_ENTRIES);
    this.#members.get(array)?.set(array.length, place);
    array.push(value);
  }

  /** Adds a member. A repeated key is accepted where the values are equal, and refused where they differ. */
  put(object: SourceObject, key: string, value: SourceValue, place: SourcePlace): void {
    const places = this.#members.get(object) as Map<string | number, SourcePlace>;
    const seen = this.#spelling(object, key);
    if (seen === undefined) {
      places.set(key, place);
      object[key] = value;
    } else if (!sameValue(object[seen] as SourceValue, value)) {
      const name = withoutInvisible(key).slice(0, 60);
      throw new ReadRefusal(place.view.origin(place.key), "two_values", { name }, true);
    } else if (seen !== key && key === withoutInvisible(key)) {
      // Equal, and this time spelt without invisible characters: that is the name to keep.
      delete object[seen];
      places.delete(seen);
      places.set(key, place);
      object[key] = value;
    }
  }

  /** The key under which this object already has the member, invisible characters aside. */
  #spelling(object: SourceObject, key: string): string | undefined {
    const name = withoutInvisible(key);
    let hidden = this.#hidden.get(object);
    if (name !== key) {
      if (hidden === undefined) {
        hidden = new Map();
        this.#hidden.set(object, hidden);
      }
      const other = Object.hasOwn(object, name) ? name : hidden.get(name);
      if (other === undefined || !Object.hasOwn(object, other)) hidden.set(name, key);
      return other !== undefined && Object.hasOwn(object, other) ? other : undefined;
    }
    if (Object.hasOwn(object, key)) return key;
    const other = hidden?.get(name);
    return other !== undefined && Object.hasOwn(object, other) ? other : undefined;
  }

  /** The offset in the text as given at which an object or array starts. */
  start(container: object): number {
    return this.#starts.get(container) ?? 0;
  }

  place(container: object, key: string | number): SourcePlace | undefined {
    return this.#members.get(container)?.get(key);
  }

  repair(view: TextView, at: number, was: string, now: string, kind?: RepairKind): void {
    if (this.#marks.length >= MAX_REPAIRS) this.#tooLarge(view, at, "repairs");
    this.#open ||= kind === undefined;
    this.#marks.push({ at: view.origin(at), was, now, kind });
  }

  /** Records the place of a string with its quotes. It decides the kind of repairs that were made before strings were known. */
  string(view: TextView, start: number, end: number): void {
    if (this.#open) this.#strings.push(view.origin(start), view.origin(end - 1));
  }

  /** A point to go back to with `rollBack`, when this way of reading does not work out. */
  checkpoint(): { values: number; marks: number } {
    return { values: this.#values, marks: this.#marks.length };
  }

  rollBack({ values, marks }: { values: number; marks: number }): void {
    this.#values = values;
    this.#marks.length = marks;
  }

  /** Every repair, in the order of the text. */
  repairs(): (FoundRepair & { kind: RepairKind })[] {
    const strings: [number, number][] = [];
    for (let i = 0; i < this.#strings.length; i += 2) {
      strings.push([this.#strings[i] as number, this.#strings[i + 1] as number]);
    }
    strings.sort((a, b) => a[0] - b[0]);
    let next = 0;
    let end = -1;
    return [...this.#marks]
      .sort((a, b) => a.at - b.at)
      .map((mark) => {
        while (next < strings.length && (strings[next] as [number, number])[0] < mark.at) {
          end = Math.max(end, (strings[next++] as [number, number])[1]);
        }
        return { ...mark, kind: mark.kind ?? (mark.at < end ? "text" : "structure") };
      });
  }
}

/** Equal as values: numbers by what they are worth, texts without what cannot be seen. */
function sameValue(a: SourceValue, b: SourceValue): boolean {
  if (a instanceof NumberText || b instanceof NumberText) {
    return a instanceof NumberText && b instanceof NumberText && sameNumber(a.text, b.text);
  }
  if (typeof a === "string" && typeof b === "string") return withoutInvisible(a) === withoutInvisible(b);
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((entry, i) => sameValue(entry, b[i] as SourceValue))
    );
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key] as SourceValue, b[key] as SourceValue))
    );
  }
  return a === b;
}

const trimmed = (plain: string): string => (plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain);
const sameNumber = (a: string, b: string): boolean => trimmed(plainDecimal(a)) === trimmed(plainDecimal(b));
