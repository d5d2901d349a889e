/** Runs a sticky or global pattern from a place on. */
export const matchFrom = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/**
 * As `text.matchAll`, without its copy of the pattern: for a short text the copy takes longer than the search, and a text meets some fifty
 * patterns. The pattern is global, and never matches nothing.
 */
export function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray, void, undefined> {
  let match = matchFrom(pattern, text, 0);
  while (match !== null) {
    // Whoever is given a match may use the pattern before asking for the next one.
    const next = pattern.lastIndex;
    yield match;
    match = matchFrom(pattern, text, next);
  }
}

/** Where the first of these groups that took part in a match stands. */
export const spanOf = (match: RegExpExecArray | null, ...groups: readonly number[]): readonly [number, number] =>
  groups.map((group) => match?.indices?.[group]).find((span) => span !== undefined) ?? [0, 0];

/** The place of the closing quote, or -1. Strings end on their line. */
export function closingQuote(text: string, open: number): number {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at];
    if (character === quote) return at;
    if (character === "\n") return -1;
    if (character === "\\") at++;
  }
  return -1;
}

/** Where the line ends on which `at` stands. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The bracket that closes one. */
export const closerOf: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")" };

/** The end of the object or list that opens at `open`; the end of the text when it is cut off. */
export function closingBracket(text: string, open: number): number {
  const opener = text.charAt(open);
  const closer = closerOf[opener] ?? "";
  const bracket = /["{}[\]()]/g;
  let depth = 0;
  for (let match = matchFrom(bracket, text, open); match; match = bracket.exec(text)) {
    if (match[0] === '"') {
      const close = closingQuote(text, match.index);
      if (close >= 0) bracket.lastIndex = close + 1;
    } else if (match[0] === opener || match[0] === closer) {
      depth += match[0] === opener ? 1 : -1;
      if (depth === 0) return match.index + 1;
    }
  }
  return text.length;
}
