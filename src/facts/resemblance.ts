import MiniSearch from "minisearch";
import type { CodeTablePack } from "./codes.js";
import { wordsOf } from "./words.js";

/** A row of a code table that says something like a message. */
export interface ResembledRow {
  provider: string;
  code: string;
}

/** What a message resembles among the meanings of all code tables. */
export interface Resembling {
  cause: string;
  family: "limit" | undefined;
  /** The words of the message that the rows have too. */
  words: string;
  /** The rows most like the message, the nearest first. */
  rows: ResembledRow[];
  /** How much of the likeness of all near rows the rows of each cause have, from 0 to 1; null stands for rows without a cause. */
  shares: ReadonlyMap<string | null, number>;
  /** Near enough to say the cause by itself. Otherwise it only speaks against another cause. */
  isNear: boolean;
}

interface Entry extends ResembledRow {
  id: number;
  meaning: string;
  cause: string | null;
  family: "limit" | undefined;
}

/** Messages of more words or letters tell a story: they are near to no meaning. */
const MOST_WORDS = 24;
const LONGEST = 400;
const NEIGHBOURS = 12;
/** The likeness of the nearest row, from 0 to 1, below which a message resembles nothing, and from which on it may say a cause. */
const LEAST_LIKENESS = 0.3;
const NEAR_LIKENESS = 0.7;
/** How much of the likeness of all near rows the rows of one cause must have. Below it, other causes are about as near. */
const LEAST_SHARE = 0.4;
const NEAR_SHARE = 0.7;
/** Near rows count far more than rows that share a word or two. */
const SHARPNESS = 4;
/** A pair of neighbouring words says less than its words say already. */
const PAIR_WEIGHT = 0.7;
const SHOWN_ROWS = 3;
const SMALL = new Set(
  "a an the of in on at to by for from with and or be is are was were been has have had it its this that as than your you their our his her would may might do does did there irreversible reversible permanent".split(
    " ",
  ),
);

/** A word without the endings that English adds, so that "expired" and "expires" are the same. */
const plain = (word: string): string =>
  word
    .replace(/'s$/, "")
    .replace(/ies$/, "y")
    .replace(/([^s])s$/, "$1")
    .replace(/(?<=.{4})(?:ing|ed)$/, "")
    .replace(/(?<=..)e$/, "");

/** The words that carry the meaning, and each pair of neighbours. */
function termsOf(text: string): string[] {
  const words = wordsOf(text)
    .filter((word) => word !== "|" && !SMALL.has(word))
    .map(plain);
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  return [...new Set([...words, ...pairs])];
}

interface Index {
  entries: readonly Entry[];
  search: MiniSearch<Entry>;
  /** The squared weight of a term: the fewer rows have it, the more it says. */
  weight: (term: string) => number;
  /** How much each entry says in all, by its id. */
  sizes: readonly number[];
}

/**
 * Finds the meanings in code tables that a message resembles. The tables are read and the index is built when a message is first looked up.
 * The same tables give the same answer everywhere.
 */
export class Resemblance {
  readonly #packs: readonly CodeTablePack[];
  #index: Index | undefined;

  constructor(packs: readonly CodeTablePack[]) {
    this.#packs = packs;
  }

  /** The one cause whose rows a short message resembles; null where it resembles none, or two about as much. */
  nearest(message: string): Resembling | null {
    if (message.length > LONGEST) return null;
    const terms = termsOf(message);
    if (terms.length === 0 || terms.length > 2 * MOST_WORDS) return null;
    this.#index ??= indexOf(entriesOf(this.#packs));
    const { entries, search, weight, sizes } = this.#index;
    const size = Math.sqrt(terms.reduce((sum, term) => sum + weight(term), 0));
    const rated = search
      .search(message)
      .map(({ id, match }) => {
        const words = Object.keys(match);
        const shared = words.reduce((sum, term) => sum + weight(term), 0);
        // Rounded, because engines differ in the last digit of a logarithm.
        const likeness = Math.round((shared / (size * (sizes[id as number] as number))) * 1e6) / 1e6;
        return { entry: entries[id as number] as Entry, words, likeness };
      })
      .sort((a, b) => b.likeness - a.likeness || a.entry.id - b.entry.id)
      .slice(0, NEIGHBOURS);
    const best = rated[0];
    if (best === undefined || best.likeness < LEAST_LIKENESS) return null;
    const votes = new Map<string | null, number>();
    for (const { entry, likeness } of rated)
      votes.set(entry.cause, (votes.get(entry.cause) ?? 0) + likeness ** SHARPNESS);
    const total = [...votes.values()].reduce((sum, vote) => sum + vote, 0);
    const shares = new Map([...votes].map(([of, vote]) => [of, vote / total]));
    const [cause, share] = [...shares].reduce((most, one) => (one[1] > most[1] ? one : most));
    if (cause === null || share < LEAST_SHARE) return null;
    const rows = rated.filter(({ entry }) => entry.cause === cause).slice(0, SHOWN_ROWS);
    const words = [...new Set(rows.flatMap((row) => row.words))].filter((word) => !word.includes(" "));
    return {
      cause,
      family: rows.every(({ entry }) => entry.family === "limit") ? "limit" : undefined,
      words: wordsOf(message)
        .filter((word) => words.includes(plain(word)))
        .join(" "),
      rows: rows.map(({ entry: { provider, code } }) => ({ provider, code })),
      shares,
      isNear: best.likeness >= NEAR_LIKENESS && share >= NEAR_SHARE,
    };
  }
}

/** Rows that say the same of the same cause are one entry. */
function entriesOf(packs: readonly CodeTablePack[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const pack of [...packs].sort((a, b) => (a.provider < b.provider ? -1 : 1))) {
    const { provider, schemes } = pack.load();
    for (const { level, codes } of Object.values(schemes)) {
      if (level === "advice") continue;
      // By their codes, because the page keeps its rows in another order than the tables have.
      for (const { code, meaning, cause, family } of [...codes].sort((a, b) => (a.code < b.code ? -1 : 1))) {
        const key = `${cause} ${meaning.toLowerCase()}`;
        if (!entries.has(key)) entries.set(key, { id: entries.size, provider, code, meaning, cause, family });
      }
    }
  }
  return [...entries.values()];
}

function indexOf(entries: readonly Entry[]): Index {
  const search = new MiniSearch<Entry>({ fields: ["meaning"], tokenize: termsOf, processTerm: (term) => term });
  search.addAll(entries);
  const having = new Map<string, number>();
  const terms = entries.map(({ meaning }) => termsOf(meaning));
  for (const term of terms.flat()) having.set(term, (having.get(term) ?? 0) + 1);
  const weight = (term: string): number =>
    (Math.log(1 + entries.length / (1 + (having.get(term) ?? 0))) * (term.includes(" ") ? PAIR_WEIGHT : 1)) ** 2;
  const sizes = terms.map((of) => Math.sqrt(of.reduce((sum, term) => sum + weight(term), 0)));
  return { entries, search, weight, sizes };
}
