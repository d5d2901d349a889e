import { isJsonObject, type Json, type JsonObject, own } from "../base/json.js";
import { isFailedState } from "./adapters/generic-names.js";
import type { FoundTransaction } from "./find.js";
import type { FoundValue } from "./prose.js";

/**
 * Each transaction once: a message and its dump, a webhook that came twice, the same line of a log. Two are one where all that one says
 * the other says too. Rows of a table and objects each on a line of its own are records: they are one only where they name the same id.
 * Several attempts at one payment in a log are that payment, as its last attempt left it.
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
          part.row === true || compared > MAX_COMPARED
            ? -1
            : kept.findIndex((other, place) => place < others && halves(other, one, record));
        const tried =
          half >= 0 || part.row === true || compared > MAX_COMPARED
            ? -1
            : kept.findIndex((other, place) => place < others && attempts(other, one));
        if (half >= 0) kept[half] = together(kept[half] as FoundTransaction, one);
        else if (tried >= 0) kept[tried] = lastAttempt(kept[tried] as FoundTransaction, one);
        else kept.push(one);
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
export function withoutOriginal(found: FoundTransaction[]): FoundTransaction[] {
  const [a, b] = found;
  if (a === undefined || b === undefined || found.length > 2 || ownerOf(a) !== ownerOf(b)) return found;
  const [done, failed] = succeeded(a) ? [a, b] : [b, a];
  return succeeded(done) && !succeeded(failed) && isNameless(failed) ? [failed] : found;
}

const ownerOf = ({ format }: FoundTransaction): string => format.split(".")[0] as string;
const stateOf = (one: FoundTransaction): Json => membersOf(one, "transaction").status ?? "failed";
const succeeded = (one: FoundTransaction): boolean => stateOf(one) === "succeeded";
const isNameless = (one: FoundTransaction): boolean =>
  idOf(one) === undefined && membersOf(one, "transaction").amount === undefined;

const MAX_COMPARED = 200_000;

function onLinesOfTheirOwn(text: string, before: FoundValue, part: FoundValue): boolean {
  if (before.end === undefined || part.end === undefined) return false;
  // "failed with: {…}" and the dump of the same error below it.
  const start = before.place.view.origin(before.place.value);
  if (/\S/.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start).slice(-200))) return false;
  const between = text.slice(before.place.view.origin(before.end - 1) + 1, part.place.view.origin(part.place.value));
  return /^\s*\n\s*$/.test(between);
}

/** Whether all that one of two transactions says the other says too. */
export const saysTheSame = (a: FoundTransaction, b: FoundTransaction): boolean => same(a, b, false);

function same(a: FoundTransaction, b: FoundTransaction, record: boolean): boolean {
  const named = idOf(a) !== undefined && idOf(a) === idOf(b);
  if ((record || (a.format === "txwhy" && b.format === "txwhy")) && !named) return false;
  return says(a.context as Json, b.context as Json) || says(b.context as Json, a.context as Json);
}

const membersOf = ({ context }: FoundTransaction, name: string): JsonObject => {
  const found = own(context as Json, name);
  return isJsonObject(found) ? found : {};
};

/** Every code of a failure, whatever its scheme. */
const codesOf = ({ code, codes }: JsonObject): Json[] =>
  [code, ...(Array.isArray(codes) ? codes.map((entry) => own(entry, "code")) : [])].filter(
    (found) => found !== undefined,
  );

/**
 * A message and its dump, each with a half of one failure: of one provider (or one names none, and code and message are the same), without
 * a contradiction, and one of them without id and amount.
 */
function halves(a: FoundTransaction, b: FoundTransaction, record: boolean): boolean {
  const [one, other] = [membersOf(a, "failure"), membersOf(b, "failure")];
  const alike =
    one.message !== undefined &&
    one.message === other.message &&
    codesOf(one).some((code) => codesOf(other).includes(code));
  const owners = new Set([one.provider, other.provider].filter((provider) => provider !== undefined));
  const isOneOwner = owners.size === 1 && (alike || one.provider === other.provider);
  if (!isOneOwner) return false;
  if (!isNameless(a) && !isNameless(b)) return false;
  // An error, and the one of another layer that it lies in, each with words of its own: only one of them has a code.
  const isLayered = isNameless(a) && isNameless(b) && codesOf(one).length * codesOf(other).length === 0;
  // Records have one shape, layers have each their own.
  if (record && !(isLayered && a.format !== b.format)) return false;
  return ["transaction", "failure", "instrument"].every((name) => {
    const other = membersOf(b, name);
    return Object.entries(membersOf(a, name)).every(
      ([key, value]) =>
        key === "codes" ||
        !Object.hasOwn(other, key) ||
        says(value, other[key] as Json) ||
        (key === "message" && (isLayered || messagesOf(a).includes(other.message as string))),
    );
  });
}

const messagesOf = (one: FoundTransaction): string[] => {
  const { message } = membersOf(one, "failure");
  return typeof message === "string" ? message.split("\n\n") : [];
};

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
  const messages = new Set([...messagesOf(a), ...messagesOf(b)]);
  if (messages.size > 1) context.failure = { ...(context.failure as JsonObject), message: [...messages].join("\n\n") };
  return { ...a, context, warnings: [...a.warnings, ...b.warnings] };
}

/** An attempt of which nobody knows how it ended: the next one may have met what it left. */
const OPEN_END = /time|unknown|pend|processing|progress|system|internal|(?:^|\D)50\d(?:\D|$)|超时|处理|系统/i;

/**
 * Two attempts at one payment: they name the same id or order and nothing else of it differently, neither went through, and the first did
 * not end in doubt.
 */
function attempts(a: FoundTransaction, b: FoundTransaction): boolean {
  const [one, other] = [membersOf(a, "transaction"), membersOf(b, "transaction")];
  const names = ["id", "reference"].filter((name) => one[name] !== undefined && other[name] !== undefined);
  if (names.length === 0 || ownerOf(a) !== ownerOf(b) || a.format === "txwhy") return false;
  if (
    ![...names, "kind", "amount", "currency"].every(
      (name) => !(name in one && name in other) || one[name] === other[name],
    )
  )
    return false;
  const { code, message } = membersOf(a, "failure");
  return isFailedState(String(stateOf(a))) && isFailedState(String(stateOf(b))) && !OPEN_END.test(`${code} ${message}`);
}

/** The payment as its last attempt left it: by their times where both have one, else by their places in the text. */
function lastAttempt(a: FoundTransaction, b: FoundTransaction): FoundTransaction {
  const [one, other] = [membersOf(a, "transaction"), membersOf(b, "transaction")];
  const [first, last] = Date.parse(String(one.at)) > Date.parse(String(other.at)) ? [b, a] : [a, b];
  const { at, amount, currency, status: _, ...rest } = membersOf(first, "transaction");
  const tried =
    at === undefined || amount === undefined
      ? []
      : [{ at, amount, ...(currency !== undefined && { currency }), status: "failed" }];
  const history = [...listOf(first.context.history), ...tried, ...listOf(last.context.history)];
  const transaction = {
    ...rest,
    ...(amount !== undefined && { amount }),
    ...(currency !== undefined && { currency }),
    ...membersOf(last, "transaction"),
  };
  const context = { ...last.context, transaction, ...(history.length > 0 && { history }) };
  return { ...last, context, at: a.at, warnings: [...a.warnings, ...b.warnings] };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

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
