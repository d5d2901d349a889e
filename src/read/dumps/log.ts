import { matchAt } from "../characters.js";
import type { ReadingRecord } from "../record.js";
import { type TextView, TextViewBuilder } from "../source.js";

const TIME =
  "\\[?(?:\\d{4}[-/.]\\d\\d[-/.]\\d\\d|\\d\\d[-/.]\\d\\d(?:[-/.]\\d{2,4})?|[A-Z][a-z]{2} [ \\d]?\\d)(?:T| |, | @ )\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?\\]?";
const NAMES = "(?:[ \\t]+[^\\s{}()<>\"'=]{1,80}){0,6}?[ \\t]*(?:--[ \\t]*:|:|\\|)(?=[ \\t])";
/** What a logger writes in front of a line: a time with names behind it, a level and tag of Android, a name of docker-compose. */
const PREFIX = new RegExp(
  `^(?:(?:[A-Z], )?${TIME}(?:${NAMES})?|[VDIWEF]/[\\w.$-]{1,60} ?(?:\\( {0,8}\\d{1,9}\\))?:|[\\w.-]{1,40} {0,40}\\|)[ \\t]?`,
);
const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
const OPENERS = /[{[(]|<(?=[A-Za-z])/g;
const CLOSERS = /[}\])]|<\/|\/>/g;

const masked = (text: string): string => text.replace(/\d/g, "0");
const count = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;

/**
 * Without what a logger repeats in front of each line of a value that goes on over several lines. A prefix counts only where the line
 * before had the same one and left a bracket or an element open: a column of times in a table stays.
 */
export function withoutLogPrefixes(view: TextView, record: ReadingRecord): TextView {
  const { text } = view;
  const builder = new TextViewBuilder(view);
  let prefix = "";
  let open = 0;
  let changed = false;
  for (let at = 0; at < text.length; ) {
    const line = matchAt(LINE, text, at);
    const next = at + line.length;
    const same = open > 0 && prefix !== "" && masked(line.slice(0, prefix.length)) === prefix;
    let front = 0;
    if (same) {
      front = prefix.length;
      record.repair(view, at, line.slice(0, front), "");
      changed = true;
    } else if (open <= 0 || prefix === "") {
      prefix = masked(PREFIX.exec(line.slice(0, 400))?.[0] ?? "");
      open = 0;
      front = prefix.length;
    }
    const content = line.slice(front);
    open = Math.max(0, open + count(OPENERS, content) - count(CLOSERS, content));
    builder.copy(same ? at + front : at, next);
    at = next;
  }
  return changed ? builder.build() : view;
}
