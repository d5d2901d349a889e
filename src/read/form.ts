import { matchAt } from "./characters.js";
import { assembled, type PathCell, pathOf } from "./paths.js";
import type { FoundValue } from "./prose.js";
import type { ReadingRecord } from "./record.js";
import { ReadRefusal, type TextView } from "./source.js";

const PAIR = /[^&]*/y;
const PAIR_NAME = /[^=]*/y;

/** True where a text is one form-encoded body: pairs of key and value without a space, quote or brace, and none of another kind. */
export function isForm(text: string): boolean {
  const body = text.trim();
  return /^(?!https?:)[^\s=&{}"'<>]+=/i.test(body) && !/[\s{}"<>]|\|\w{1,60}=/.test(body);
}

/** The keys and values of a form-encoded body (`application/x-www-form-urlencoded`), each with its place. */
export function formCells(view: TextView): PathCell[] {
  const cells: PathCell[] = [];
  const { text } = view;
  let at = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  while (at < end) {
    const pair = matchAt(PAIR, text, at).slice(0, end - at);
    const name = matchAt(PAIR_NAME, pair, 0);
    const valueAt = at + name.length + 1;
    const key = decoded(view, at, name);
    const value = decoded(view, valueAt, pair.slice(name.length + 1));
    cells.push({ path: pathOf(key) ?? [key], text: value, place: { view, key: at, value: valueAt } });
    at += pair.length + 1;
  }
  return cells;
}

/** One object from all the pairs. */
export function scanForm(view: TextView, cells: readonly PathCell[], record: ReadingRecord): FoundValue {
  const at = cells[0]?.place.key ?? 0;
  return { value: assembled(cells, view, at, record), place: { view, key: at, value: at }, loose: true };
}

function decoded(view: TextView, at: number, text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new ReadRefusal(view.origin(at), "bad_escape.percent");
  }
}
