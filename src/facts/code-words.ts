import type { CodeRow } from "./code-table.js";

/** Words joined as in codes: card_declined, INSUFFICIENT-FUNDS, insufficientFunds. */
export const CODE_WORD = /[A-Za-z][A-Za-z0-9]{1,40}(?:[_-][A-Za-z0-9]{1,40}){0,8}/g;
/** A single word may be any word of a sentence; only a joined one is surely a code: card_declined, FeeTooSmallUTxO. */
const JOINED = /[A-Za-z0-9]_[A-Za-z0-9]|[a-z][A-Z][A-Za-z]*[a-z][A-Z]/;
/** A message that names more codes than this is a list of them. */
const MAX_WORDS = 20;

/** A code as a common word: in lower case, its parts joined by underscores. */
export const wordOf = (code: string): string =>
  code
    .normalize("NFKC")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");

/** A row that a scheme has for a word. */
export interface RowOfWord<Scheme> {
  scheme: Scheme;
  row: CodeRow;
  word: string;
}

interface TableScheme {
  provider: string;
  level: string;
  rows: ReadonlyMap<string, CodeRow>;
}

/**
 * The row of the code that a message names in the middle of its words, where the schemes agree on what it means. Undefined where none of its
 * words is a code of theirs, and where its codes mean different causes.
 */
export function rowNamedIn<Scheme extends TableScheme>(
  message: string,
  schemes: () => Iterable<Scheme>,
): RowOfWord<Scheme> | undefined {
  const words = [...new Set([...message.matchAll(CODE_WORD)].map(([word]) => word))]
    .filter((word) => JOINED.test(word))
    .slice(0, MAX_WORDS);
  if (words.length === 0) return undefined;
  const found: RowOfWord<Scheme>[] = [];
  for (const scheme of schemes()) {
    if (scheme.level === "advice") continue;
    for (const word of words) {
      const row = scheme.rows.get(word.toLowerCase());
      if (row !== undefined && row.cause !== null) found.push({ scheme, row, word });
    }
  }
  const [first] = found;
  return found.every(({ row }) => row.cause === first?.row.cause) ? first : undefined;
}
