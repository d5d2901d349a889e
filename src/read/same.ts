import { isJsonObject, type Json, type JsonObject, own } from "../base/json.js";
import type { FoundTransaction } from "./find.js";
import type { FoundValue } from "./prose.js";

/**
 * Each transaction once: a message and its dump, a webhook that came twice, the same line of a log. Two are one where all that one says
 * the other says too. Rows of a table and objects each on a line of its own are records: they are one only where they name the same id.
 */
export function onceEach(
  text: string,
  parts: readonly FoundValue[],
  all: readonly (readonly FoundTransaction[])[],
): FoundTransaction[] {
  const kept: FoundTransaction[] = [];
  let before: FoundValue | undefined;
  let compared = 0;
  for (const [i, part] of parts.entries()) {
    const found = all[i] ?? [];
    const record = part.row === true || (before !== undefined && onLinesOfTheirOwn(text, before, part));
    // Those of one list are as many as it has.
    const others = kept.length;
    for (const one of found) {
      // Many transactions are a list, and comparing each with each would take the square of the time.
      const twin =
        compared > MAX_COMPARED ? -1 : kept.findIndex((other, place) => place < others && same(other, one, record));
      compared += others;
      if (twin < 0) {
        const half =
          record || compared > MAX_COMPARED
            ? -1
            : kept.findIndex((other, place) => place < others && halves(other, one));
        if (half < 0) kept.push(one);
        else kept[half] = together(kept[half] as FoundTransaction, one);
      }
      if (twin >= 0 && says(one.context as Json, (kept[twin] as FoundTransaction).context as Json)) {
        kept[twin] = { ...one, at: (kept[twin] as FoundTransaction).at };
      }
    }
    if (found.length > 0) before = part;
  }
  return withoutOriginal(kept);
}

/** The payment that a refused refund or capture was about: it went through, and its error names neither id nor amount. */
function withoutOriginal(found: FoundTransaction[]): FoundTransaction[] {
  const [a, b] = found;
  if (a === undefined || b === undefined || found.length > 2 || ownerOf(a) !== ownerOf(b)) return found;
  const [done, failed] = succeeded(a) ? [a, b] : [b, a];
  const nameless = idOf(failed) === undefined && membersOf(failed, "transaction").amount === undefined;
  return succeeded(done) && !succeeded(failed) && nameless ? [failed] : found;
}

const ownerOf = ({ format }: FoundTransaction): string => format.split(".")[0] as string;
const succeeded = (one: FoundTransaction): boolean => membersOf(one, "transaction").status === "succeeded";

const MAX_COMPARED = 200_000;

function onLinesOfTheirOwn(text: string, before: FoundValue, part: FoundValue): boolean {
  if (before.end === undefined || part.end === undefined) return false;
  const between = text.slice(before.place.view.origin(before.end - 1) + 1, part.place.view.origin(part.place.value));
  return /^\s*\n\s*$/.test(between);
}

function same(a: FoundTransaction, b: FoundTransaction, record: boolean): boolean {
  const named = idOf(a) !== undefined && idOf(a) === idOf(b);
  if ((record || (a.format === "txwhy" && b.format === "txwhy")) && !named) return false;
  return says(a.context as Json, b.context as Json) || says(b.context as Json, a.context as Json);
}

const membersOf = ({ context }: FoundTransaction, name: string): JsonObject => {
  const found = own(context as Json, name);
  return isJsonObject(found) ? found : {};
};

/** A message and its dump, each with a half of one failure: of one provider, without a contradiction, and one of them without id and amount. */
function halves(a: FoundTransaction, b: FoundTransaction): boolean {
  const provider = membersOf(a, "failure").provider;
  if (provider === undefined || provider !== membersOf(b, "failure").provider) return false;
  const nameless = (one: FoundTransaction): boolean =>
    idOf(one) === undefined && membersOf(one, "transaction").amount === undefined;
  if (!nameless(a) && !nameless(b)) return false;
  return ["transaction", "failure", "instrument"].every((name) => {
    const other = membersOf(b, name);
    return Object.entries(membersOf(a, name)).every(
      ([key, value]) => key === "codes" || !Object.hasOwn(other, key) || says(value, other[key] as Json),
    );
  });
}

function together(a: FoundTransaction, b: FoundTransaction): FoundTransaction {
  const context: Record<string, unknown> = { ...b.context, ...a.context };
  for (const name of ["transaction", "failure", "instrument"]) {
    const both = { ...membersOf(b, name), ...membersOf(a, name) };
    if (Object.keys(both).length > 0) context[name] = both;
  }
  const codes = [membersOf(a, "failure").codes, membersOf(b, "failure").codes].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  if (codes.length > 0) context.failure = { ...(context.failure as JsonObject), codes };
  return { ...a, context, warnings: [...a.warnings, ...b.warnings] };
}

function idOf({ context }: FoundTransaction): Json | undefined {
  const transaction = own(context as Json, "transaction");
  return transaction === undefined ? undefined : (own(transaction, "id") ?? own(transaction, "reference"));
}

/** Whether all that `b` says is in `a`. */
function says(a: Json | undefined, b: Json): boolean {
  if (Array.isArray(b)) return Array.isArray(a) && b.every((entry) => a.some((other) => says(other, entry)));
  if (!isJsonObject(b)) return a === b;
  return isJsonObject(a) && Object.keys(b).every((key) => says(own(a, key), b[key] as Json));
}
