import type { JsonPatch } from "../diagnosis.js";
import type { Json } from "../json.js";
import type { Input } from "./protocol.js";
import { timeOfField } from "./store.js";

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** What was typed as the value that stands in a context; undefined where it is none. Amounts are never guessed at. */
export function answerOf(input: Input, typed: string): Json | undefined {
  const written = typed.trim();
  if (written === "") return undefined;
  switch (input.kind) {
    case "money":
      return DECIMAL.test(written) ? written : undefined;
    case "number":
      return DECIMAL.test(written) ? Number(written) : undefined;
    case "time":
      return timeOfField(written);
    case "choice":
      return input.options[Number(written)]?.value;
    default:
      return written;
  }
}

export const patchOf = (path: string, value: Json): JsonPatch => [{ op: "add", path, value }];
