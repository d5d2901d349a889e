import type { PhraseTable } from "./code-table.js";
import { CLAUSE, plainWordsOf, readable, withoutAccents, wordsOf } from "./words.js";

/** A phrase found in a text. */
export interface PhraseMatch {
  /** What the text says with it; null where it is denied, and for a phrase that claims nothing, such as "no money was taken". */
  cause: string | null;
  family: "limit" | undefined;
  /** It tells of money that may have moved: it counts beside whatever code decides. */
  warns: boolean;
  /** The words say whose it is: the payee's, and not the payer's. */
  ofPayee: boolean;
  /** The phrase as the table has it. */
  phrase: string;
  /** The words of the text that decided, with … for what lies between. */
  words: string;
  /** It says so only where the message is one short clause. Any other phrase is preferred. */
  alone: boolean;
  /** Its words stand side by side, as the table has them: such a phrase is hardly met by chance. */
  inOnePiece: boolean;
  /** Of two phrases that share a word, the heavier one counts. */
  weight: number;
}

/** A word of a phrase, or any of a set of words by their first word. `start` is set where only the start of the word is given: "expir*". */
interface Word {
  text: string;
  start: boolean;
  set: ReadonlyMap<string, readonly string[][]> | undefined;
}
interface Phrase {
  text: string;
  /** Parts that may lie apart, in any order, in one clause. */
  parts: Word[][];
  cause: string | null;
  family: "limit" | undefined;
  warns: boolean;
  alone: boolean;
  language: Language;
}
interface Language {
  sets: ReadonlyMap<string, ReadonlyMap<string, readonly string[][]>>;
  before: string[][];
  after: string[][];
  between: ReadonlySet<string>;
  payee: string[][];
  links: ReadonlySet<string>;
}
interface Found extends PhraseMatch {
  places: ReadonlySet<number>;
  isDenied: boolean;
}

/** How many words may lie between the parts of a phrase. */
const REACH = 7;
/** How many small words may lie between a phrase and the word that negates it or says whose it is. */
const SMALL_WORDS = 4;
/** A message of so many words, in one clause, is what a provider says of a code, and no story. */
const SHORT = 12;

/** Every phrase that names a cause. */
export function phrasesOf(tables: readonly PhraseTable[]) {
  return tables.flatMap(({ language, means, meansFamily, meansAlone, meansAloneFamily, warns }) =>
    [means, meansFamily, meansAlone, meansAloneFamily, warns].flatMap((part) =>
      Object.entries(part ?? {}).flatMap(([cause, phrases]) =>
        phrases.map((phrase) => ({
          language,
          phrase,
          cause,
          family: part === meansFamily || part === meansAloneFamily ? ("limit" as const) : undefined,
        })),
      ),
    ),
  );
}

const isClause = (word: string | undefined): boolean => word === undefined || word === CLAUSE;
/** How many words of the text are this word of a phrase: 0 for none. */
function lengthAt({ text, start, set }: Word, words: readonly string[], at: number): number {
  const word = words[at];
  if (word === undefined) return 0;
  if (set === undefined) return Number(start ? word.startsWith(text) : word === text);
  return set.get(word)?.find((sequence) => sequence.every((one, i) => words[at + i] === one))?.length ?? 0;
}
const sequences = (list: readonly string[]): string[][] => list.map(plainWordsOf);
/** Sequences of words by their first word, the longest first. */
function byFirst(list: readonly string[]): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  for (const sequence of sequences(list).sort((a, b) => b.length - a.length)) {
    const [first] = sequence as [string];
    found.set(first, [...(found.get(first) ?? []), sequence]);
  }
  return found;
}

/** Phrases by the first word of the longest part, or by its first letters where only the start of the word is given. */
class PhraseIndex {
  readonly #whole = new Map<string, Phrase[]>();
  readonly #starts = new Map<string, Phrase[]>();

  add(phrase: Phrase): void {
    const { text, start, set } = (phrase.parts[0] as Word[])[0] as Word;
    const into = start ? this.#starts : this.#whole;
    for (const first of set?.keys() ?? [text]) {
      const known = into.get(first);
      if (known === undefined) into.set(first, [phrase]);
      else known.push(phrase);
    }
  }

