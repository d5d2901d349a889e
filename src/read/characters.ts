/** Characters that take no room on the screen: what a user cannot see cannot have been meant. */
const INVISIBLE = "\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff";
/** Spaces that JSON does not know. */
const WIDE_SPACE = "\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\u0085\\u000b\\u000c";

const invisible = new RegExp(`[${INVISIBLE}]+`, "g");
const wideSpace = new RegExp(`[${WIDE_SPACE}]`, "g");
/** A run of anything that is no token: JSON's own spaces, others, and invisible characters. */
export const BLANK = new RegExp(`[ \\t\\r\\n${WIDE_SPACE}${INVISIBLE}]*`, "y");
export const PLAIN_SPACE = /[ \t\r\n]*/y;

/** The text without characters that cannot be seen. */
export const withoutInvisible = (text: string): string => text.replace(invisible, "");
/** Every space JSON does not know as a plain one, invisible characters left out. */
export const plainSpaces = (text: string): string => withoutInvisible(text).replace(wideSpace, " ");

const FOLDED: Readonly<Record<string, string>> = {
  "｛": "{",
  "｝": "}",
  "［": "[",
  "］": "]",
  "：": ":",
  "，": ",",
  "＂": '"',
};
/** The ASCII punctuation a full-width one stands for; any other character as it is. */
export const folded = (character: string): string =>
  Object.hasOwn(FOLDED, character) ? (FOLDED[character] as string) : character;

/** What opens a string, and every character that may close it. A straight quote is closed by itself alone. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "“": '”“„‟"',
  "”": '”“„‟"',
  "„": '”“„‟"',
  "‟": '”“„‟"',
  "‘": "’‘‛'",
  "’": "’‘‛'",
  "‛": "’‘‛'",
  "「": "」",
  "『": "』",
  "＂": '＂"',
  "＇": "＇'",
};
/** The characters that may close a string opened by this one; undefined where it opens none. */
export const closers = (character: string): string | undefined =>
  Object.hasOwn(QUOTES, character) ? QUOTES[character] : undefined;

/** The text that a pattern matches at an offset, or "". The pattern must be sticky. */
export function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

const LONG_ESCAPE = /\\(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{4,8}|x[0-9a-fA-F]{2})/y;
/** Python and Ruby print a text of bytes one by one: `Ge\xc3\xa7ersiz`. */
const BYTES = /(?:\\x[89a-fA-F][0-9a-fA-F]){2,}/y;

/** What the escape of a code point or of bytes at an offset stands for, and how long it is: undefined where none is, or it is beyond Unicode. */
export function longEscapeAt(text: string, at: number): { value: string | undefined; length: number } | undefined {
  const bytes = matchAt(BYTES, text, at);
  if (bytes !== "") {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    try {
      const value = decoder.decode(Uint8Array.from(bytes.slice(2).split("\\x"), (byte) => Number.parseInt(byte, 16)));
      return { value, length: bytes.length };
    } catch {
      // Not bytes, but characters: they are read one by one.
    }
  }
  const long = matchAt(LONG_ESCAPE, text, at);
  if (long === "") return undefined;
  const code = Number.parseInt(long.replace(/[^0-9a-fA-F]/g, ""), 16);
  return { value: code > 0x10ffff ? undefined : String.fromCodePoint(code), length: long.length };
}
