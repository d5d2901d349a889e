/** The offset of a line and column (from 1, UTF-16 units) in a text. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const next = text.indexOf("\n", start);
    if (next < 0) break;
    start = next + 1;
  }
  return Math.min(text.length, start + column - 1);
}

export interface TextMark {
  from: number;
  to: number;
  kind: "repair" | "fault";
}

/** Splits a text into marked and unmarked pieces. Marks that overlap an earlier one are left out. */
export function pieces(text: string, marks: readonly TextMark[]): { text: string; kind: TextMark["kind"] | null }[] {
  const result: { text: string; kind: TextMark["kind"] | null }[] = [];
  let done = 0;
  for (const { from, to, kind } of [...marks].sort((a, b) => a.from - b.from)) {
    if (from < done || from > text.length) continue;
    result.push({ text: text.slice(done, from), kind: null }, { text: text.slice(from, to), kind });
    done = to;
  }
  result.push({ text: text.slice(done), kind: null });
  return result;
}