  startingWith(word: string): Phrase[] {
    if (word === CLAUSE) return [];
    const found = [...(this.#whole.get(word) ?? [])];
    for (let length = 2; length <= Math.min(word.length, 20); length++) {
      const more = this.#starts.get(word.slice(0, length));
      if (more !== undefined) found.push(...more);
    }
    return found;
  }
}

/**
 * Finds the phrases of all languages in a text: whole words, parts that lie apart in one clause, and whether a word near it negates it.
 * The time is linear in the length of the text.
 */
export class PhraseMatcher {
  readonly #claiming = new PhraseIndex();
  readonly #failing = new PhraseIndex();

  constructor(tables: readonly PhraseTable[]) {
    for (const table of tables) {
      const language: Language = {
        sets: new Map(Object.entries(table.sets ?? {}).map(([name, list]) => [name, byFirst(list)])),
        before: sequences(table.negation.before),
        after: sequences(table.negation.after),
        between: new Set(table.between?.flatMap(plainWordsOf)),
        payee: sequences(table.payee.words),
        links: new Set(table.payee.links.flatMap(plainWordsOf)),
      };
      const add = (
        phrases: PhraseTable["means"] = {},
        family?: "limit",
        marks: { warns?: true; alone?: true } = {},
      ) => {
        for (const [cause, texts] of Object.entries(phrases))
          for (const text of texts)
            this.#claiming.add(phraseOf(text, { cause, family, warns: false, alone: false, ...marks, language }));
      };
      add(table.means);
      add(table.meansFamily, "limit");
      add(table.meansAlone, undefined, { alone: true });
      add(table.meansAloneFamily, "limit", { alone: true });
      add(table.warns, undefined, { warns: true });
      const bare = { cause: null, family: undefined, warns: false, alone: false, language };
      for (const text of table.claimsNothing ?? []) this.#claiming.add(phraseOf(text, bare));
      for (const text of table.fails ?? []) this.#failing.add(phraseOf(text, bare));
    }
  }

  /** Whether a text says, in words that nothing denies, that a payment failed. */
  saysFailed(text: string): boolean {
    const shown = wordsOf(readable(text));
    const words = shown.map(withoutAccents);
    return words.some((word, at) =>
      this.#failing.startingWith(word).some((phrase) => foundAt(phrase, words, at, shown)?.isDenied === false),
    );
  }

  /** Every phrase of a text, without those that share a word with a heavier one; the heaviest first. */
  matches(text: string): PhraseMatch[] {
    const shown = wordsOf(readable(text));
    const words = shown.map(withoutAccents);
    const isShort = words.length <= SHORT && words.every((word, i) => word !== CLAUSE || i === words.length - 1);
    const found = words.flatMap((word, at) =>
      this.#claiming
        .startingWith(word)
        .flatMap((phrase) => (phrase.alone && !isShort ? [] : (foundAt(phrase, words, at, shown) ?? []))),
    );
    found.sort((a, b) => Number(a.alone) - Number(b.alone) || b.weight - a.weight);
    const taken = new Map<number, Found>();
    return found
      .filter((match) => {
        // Two phrases of one weight on the same words count both: what they say may differ.
        const heavier = [...match.places].map((place) => taken.get(place)).filter((other) => other !== undefined);
        if (heavier.some(({ weight, alone }) => weight > match.weight || alone !== match.alone)) return false;
        for (const place of match.places) if (!taken.has(place)) taken.set(place, match);
        return true;
      })
      .map(({ places: _, isDenied: __, ...match }) => match);
  }
}

const PHRASE_WORDS = /\{(\w+)\}|[^\s{}]+/g;

function phraseOf(text: string, rest: Omit<Phrase, "text" | "parts">): Phrase {
  const parts = text.split("\u2026").map((part) =>
    [...part.matchAll(PHRASE_WORDS)].flatMap(([whole, name]): Word[] => {
      if (name !== undefined) return [{ text: "", start: false, set: rest.language.sets.get(name) ?? new Map() }];
      return plainWordsOf(whole).map((word) => {
        const start = word.endsWith("*");
        return { text: start ? word.slice(0, -1) : word, start, set: undefined };
      });
    }),
  );
  const lengthOf = (part: readonly Word[]): number => part.reduce((sum, word) => sum + word.text.length, 0);
  // A phrase is looked up by its first part: by the one with most letters, which the fewest texts have.
  parts.sort((a, b) => lengthOf(b) - lengthOf(a));
  return { ...rest, text, parts };
}

/** The phrase whose longest part starts at this word; undefined where another part is missing. */
function foundAt(
  phrase: Phrase,
  words: readonly string[],
  at: number,
  asWritten: readonly string[],
): Found | undefined {
  const places = new Set<number>();
  let weight = 0;
  for (const part of phrase.parts) {
    const covered = places.size === 0 ? placesAt(part, words, at) : nearest(part, words, at, places);
    if (covered === undefined) return undefined;
    for (const { text, place } of covered) {
      places.add(place);
      weight += (text || (words[place] as string)).length;
    }
  }
  const sorted = [...places].sort((a, b) => a - b);
  const [first, last] = [sorted[0] as number, sorted.at(-1) as number];
  const gaps = range(first, last).filter((i) => !places.has(i));
  const { language, family, warns, alone, parts } = phrase;
  const inOnePiece = parts.length === 1 && places.size > 1;
  // What is denied claims nothing, and neither does a shorter phrase in it.
  const isDenied = isNegated(language, words, first, last, gaps);
  const shown = sorted.map((i, n) => (n > 0 && sorted[n - 1] !== i - 1 ? `\u2026 ${asWritten[i]}` : asWritten[i]));
  const told = shown
    .join(" ")
    .replaceAll(` ${CLAUSE} `, " \u2026 ")
    .replace(/(?<=[\p{Script=Han}\p{Script=Thai}]) (?=[\p{Script=Han}\p{Script=Thai}])/gu, "");
  return {
    phrase: phrase.text,
    cause: isDenied ? null : phrase.cause,
    isDenied,
    family,
    warns,
    alone,
    inOnePiece,
    // Less than a letter more: it decides where two phrases cover the same words.
    weight: inOnePiece ? weight + 0.5 : weight,
    places,
    words: told,
    ofPayee: isOfPayee(language, words, first, last, gaps),
  };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The places of the text that a part covers where it starts at this one; undefined where the text says something else. */
function placesAt(
  part: readonly Word[],
  words: readonly string[],
  at: number,
): { text: string; place: number }[] | undefined {
  const covered: { text: string; place: number }[] = [];
  let place = at;
  for (const word of part) {
    const length = lengthAt(word, words, place);
    if (length === 0) return undefined;
    for (let i = 0; i < length; i++) covered.push({ text: word.text, place: place++ });
  }
  return covered;
}

/** A part at the place nearest to the first one, in the same clause and within reach. */
function nearest(
  part: readonly Word[],
  words: readonly string[],
  at: number,
  taken: ReadonlySet<number>,
): { text: string; place: number }[] | undefined {
  let [left, right] = [true, true];
  for (let distance = 1; distance <= REACH && (left || right); distance++) {
    for (const start of [at + distance, at - distance]) {
      const isRight = start > at;
      if (isRight ? !right : !left) continue;
      if (isClause(words[start])) {
        if (isRight) right = false;
        else left = false;
        continue;
      }
      const covered = placesAt(part, words, start);
      if (covered?.every(({ place }) => !taken.has(place))) return covered;
    }
  }
  return undefined;
}

/** Whether something holds at a place of the same clause, from one on, with nothing but small words between. */
function isBeside(
  words: readonly string[],
  from: number,
  step: 1 | -1,
  between: ReadonlySet<string>,
  test: (place: number) => boolean,
): boolean {
  for (let i = from, small = 0; !isClause(words[i]) && small <= SMALL_WORDS; i += step, small++) {
    if (test(i)) return true;
    if (!between.has(words[i] as string)) break;
  }
  return false;
}

function isNegated(
  { before, after, between }: Language,
  words: readonly string[],
  first: number,
  last: number,
  gaps: readonly number[],
): boolean {
  const isDenial = (end: number): boolean =>
    before.some((sequence) => sequence.every((word, i) => words[end - sequence.length + 1 + i] === word));
  return (
    gaps.some(isDenial) ||
    isBeside(words, first - 1, -1, between, isDenial) ||
    isBeside(words, last + 1, 1, between, (at) =>
      after.some((sequence) => sequence.every((word, i) => words[at + i] === word)),
    )
  );
}

/** "The recipient's limit is exceeded", "exceeds the limit of the recipient". */
function isOfPayee(
  { payee, links, between }: Language,
  words: readonly string[],
  first: number,
  last: number,
  gaps: readonly number[],
): boolean {
  const isPayee = (at: number): boolean =>
    payee.some((sequence) => sequence.every((word, i) => (words[at + i] ?? "").replace(/'s?$/, "") === word));
  return (
    gaps.some(isPayee) ||
    isBeside(words, first - 1, -1, between, (at) => payee.some(({ length }) => isPayee(at - length + 1))) ||
    (links.has(words[last + 1] ?? "") && isBeside(words, last + 2, 1, between, isPayee))
  );
}
