import { type Json, type JsonObject, setOwn } from "./json.js";

/** Which list of keys an object has: a letter for each that is common. */
export const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * The value that `pack` of scripts/pack.ts made a text of: the common lists of keys, then how the value is built, then its texts in the
 * order in which they are needed. What is alike stands together so, and compresses better than JSON.
 */
export function unpack(packed: string): Json {
  const [lists = "", structure = "", ...texts] = packed.split("\n");
  const keys = lists.split(";").map((list) => list.split(" "));
  let at = 0;
  let next = 0;
  const text = (): string => texts[next++] as string;
  const until = (end: string, read: () => void): void => {
    while (structure[at] !== end) read();
    at++;
  };
  const value = (): Json => {
    const sign = structure[at++] as string;
    if (sign === "_") return text();
    if (sign === "=") return JSON.parse(text()) as Json;
    const list: Json[] = [];
    const object: JsonObject = {};
    if (sign === "[") until("]", () => list.push(value()));
    else if (sign === "{") until("}", () => setOwn(object, text(), value()));
    else for (const key of keys[LETTERS.indexOf(sign)] as string[]) setOwn(object, key, value());
    return sign === "[" ? list : object;
  };
  return value();
}
