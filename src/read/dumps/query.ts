import { formCells, scanForm } from "../form.js";
import type { FoundValue } from "../prose.js";
import type { ReadingRecord } from "../record.js";
import { type TextView, TextViewBuilder } from "../source.js";

/** Pairs as in a link or a form's body, wherever they stand in a text; after a question mark one is enough. One that was decoded has spaces inside its values. A link of Markdown, `[address](address)`, ends at its bracket. */
const PAIR = "[\\w.%[\\]-]{1,100}=(?:(?!\\]\\()[^\\s&\"'<>`#]| (?=[^\\n&\"'<>=]{0,100}&[\\w.%[\\]-]{1,60}=)){0,4000}&";
const LAST = "[\\w.%[\\]-]{1,100}=(?:(?!\\]\\(|\\)(?:\\s|$))[^\\s&\"'<>`#]){0,4000}";
const QUERY = new RegExp(`(?:^|[\\s"'(<\`])((?:${PAIR}){1,400}${LAST})|\\?((?:${PAIR}){0,400}${LAST})`, "g");

/** Each query string or form body in a text as one object, whose values are loose. */
export function scanQueries(view: TextView, record: ReadingRecord): FoundValue[] {
  return [...view.text.matchAll(QUERY)].map((found) => {
    const end = found.index + found[0].length;
    const start = end - ((found[1] ?? found[2]) as string).length;
    const pairs = new TextViewBuilder(view).copy(start, end).build();
    return scanForm(pairs, formCells(pairs), record);
  });
}
