import { factOf, stateOf, type UsualFact } from "../adapters/generic-names.js";
import { matchAt, withoutInvisible } from "../characters.js";
import { assembled, isKnownPath, pathOf } from "../paths.js";
import type { FoundValue } from "../prose.js";
import type { ReadingRecord } from "../record.js";
import { ReadRefusal, type TextView } from "../source.js";

interface Cell {
  name: string;
  text: string;
  key: number;
  value: number;
}

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
/** A line of its own for a key: `Amount: 5.00`, `amount = 5.00`, `mc_gross => 5.00`, `* **Status**: failed`, `错误代码：51`. */
const KEYED =
  /^[ \t]{0,40}(?:[-*•>] {1,4})?[*_"']{0,3}([\p{L}_][\p{L}\p{N}_ ./()#-]{0,59}?)[*_"']{0,3}[ \t]{0,40}(?::(?:[*_]{0,2})(?=[ \t]|$)|：|=(?![=>])|=>(?=[ \t]))[*_]{0,2}[ \t]{0,40}(.*)$/u;
/** A row of a table of two columns, names and values, as in Markdown or copied from a page: `| Status | failed |`. */
const ROW =
  /^[ ]{0,40}(?=(\|?))\1[ ]{0,40}[*_`]{0,3}([\p{L}_][^|\t]{0,59}?)[*_`]{0,3}[ ]{0,40}(?:\||\t)[ ]{0,40}([^|\t]*?)[ ]{0,40}\1$/u;
/** The line under the heading of such a table. */
const RULE = /^[ \t]{0,40}\|(?:[ :-]{1,80}\|){2}$/;
/** One member of an object of which the braces were not copied: its text may hold anything. */
const QUOTED_LINE = /^\s{0,40}["']?[\w$]{1,60}["']?: {0,4}(["'`])(?:(?!\1)[^\\]|\\.){0,1900}\1,?$/;
/** Pairs of one line: `level=error code=51 message="Not enough"`, `:code=>"51"`, `[code] => 51`. A value reaches to the next key. */
const PAIR =
  /(?:^|[\s,;|&([`])(?::([A-Za-z_]\w{0,60}) ?=> ?|["'[]([A-Za-z_][\w.-]{0,60})["'\]] ?=> ?|@?([A-Za-z_][\w.-]{0,60})=(?![=>]))/g;
/** `cause: insufficient_funds, origin: bank` and `code: x; request-id: y`. */
const SEGMENT = /[,;|](?=\s)|[，；、|]/g;
const LABELLED =
  /(?:^|[\s([])((?:[\p{L}_][\p{L}\p{N}_-]{0,40} ){0,2}[\p{L}_][\p{L}\p{N}_-]{0,60})[ \t]{0,5}(?::(?=[ \t])|：)[ \t]*/u;
const THROWN = /([\w.$]{0,120}(?:Error|Exception)): (.*)$/;
/** Keys whose value is one word; what follows it on the line is prose. */
const ONE_WORD = /(?:code|status|state|id|type|currency)$/i;
const MONEY = /amount|total|currency|price|jumlah|nominal|金额|币种|valor|monto/i;
const MAX_LINE = 20_000;
/** What a line of a receipt has behind the name, where nothing but a space sets them apart. */
const ON_RECEIPT: Partial<Record<UsualFact, RegExp>> = {
  amount: /^(?:[A-Z]{3} ?)?\p{Sc}?\d[\d.,]{0,30}(?: ?[A-Z]{3})?$/u,
  code: /^[A-Z\d.-]{1,20}$/,
  status: /^\p{L}{1,30}$/u,
};
/** No line of a receipt is longer. */
const MAX_RECEIPT_LINE = 60;

/**
 * The records that lines make: keys and values one below the other, or several on one line, as loggers and forms write them. A key may
 * stand only once in a record; where money has two values, the reading fails, and anything else is no record.
 */
export function scanLines(view: TextView, record: ReadingRecord): FoundValue[] {
  const { text } = view;
  const parts: FoundValue[] = [];
  let block: Cell[] = [];
  let receipt: Cell[] = [];
  let torn = false;
  const close = (): void => {
    if (block.length > 1) parts.push(...recordOf(view, block, record));
    block = [];
  };
  for (let at = 0; at < text.length; ) {
    const whole = matchAt(LINE, text, at);
    const line = whole.trimEnd().slice(0, MAX_LINE);
    const inline = inlineCells(line, at);
    const quoted = QUOTED_LINE.test(line.slice(0, 2000));
    const row = ROW.exec(line.slice(0, 2000));
    const keyed = row ?? (inline.length > 1 && !quoted ? null : KEYED.exec(line.slice(0, 2000)));
    if (keyed !== null) {
      const [name = "", value = ""] = keyed.slice(-2);
      const start = at + line.lastIndexOf(value);
      block.push({
        name: name.trim(),
        text: unquoted(value.replace(/^(["'`].*["'`]),$/, "$1")),
        key: at + line.indexOf(name),
        value: start,
      });
    } else if (!RULE.test(line)) close();
    if (keyed === null && inline.length > 1) parts.push(...recordOf(view, inline, record));
    if (line === "" || line.length > MAX_RECEIPT_LINE) {
      torn ||= receipt.length > 1;
      if (!torn) receipt = [];
    } else if (!torn) receipt.push(...receiptCells(line, at));
    at += whole.length;
  }
  close();
  const isReceipt =
    receipt.some(({ name }) => factOf(name)?.fact === "status") && receipt.length > (parts.length > 0 ? 2 : 1);
  if (!isReceipt) return parts;
  // What a person reads off a receipt is no count of cents.
  return recordOf(view, receipt, record).map((part) => ({ ...part, row: true }));
}

/** `State Rejected`, `Response Code XL`: a name that is known, and a value that fits it. */
function receiptCells(line: string, at: number): Cell[] {
  const words = line.split(/[ \t]+/);
  for (const length of [3, 2, 1]) {
    const name = words.slice(0, length).join(" ");
    const text = words.slice(length).join(" ");
    const fact = factOf(name)?.fact;
    if (fact === undefined || !/\p{L}$/u.test(name) || ON_RECEIPT[fact]?.test(text) !== true) continue;
    if (fact !== "status" || stateOf(text) !== undefined)
      return [{ name, text, key: at, value: at + line.lastIndexOf(text) }];
  }
  return [];
}

function inlineCells(line: string, at: number): Cell[] {
  const pairs = [...line.matchAll(PAIR)];
  if (pairs.length > 1) {
    const paired = pairs.map((pair, i) => {
      const from = pair.index + pair[0].length;
      const raw = line.slice(from, pairs[i + 1]?.index ?? line.length).replace(/[\s,;|&)\]`]+$/, "");
      return cell((pair[1] ?? pair[2] ?? pair[3]) as string, raw, at + from);
    });
    return paired.filter(isWhole);
  }
  const cells: Cell[] = [];
  let from = 0;
  for (const end of [...[...line.matchAll(SEGMENT)].map((mark) => mark.index), line.length]) {
    const segment = line.slice(from, end);
    const thrown = cells.length === 0 ? THROWN.exec(segment) : null;
    const label = thrown === null ? LABELLED.exec(segment) : null;
    const last = cells.at(-1);
    if (thrown !== null)
      cells.push(cell("message", thrown[2] as string, at + from + segment.length - (thrown[2] as string).length));
    else if (label !== null) {
      const value = from + label.index + label[0].length;
      cells.push(cell(label[1] as string, line.slice(value, end), at + value));
    } else if (last !== undefined) last.text += line.slice(from - 1, end);
    from = end + 1;
  }
  return cells.filter(isWhole);
}

/** A comma inside an object, or the next key in it, has cut what is not. */
const isWhole = ({ text }: Cell): boolean => !/^[{[][^}\]]*$/.test(text);

function cell(name: string, raw: string, at: number): Cell {
  const value = unquoted(raw.trim().replace(/^[)\]}]+$/, ""));
  const [first = value] = value.split(/\s/);
  return { name, text: ONE_WORD.test(name) ? first.replace(/[.,;]$/, "") : value, key: at, value: at };
}

/** Without the quotes or brackets around the whole of it. */
const unquoted = (text: string): string =>
  /^(["'`「“]).*(["'`」”])$|^[[【].*[\]】]$/.test(text) ? text.slice(1, -1) : text.replace(/^\*\*|\*\*$/g, "");

function recordOf(view: TextView, cells: readonly Cell[], record: ReadingRecord): FoundValue[] {
  const seen = new Map<string, string>();
  for (const { name, text, key } of cells) {
    const before = seen.get(name);
    if (before !== undefined && withoutInvisible(before) !== withoutInvisible(text)) {
      if (MONEY.test(name)) throw new ReadRefusal(view.origin(key), "two_values", { name: name.slice(0, 60) }, true);
      return [];
    }
    seen.set(name, text);
  }
  const at = (cells[0] as Cell).key;
  const given = cells.map(({ name, text, key, value }) => {
    const path = pathOf(name);
    return { path: path !== null && isKnownPath(path) ? path : [name], text, place: { view, key, value } };
  });
  const object = assembled(given, view, at, record);
  return [{ value: object, place: { view, key: at, value: at }, loose: true }];
}
