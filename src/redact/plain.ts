import { setOwn } from "../base/json.js";

/** What stands in place of something that is no JSON value, or too much of it. */
export const UNREADABLE = "<UNREADABLE>";
export const CYCLE = "<CYCLE>";
export const TOO_DEEP = "<TOO_DEEP>";
export const TOO_LARGE = "<TOO_LARGE>";

export interface PlainObject {
  [key: string]: PlainValue;
}
export type PlainValue = string | number | boolean | null | undefined | PlainValue[] | PlainObject;

/** Deep enough for any payload, shallow enough that whoever gets the copy can write it out as JSON. */
const MAX_DEPTH = 500;
/** Also bounds what shared references expand to. */
const MAX_VALUES = 1_000_000;

/** Asks for what only a Date has inside, not for its name, which may be an accessor. */
function timeOf(value: object): number | undefined {
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}

/** A plain object, or an instance whose data stand in its members; not a Map, a buffer, a boxed text. */
function hasMembers(value: object, prototype: object | null): boolean {
  if (ArrayBuffer.isView(value) || value instanceof String) return false;
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isPlain || Object.keys(value).length > 0;
}

class Copier {
  private values = 0;
  private readonly ancestors = new Set<object>();

  constructor(private readonly onText: (text: string) => void) {}

  copy(value: unknown, depth: number): PlainValue {
    if (++this.values > MAX_VALUES) return TOO_LARGE;
    switch (typeof value) {
      case "string":
        this.onText(value);
        return value;
      case "number":
      case "boolean":
      case "undefined":
        return value;
      case "bigint":
        return String(value);
      case "object":
        return value === null ? null : this.copyObject(value, depth);
      default:
        return UNREADABLE;
    }
  }

  private copyObject(value: object, depth: number): PlainValue {
    if (this.ancestors.has(value)) return CYCLE;
    if (depth >= MAX_DEPTH) return TOO_DEEP;
    this.ancestors.add(value);
    try {
      if (Array.isArray(value)) return this.copyArray(value, depth);
      const prototype = Object.getPrototypeOf(value) as object | null;
      if (prototype === Object.prototype) return this.copyMembers(value, depth);
      const time = timeOf(value);
      if (time !== undefined) return new Date(time).toISOString();
      return hasMembers(value, prototype) ? this.copyMembers(value, depth) : UNREADABLE;
    } catch {
      // A proxy may throw on anything, and an invalid date on being written.
      return UNREADABLE;
    } finally {
      this.ancestors.delete(value);
    }
  }

  private copyArray(value: readonly unknown[], depth: number): PlainValue {
    const copy: PlainValue[] = [];
    for (let index = 0; index < value.length; index++) {
      if (this.values >= MAX_VALUES) return [...copy, TOO_LARGE];
      copy.push(this.copyMember(value, String(index), depth));
    }
    return copy;
  }

  private copyMembers(value: object, depth: number): PlainValue {
    const copy: PlainObject = {};
    for (const key of Object.keys(value)) {
      if (this.values >= MAX_VALUES) {
        setOwn(copy, TOO_LARGE, true);
        break;
      }
      this.onText(key);
      setOwn(copy, key, this.copyMember(value, key, depth));
    }
    return copy;
  }

  private copyMember(owner: object, key: string, depth: number): PlainValue {
    const member = Object.getOwnPropertyDescriptor(owner, key);
    if (member === undefined) return this.copy(undefined, depth);
    // Accessors are foreign code: nothing of theirs is called.
    return "value" in member ? this.copy(member.value, depth + 1) : UNREADABLE;
  }
}

/** A copy made of plain JSON values, whatever was given. Never throws; `onText` sees every text and key in order. */
export function plainCopy(value: unknown, onText: (text: string) => void): PlainValue {
  return new Copier(onText).copy(value, 0);
}
