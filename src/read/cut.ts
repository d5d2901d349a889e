import type { Adapter } from "./adapters/adapter.js";
import { namesFault, stateNamedIn } from "./adapters/generic.js";
import { isFailedState } from "./adapters/generic-names.js";
import { withNamedCodes } from "./beside.js";
import { isGuzzleCut, untilCut } from "./broken.js";
import { beginsAppleError, beginsDump } from "./dumps/opening.js";
import type { FoundTransaction, Search } from "./find.js";
import { readMessage } from "./messages.js";
import { ReadRefusal } from "./source.js";
import type { KnownWords } from "./text.js";
import { isObject } from "./value.js";

/** What is looked for in a text: payloads, and where there is none, words. */
export interface TextSearch extends Search {
  readonly words: () => KnownWords;
  /** Names of providers that a text may speak of. */
  readonly providers: readonly string[];
}

/** Reads the objects of a text. @throws {ReadRefusal} where one of them is broken. */
type ObjectsIn = (text: string, search: TextSearch) => { found: FoundTransaction[] };

/**
 * The failure of an object that was cut off, by what stands whole before the cut. The code and the amount of a known shape are those of the
 * payment, whatever followed. An object of no known shape may name its amount later, so it is read without one, and has failed only where
 * its own members say so.
 */
export function beforeCut(
  text: string,
  refusal: ReadRefusal,
  search: TextSearch,
  objectsIn: ObjectsIn,
): FoundTransaction | null {
  const { whole, inside, closed = [] } = untilCut(text, refusal) ?? {};
  if (whole === undefined) return null;
  const mark = search.record.checkpoint();
  const begins = refusal.begins ?? refusal.at;
  // A gateway passes on what a provider answered: that says more, where its shape is known.
  const inner = inside === undefined ? null : cutIn(inside, { ...search, last: [] }, objectsIn);
  if (inner !== null) return { ...inner, at: begins };
  const inAny = (last: Search["last"], adapters = search.adapters): FoundTransaction[] =>
    readable(whole, { ...search, adapters, last }, objectsIn);
  const known = inAny([]);
  // A log that cuts the body of an answer has shown it because it failed, and an error of Apple's systems is one whatever follows.
  const isError = isGuzzleCut(text, refusal) || beginsAppleError(text, begins);
  const isDump = isError || beginsDump(text, begins);
  const own = search.last.map(ofOwnMembers);
  const others = known.length > 0 ? [] : inAny(isDump ? search.last : own).map(withoutMoney);
  const found = known.length > 0 ? known : others.filter(({ at }) => isDump || at === begins);
  const [only] = found;
  const isOne = only !== undefined && found.length === 1 && only.format !== "txwhy";
  // A shape may take for failed what says nothing till its end; a state that the object names is no such guess.
  const isTold = (one: FoundTransaction) =>
    isError || saysWhy(one) || (one === known[0] && inAny(own, []).some(({ at }) => at === one.at));
  if (!isOne || !(hasFailed(only) || isPending(only)) || !isTold(only)) {
    search.record.rollBack(mark);
    return withinCut(text.slice(begins, refusal.at), closed, begins, search, objectsIn);
  }
  const warning = { path: "/failure/message", ...readMessage("object_unread.cut") };
  return { ...withNamedCodes(only, text, search.words()), warnings: [...only.warnings, { warning, at: begins }] };
}

/** The transactions of a text; none where an object in it cannot be read. */
function readable(text: string, search: TextSearch, objectsIn: ObjectsIn): FoundTransaction[] {
  try {
    return objectsIn(text, search).found;
  } catch (error) {
    if (!(error instanceof ReadRefusal)) throw error;
    return [];
  }
}

/** What stood in lists of what came before the end says nothing of the end. */
const EARLIER = /["'](?:\w{0,20}attempts?|history|previous\w{0,20}|retries|tries|events|logs?)["']\s{0,9}:/i;
/** More objects are a long list, of which one is hardly the failure. */
const MOST_CLOSED = 20;

/** The one failure, with its reason, among the objects that were whole in an object before it was cut off. */
function withinCut(
  before: string,
  closed: readonly string[],
  begins: number,
  search: TextSearch,
  objectsIn: ObjectsIn,
): FoundTransaction | null {
  if (closed.length > MOST_CLOSED || EARLIER.test(before) || !/^[[{]\s{0,200}["'[{]/.test(before)) return null;
  const mark = search.record.checkpoint();
  const found = closed
    .flatMap((object) => readable(object, search, objectsIn))
    .filter(({ format }) => format !== "txwhy");
  const [only] = found;
  if (only === undefined || found.length > 1 || !hasFailed(only) || !saysWhy(only)) {
    search.record.rollBack(mark);
    return null;
  }
  const warning = { path: "/failure/message", ...readMessage("object_unread.cut") };
  return { ...only, at: begins, warnings: [...only.warnings, { warning, at: begins }] };
}

/** The failure of the object with which a text ends, where it was cut off. */
export function cutIn(text: string, search: TextSearch, objectsIn: ObjectsIn): FoundTransaction | null {
  const mark = search.record.checkpoint();
  try {
    objectsIn(text, search);
  } catch (error) {
    if (!(error instanceof ReadRefusal)) throw error;
    const found = beforeCut(text, error, search, objectsIn);
    if (found !== null) return found;
  }
  search.record.rollBack(mark);
  return null;
}

/** An adapter that reads what an object's own members say, where one of them says that it failed: what lies deeper may have gone on. */
const ofOwnMembers = (adapter: Adapter): Adapter => ({
  ...adapter,
  read: (payload) => {
    const members = Object.entries(isObject(payload) ? payload : {});
    const own = Object.fromEntries(
      members.filter(([name, value]) => name === "error" || !(isObject(value) || Array.isArray(value))),
    );
    return isFailedState(stateNamedIn(own)) || isObject(own.error) || namesFault(own) ? adapter.read(own) : null;
  },
});

/** Whether it has a code, or has failed because time ran out or it was called off. */
function saysWhy({ context }: FoundTransaction): boolean {
  const { code, codes } = (context.failure ?? {}) as { code?: string; codes?: unknown[] };
  const { status } = (context.transaction ?? {}) as { status?: string };
  return (code ?? codes) !== undefined || status === "expired" || status === "cancelled";
}

function withoutMoney(found: FoundTransaction): FoundTransaction {
  const {
    amount: _,
    currency: __,
    exponent: ___,
    ...transaction
  } = (found.context.transaction ?? {}) as Record<string, unknown>;
  const { balance: ____, ...context } = found.context;
  return { ...found, context: { ...context, transaction } };
}

const isPending = ({ context }: FoundTransaction): boolean =>
  (context.transaction as { status?: string } | undefined)?.status === "pending";

/** Whether it failed, which it did where no status is told. */
export const hasFailed = ({ context }: FoundTransaction): boolean => {
  const { status = "failed" } = (context.transaction ?? {}) as { status?: string };
  return isFailedState(status);
};
