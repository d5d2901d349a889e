import type { Claims, Detector } from "./claims.js";
import { claimValue, Frame, secretAfter, type TextSpan } from "./frames.js";
import { asObject, type KeyPlace } from "./keys.js";
import { closerOf, closingBracket, closingQuote, lineEnd, matchFrom, spanOf } from "./scan.js";

/** A quote whose string is JSON again: the next quote opens a key or an item. */
const JSON_IN_STRING = /["']\s{0,9}[[{](?:[^"'\\]{0,200}[[{,]\s{0,9})?["']/y;
/** `["cvv"]=>`, `[cvv] =>` and what PHP puts behind a name: `[name:protected] =>`, `["name":"Card":private]=>`. */
const BRACKETED_KEY = /\[["']?([^[\]\n"':=]{1,80})["']?(?::["'\w\\]{1,80}){0,2}\][ \t]{0,4}=>/y;
const SEPARATOR = /\s{0,200}(?:=>|[:=](?!=))/y;
/** What stands between a separator and the bracket of an object: `array (`, `Customer(`, `Bundle[`, `@{`, `main.Card{`. */
const OPENER =
  /\s{0,200}(?:[\w\\.:*&@<]{1,80}(?:\(\d*\))?>?(?:\s{1,40}[\w\\.:*&@<]{1,80}(?:\(\d*\))?>?)?\s{0,40})?(?=[{[(])/y;
/** The same for `print_r` and `var_dump`, whose texts have no quotes and may go on with any words. */
const DUMPED_OPENER =
  /\s{0,200}(?:Array|[\w\\@:]{1,80} Object|array\(\d+\)|object\([\w\\@:]{1,80}\)#\d+ \(\d+\))\s{0,40}(?=[({])/y;
/** What languages write before a value that is no object: `string '847'`, `int 847`, `u'847'`, `@"847"`. */
const TYPE = /\s{0,200}(?:(?:string|int|integer|float|double)(?:\(\d+\))?[ \t]{1,4}(?=["'\d-])|[a-z]?@?(?=["']))/iy;
const DUMPED_STRING = /\s{0,200}string\(\d+\) "([^\n]{0,2000}?)"(?=[ \t]*(?:[\n}]|$)|[ \t]+\[)/dy;
const DUMPED_NUMBER = /\s{0,200}(?:int|float)\(([-\d.]{1,40})\)/dy;
/** A bare value ends its line; on the next one it is a value only in JSON, where a comma or a bracket closes it. */
const SCALAR = /(?:[ \t]{0,200}|\s{0,200}(?=\d{1,40}\s{0,40}[,}\]]))([^\s,}\])"'{[(]+)/dy;
const LITERAL = /^(?:true|false|null|none|nil|undefined)$/i;
/** The value of `print_r`, whose dumps have one member on a line; a dump that was folded into one line goes on with ` [next] =>`. */
const PRINTED_VALUE = /[ \t]{0,200}((?:(?![ \t]{1,9}(?:\[[^[\]\n]{1,80}\][ \t]?=>|\)))[^\n]){0,2000})/dy;
/** Deeper objects are read as members of the last one. */
const MAX_DEPTH = 500;
/** A list whose first item has a key, as in PHP. */
const MAP = /\[\s{0,200}(?:["']?[\w.-]{1,80}["']?\s{0,9}=>|\{)/y;
const KEY_CHARACTER = /[\p{L}\p{N}_$.-]/u;

/** The unquoted key before a bracket (`customer: {`, `card=Card(`, `Billing:{`), or undefined. */
function keyBeforeBracket(text: string, bracket: number): { key: string; start: number; isNear: boolean } | undefined {
  let at = bracket;
  const skip = (character: RegExp, limit: number) => {
    const from = at;
    while (from - at < limit && character.test(text.charAt(at - 1))) at--;
  };
  skip(/[\w.\\]/, 60);
  // Without the name of a type the bracket may stand on the next line.
  skip(at === bracket ? /\s/ : /[&@*]/, 60);
  skip(/[ \t]/, 60);
  const separatorEnd = at;
  if (text[at - 1] === ">") at--;
  // `(` in a sentence opens no object, `card=Card(` does.
  if (!(text[bracket] === "(" ? /=/ : /[:=]/).test(text.charAt(at - 1))) return undefined;
  at--;
  skip(/[ \t"'\]]/, 4);
  const end = at;
  skip(KEY_CHARACTER, 80);
  const key = text.slice(at, end);
  return /\p{L}/u.test(key) ? { key, start: at, isNear: !/[\w\n]/.test(text.slice(separatorEnd, bracket)) } : undefined;
}

/** Where the key of a member may begin; in a sentence (`Sent with this token: {`) what follows is no secret. */
const isMemberStart = (text: string, at: number): boolean =>
  /(?:^|[{[(,;\n:@])[ \t]{0,9}$/.test(text.slice(Math.max(0, at - 10), at));

/** JSON and what resembles it: dumps of PHP, Ruby, Python, Java, Go, Swift, whole or in pieces, read with its keys as an object is. */
class ObjectScan {
  private readonly stack: Frame[] = [];
  private readonly open = new Map<string, number>();
  /** The member whose value comes next. */
  private pending: { key: string; at: number } | undefined;
  /** The last string that is the value of no member. */
  private item: TextSpan | undefined;
  private readonly mark = /["'{}[\]()]/g;

  constructor(
    private readonly text: string,
    private readonly claims: Claims,
  ) {}

  run(): void {
    for (let match = this.mark.exec(this.text); match; match = this.mark.exec(this.text)) {
      const at = match.index;
      if (closerOf[match[0]] !== undefined) this.opens(at);
      else if (match[0] === '"' || match[0] === "'") this.quotes(at);
      else this.closes(at, match[0]);
    }
  }

  private get top(): Frame {
    return this.stack.at(-1) ?? (this.claims.frames[0] as { frame: Frame }).frame;
  }

  private opens(at: number): void {
    const bracketed = matchFrom(BRACKETED_KEY, this.text, at);
    if (bracketed) {
      for (const colon of bracketed[0].matchAll(/:/g)) this.claims.readSeparators.add(at + colon.index);
      this.dumpedMember(bracketed[1] ?? "", at + bracketed[0].length);
      return;
    }
    const before = this.pending ? undefined : keyBeforeBracket(this.text, at);
    const key = this.pending?.key ?? before?.key;
    this.pending = undefined;
    const own = key === undefined ? this.top.place : this.top.placeOf(key, at, this.claims.keys);
    const place = this.text[at] !== "[" || matchFrom(MAP, this.text, at) ? asObject(own) : own;
    if (
      place.facts.secret &&
      key !== undefined &&
      (!before || (before.isNear && isMemberStart(this.text, before.start)))
    ) {
      const end = closingBracket(this.text, at);
      this.claims.add("SECRET", at, end, /["']/.exec(this.text)?.[0] ?? "");
      this.mark.lastIndex = end;
      return;
    }
    if (this.stack.length >= MAX_DEPTH) return;
    const close = closerOf[this.text.charAt(at)] ?? "";
    this.stack.push(new Frame(before && place.facts.secret ? this.top.place : place, at, close));
    this.open.set(close, (this.open.get(close) ?? 0) + 1);
    this.claims.frames.push({ at, frame: this.top });
  }

  /** A bracket that nothing opened ends nothing: a `)` in prose, a half of a dump. */
  private closes(at: number, bracket: string): void {
    this.pending = undefined;
    if ((this.open.get(bracket) ?? 0) === 0) return;
    for (let frame = this.stack.pop(); frame; frame = this.stack.pop()) {
      this.open.set(frame.close, (this.open.get(frame.close) ?? 1) - 1);
      if (frame.close === bracket) break;
    }
    this.claims.frames.push({ at, frame: this.top });
  }

  private quotes(at: number): void {
    const { text, claims } = this;
    // An apostrophe in prose opens nothing, and an escaped quote belongs to a string of another level.
    const before = text[at - 1] ?? "";
    if (before === "\\" || (text[at] === "'" && /[\p{L}\p{N}]/u.test(before) && this.pending === undefined)) return;
    // With the escapes off, the quotes around JSON inside a string close nothing.
    if (before === "}" || before === "]" || matchFrom(JSON_IN_STRING, text, at)) return;
    const close = closingQuote(text, at);
    const end = close < 0 ? lineEnd(text, at) : close;
    this.mark.lastIndex = close < 0 ? end : close + 1;
    const separator = close < 0 ? null : matchFrom(SEPARATOR, text, close + 1);
    // `"token":` with nothing behind it: what follows on the next line is another key.
    if (separator && (this.pending === undefined || text.slice(this.pending.at, at).includes("\n"))) {
      const from = close + 1 + separator[0].length;
      this.quotedMember(text.slice(at + 1, close), text.charAt(at), close + 1 + separator[0].search(/[:=]/), from);
      return;
    }
    const span = { start: at + 1, end };
    if (this.pending) this.claim(this.pending.key, span);
    else if (!/[:=>][ \t]{0,4}@?$/.test(text.slice(Math.max(0, at - 6), at)))
      claimValue(this.secretItem(span) ?? this.top.place, text, span, claims);
    this.pending = undefined;
    this.item = span;
  }

  private secretItem({ start, end }: TextSpan): KeyPlace | undefined {
    const { text, item, claims } = this;
    if (item === undefined || !/^["']\s{0,200},\s{0,200}["']$/.test(text.slice(item.end, start))) return undefined;
    return secretAfter(text.slice(item.start, item.end), text.slice(start, end), claims.keys);
  }

  private claim(key: string, span: { start: number; end: number; quote?: string }): void {
    this.top.claim(key, this.text, span, this.claims);
  }

  /** Reads on behind the separator of a quoted key. */
  private quotedMember(key: string, quote: string, separator: number, from: number): void {
    const { text, mark, claims } = this;
    claims.readSeparators.add(separator);
    mark.lastIndex = from;
    this.pending = undefined;
    const opener = matchFrom(OPENER, text, from) ?? matchFrom(TYPE, text, from);
    const valueAt = from + (opener?.[0].length ?? 0);
    const first = text.charAt(valueAt);
    if (/["'{[(]/.test(first)) {
      // `"Invalid or missing payment token fields":` above an object is a sentence, and no name for it.
      if (/["']/.test(first) || !/(?: \S+){4}/.test(key)) this.pending = { key, at: from };
      mark.lastIndex = valueAt;
    } else {
      this.bareMember(key, matchFrom(SCALAR, text, valueAt), quote);
    }
  }

  /** Reads on behind the arrow of `print_r` or `var_dump`. */
  private dumpedMember(key: string, from: number): void {
    const { text, mark, claims } = this;
    claims.readSeparators.add(from - 2);
    this.pending = undefined;
    mark.lastIndex = from;
    const opener = matchFrom(DUMPED_OPENER, text, from);
    if (opener) {
      this.pending = { key, at: from };
      mark.lastIndex = from + opener[0].length;
    } else {
      const typed = matchFrom(DUMPED_STRING, text, from) ?? matchFrom(DUMPED_NUMBER, text, from);
      this.bareMember(key, typed ?? matchFrom(PRINTED_VALUE, text, from), "");
    }
  }

  private bareMember(key: string, match: RegExpExecArray | null, quote: string): void {
    const [start, end] = spanOf(match, 1);
    if (start === end) return;
    this.mark.lastIndex = end;
    if (!LITERAL.test(this.text.slice(start, end))) this.claim(key, { start, end, quote });
  }
}

/** Every object, list and dump in a text, read by its keys. */
export const findObjects: Detector = (text, claims) => {
  if (/["'{[(]/.test(text)) new ObjectScan(text, claims).run();
};
