/** In front of a bracket: what tells that a printed value starts there. */
const PHP = /(?:\b(?:Array|array)|[\w\\]{1,120} Object|\bobject)\s{0,20}$/;
const SET_STATE = /(?:^|[^\w\\])([\w\\]{1,120}::__set_state)$/;
const CLASS = /(?:^|[^\w.$:])([A-Z][\w.$]{0,120})$/;
/** Before these a name in front of a bracket is code, not a value. */
const CODE = /\b(?:raise|throw|new|return|def|class|func|fun|function|await|at)\s+$/;
const APPLE = /Error Domain=\S{1,200} Code=-?\d{1,12}(?: "(?:[^"\\]|\\.){0,2000}")? UserInfo=(?:0x[0-9a-f]{1,16} )?$/;
const NAME_AND_SIGN = /^\s{0,200}[A-Za-z_][\w.]{0,80}(?:\s{0,5}=(?![=>])|:\s)/;
/** A dictionary of Swift: `["code": 51, …]`, `[AnyHashable("code"): 51, …]`. */
const QUOTED_AND_COLON = /^\s{0,200}(?:AnyHashable\()?"[^"\n]{1,200}"\)?:\s/;
const QUOTED_AND_ARROW = /^[\s\u25b6\u25bc]{0,200}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|\d{1,9})\s{0,5}=>/;

/** How far back the name of a value may reach. */
const BACK = 130;

/**
 * Where the printed value starts whose first bracket stands at an offset, or null where none does. Objects that begin as JSON does
 * (`{key:`) are not asked for here.
 */
export function printedStart(text: string, at: number): number | null {
  const before = text.slice(Math.max(0, at - BACK), at);
  const after = text.slice(at + 1, at + 300);
  const character = text[at];
  if (character === "(") {
    const php = PHP.exec(before);
    if (php !== null && /^(?:\s|\)|'|"|\d|[\w\\@]{1,120}\))|^size=\d/.test(after))
      return startOf(php[0].trimStart(), before, at);
    const state = SET_STATE.exec(before);
    if (state !== null) return at - (state[1] as string).length;
    const named = CLASS.exec(before);
    if (named === null || !NAME_AND_SIGN.test(after)) return null;
    const start = at - (named[1] as string).length;
    return CODE.test(text.slice(Math.max(0, start - 20), start)) ? null : start;
  }
  if (character === "[") {
    if (/\bmap$/.test(before) && /^[\w.-]{1,80}:\S/.test(after)) return at - 3;
    if (QUOTED_AND_COLON.test(after)) return at;
    if (QUOTED_AND_ARROW.test(after)) return at - (/array:\d{1,9} $/.exec(before)?.[0].length ?? 0);
    const named = CLASS.exec(before);
    return named !== null && NAME_AND_SIGN.test(after) ? at - (named[1] as string).length : null;
  }
  if (character === "<") return text[at - 1] === "#" && /^[A-Z][\w:]{0,120}[ :]/.test(after) ? at - 1 : null;
  if (character !== "{") return null;
  const apple = /UserInfo=(?:0x[0-9a-f]{1,16} )?$/.test(before)
    ? APPLE.exec(text.slice(Math.max(0, at - 2500), at))
    : null;
  if (apple !== null) return at - apple[0].length;
  if (/^#\d{1,9}[\s\u25bc]/u.test(after) || /^[ \u25bc]{0,9}\r?\n\s{0,200}[+#-]["\w]/u.test(after)) return at;
  return NAME_AND_SIGN.test(after) || /^\s{0,200}Error Domain=/.test(after) ? at : null;
}

/** `array (`, `Array\n(`, `Some\Class Object\n(`, `object(Class)#1 (2) {`: the value starts with the name. */
const startOf = (name: string, before: string, at: number): number => at - (before.length - before.lastIndexOf(name));

const DUMP = /(?:array\(\d|Array\s{0,9}\(|object\(|[\w\\]{1,120} Object\s{0,9}\()/y;

/** Whether a dump of PHP's var_dump or print_r begins at an offset, or an error of Apple's systems. */
export function beginsDump(text: string, at: number): boolean {
  DUMP.lastIndex = at;
  return DUMP.test(text) || beginsAppleError(text, at);
}

/** Whether an error of Apple's systems begins at an offset, as they print one. */
export const beginsAppleError = (text: string, at: number): boolean => text.startsWith("Error Domain=", at);
