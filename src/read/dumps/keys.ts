import { matchAt } from "../characters.js";

export type KeySign = "=>" | "=" | ":";
export interface PrintedKey {
  name: string;
  sign: KeySign;
  /** The key has no quotes, so a text after it may have none. */
  bare: boolean;
  /** Nothing stands between the sign and the value, as Go prints it. */
  tight: boolean;
  end: number;
}

const SIGN = /[ \t]{0,80}(=>|:(?!:)|=(?!=))/y;
/** var_dump and print_r: `["a"]=>`, `["a":protected]=>`, `["a":"Class":private]=>`, `[a:protected] =>`, `[0] =>`. */
const IN_BRACKETS =
  /\[\s?(?:"([^"\n]{0,200})"|'([^'\n]{0,200})'|([^\][\n"':]{1,200}))(?::["\w\\]{1,120}){0,2}\][ \t]*(?==>)/y;
const NODE_SYMBOL = /\[Symbol\([^)\n]{0,100}\)\](?=:)/y;
/** Swift's name for a key of any type: `AnyHashable("code")`. */
const HASHABLE = /AnyHashable\("?([^"\n()]{1,200})"?\)(?=:)/y;
const MODIFIERS =
  /(?:(?:public|protected|private|readonly|static)[ \t]+(?=["'$])){1,3}|\[(?:public|protected|private)\] |[+#~-](?=["\p{L}_])/uy;
const QUOTED = /"((?:[^"\\\n]|\\.){0,200})"|'((?:[^'\\\n]|\\.){0,200})'/y;
const JOINED = /[ \t]{0,20}\.[ \t]{0,20}(?:"((?:[^"\\\n]|\\.){0,200})"|'((?:[^'\\\n]|\\.){0,200})')/y;
const SYMBOL = /:(?:"([^"\n]{0,200})"|([\p{L}_][\p{L}\p{N}_?!]{0,120}))(?=[ \t]{0,80}=>)/uy;
const NAME = /[@$]{0,2}[\p{L}_][\p{L}\p{N}_$./-]{0,120}(?:\[\d{0,6}\])?|\d{1,20}/uy;
/** Where keys end with `=` a name may hold a colon: Apple's com.stripe.lib:ErrorMessageKey. */
const LONG_NAME = /[\p{L}_][\p{L}\p{N}_$./:-]{0,120}(?==)/uy;
/** The same name as the first key, before it is known that keys end with `=`. */
const APPLE_NAME = /[a-z]\w{0,40}(?:\.\w{1,40}){1,6}:\w{1,60}(?==)/y;

function exec(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The key that stands at an offset with its sign, or null. Where the container's sign is known, another one is no sign of its. */
export function keyAt(text: string, start: number, known: KeySign | undefined): PrintedKey | null {
  const at = start + matchAt(MODIFIERS, text, start).length;
  const found = nameAt(text, at, known);
  if (found === null) return null;
  const sign = exec(SIGN, text, found.end);
  if (sign === null) return null;
  const which = sign[1] as KeySign;
  if (known !== undefined && known !== which && (known === "=" || which === "=")) return null;
  const end = found.end + sign[0].length;
  const tight = which === ":" && /[^\s"'{[(]/.test(text[end] ?? " ");
  return { name: found.name, sign: which, bare: found.bare || which === "=", tight, end };
}

function nameAt(
  text: string,
  at: number,
  known: KeySign | undefined,
): { name: string; bare: boolean; end: number } | null {
  const character = text[at];
  if (character === "[") {
    const found = exec(IN_BRACKETS, text, at) ?? exec(NODE_SYMBOL, text, at);
    if (found === null) return null;
    return { name: found[1] ?? found[2] ?? found[3] ?? found[0], bare: false, end: at + found[0].length };
  }
  if (character === '"' || character === "'") {
    const found = exec(QUOTED, text, at);
    if (found === null) return null;
    let name = (found[1] ?? found[2] ?? "").replace(/\\(["'\\])/g, "$1");
    let end = at + found[0].length;
    // PHP joins the name of a member that is not public from pieces with "\\0" between them; the last one is the name.
    for (let piece = exec(JOINED, text, end); piece !== null; piece = exec(JOINED, text, end)) {
      const next = piece[1] ?? piece[2] ?? "";
      if (next !== "\\0") name = next;
      end += piece[0].length;
    }
    return { name, bare: false, end };
  }
  if (character === ":") {
    const found = exec(SYMBOL, text, at);
    return found === null ? null : { name: found[1] ?? found[2] ?? "", bare: false, end: at + found[0].length };
  }
  const hashable = exec(HASHABLE, text, at);
  if (hashable !== null) return { name: hashable[1] as string, bare: false, end: at + hashable[0].length };
  const long = known === "=" ? matchAt(LONG_NAME, text, at) : known === undefined ? matchAt(APPLE_NAME, text, at) : "";
  const name = long === "" ? matchAt(NAME, text, at) : long;
  return name === "" ? null : { name: name.replace(/^[@$]+/, ""), bare: true, end: at + name.length };
}
