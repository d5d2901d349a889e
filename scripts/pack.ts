import { isJsonObject, type Json, type JsonObject } from "../src/json.js";
import { LETTERS } from "../src/unpack.js";

/** A value as a text for `unpack` of src/unpack.ts, which says how it is written. */
export function pack(value: Json): string {
  const lists = commonLists(value);
  const texts: string[] = [];
  const told = (text: string): void => {
    if (text.includes("\n")) throw new Error(`a line break cannot be packed: ${JSON.stringify(text)}`);
    texts.push(text);
  };
  const structure = (one: Json): string => {
    if (Array.isArray(one)) return `[${one.map(structure).join("")}]`;
    if (isJsonObject(one)) {
      const common = lists.indexOf(listOf(one));
      const member = ([key, inner]: [string, Json]): string => {
        if (common < 0) told(key);
        return structure(inner);
      };
      const members = Object.entries(one).map(member).join("");
      return common < 0 ? `{${members}}` : `${LETTERS[common]}${members}`;
    }
    told(typeof one === "string" ? one : JSON.stringify(one));
    return typeof one === "string" ? "_" : "=";
  };
  const built = structure(value);
  return [lists.join(";"), built, ...texts].join("\n");
}

const listOf = (object: JsonObject): string => Object.keys(object).join(" ");

/** Lists of keys that more than one object has, the most common first. */
function commonLists(value: Json): string[] {
  const counts = new Map<string, number>();
  const visit = (one: Json): void => {
    if (isJsonObject(one)) counts.set(listOf(one), (counts.get(listOf(one)) ?? 0) + 1);
    if (typeof one === "object" && one !== null) for (const inner of Object.values(one)) visit(inner);
  };
  visit(value);
  return [...counts]
    .filter(([list, count]) => count > 1 && /^[\w.]+(?: [\w.]+)*$/.test(list))
    .sort(([, a], [, b]) => b - a)
    .slice(0, LETTERS.length)
    .map(([list]) => list);
}
