import { formCells, scanForm } from "../form.js";
import type { FoundValue } from "../prose.js";
import type { ReadingRecord } from "../record.js";
import { type TextView, TextViewBuilder } from "../source.js";

/** Pairs as in a link or a form's body, wherever they stand in a text. */
const QUERY =
  /(?:^|[\s"'(<?`])((?:[\w.%[\]-]{1,100}=[^\s&"'<>`#]{0,4000}&){1,400}[\w.%[\]-]{1,100}=[^\s&"'<>`#]{0,4000})/g;

/** Each query string or form body in a text as one object, whose values are loose. */
export function scanQueries(view: TextView, record: ReadingRecord): FoundValue[] {
  return [...view.text.matchAll(QUERY)].map((found) => {
    const end = found.index + found[0].length;
    const start = end - (found[1] as string).length;
    const pairs = new TextViewBuilder(view).copy(start, end).build();
    return scanForm(pairs, formCells(pairs), record);
  });
}
