import type { Issue } from "../base/errors.js";
import { isJsonObject, type Json } from "../base/json.js";
import type { ReadMessageKey } from "./messages.js";
import { exactText } from "./number.js";
import type { FoundValue } from "./prose.js";
import type { ReadingRecord, SourcePlace } from "./record.js";
import { ReadRefusal, TextView } from "./source.js";
import { NumberText, type SourceValue } from "./value.js";

/**
 * A parsed JSON value as the reader's own. There is no text to point into, so everything in it is at line 1, column 1. A number that may
 * have lost digits when it was parsed stays a JavaScript number, which no amount is read from.
 */
export function parsedValue(json: Json, record: ReadingRecord): FoundValue {
  const view = TextView.of("");
  const place: SourcePlace = { view, key: 0, value: 0 };
  const recorded = (value: Json): SourceValue => {
    record.countValue(view, 0);
    if (typeof value === "number") {
      const text = exactText(value);
      return text === undefined ? value : new NumberText(text);
    }
    if (Array.isArray(value)) {
      const array = record.array(view, 0);
      for (const entry of value) record.push(array, recorded(entry), place);
      return array;
    }
    if (!isJsonObject(value)) return value;
    const object = record.object(view, 0);
    for (const [key, member] of Object.entries(value)) record.put(object, key, recorded(member), place);
    return object;
  };
  return { value: recorded(json), place, loose: false };
}

const TOO_LARGE: Readonly<Record<string, ReadMessageKey>> = {
  context_values: "too_large.values",
  context_depth: "too_large.depth",
  context_entries: "too_large.entries",
};

/** The refusal of a value that is no plain JSON, or too much of it. */
export function refusalOf({ path, code, params }: Issue): ReadRefusal {
  if (code !== "too_large")
    return new ReadRefusal(0, path === "" ? "not_json" : "not_json.inside", path === "" ? {} : { path });
  const key = TOO_LARGE[String(params?.kind)] ?? "too_large.string";
  return new ReadRefusal(0, key, params?.most === undefined ? {} : { most: params.most });
}
