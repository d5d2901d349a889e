import { oncePer } from "../base/once.js";
import type { PhraseTable } from "./code-table.js";
import type { CodeTablePack } from "./codes.js";
import { type PhraseMatch, PhraseMatcher } from "./phrases.js";
import type { Resemblance, ResembledRow, Resembling } from "./resemblance.js";
import { wordsOf } from "./words.js";

/** What a message says of one cause. Words are weak evidence: the cause is at most possible. */
export interface MessageClaim {
  cause: string;
  family: "limit" | undefined;
  /** The words of the message that decided. */
  words: string;
  /** Rows of code tables that the message resembles; none where a phrase decided. */
  rows: readonly ResembledRow[];
  /** It is the name of an answer of HTTP, which wraps refusals of every kind. */
  isWrapper: boolean;
}

/** What a message says. */
export interface MessageReading {
  /** Why it failed; null where the message says nothing of it, or names several causes. */
  claim: MessageClaim | null;
  /** What it tells of money that may have moved. */
  warnings: readonly MessageClaim[];
}

/** What the causes say about words that mean them. */
export interface MessagePolicy {
  reasonless: ReadonlySet<string>;
  /** Instead of a cause, what it is where the words are about the payee: another cause, or null for none. */
  payees: ReadonlyMap<string, string | null>;
  /** Causes by which money may have moved: they are warned of beside every other. */
  moved: ReadonlySet<string>;
}

/** A bare refusal, as in "Refused" or "bank declined", is all that a message of at most so many words says. In a longer one, the other words would say why. */
const BARE = 3;
/** From this many causes on, a message is a list of what may be wrong, as in "expired card, low balance or a blocked account". */
const LIST = 3;
/** A second cause whose phrase has so much of the first one's weight is about as near. */
const ABOUT_AS_NEAR = 0.8;
/** Rows speak against a cause where its own rows have at most so much of what the rows of the nearest cause have. */
const CLEARLY_LESS = 0.6;

/** "[ test system ] DECLINED", "(05) Declined": a label in front of what is said. */
const LABEL = /^\s*(?:\[[^\]]{0,40}\]|\([^)]{0,40}\))(?=\s*\p{L})/u;
/** The name of an answer of HTTP, as it stands around what a provider says. */
const WRAPPER = "bad request";
/** What a message gives as an example, and what only wraps it. */
const EXAMPLE = /* @__PURE__ */ new RegExp(
  `(?:\\be\\.\\s?g\\.|\\bfor example\\b)[^.;\\n)]{0,200}|\\b${WRAPPER}\\b`,
  "gi",
);

/** What a person is asked to do says nothing of the reason: "Payment declined, please try again later". */
const ADVICE =
  /[.,;!]?\s{0,3}\b(?:please|kindly) (?:try|retry|contact|call|ask|use (?:another|a different|an alternative))\b[^.;!]{0,120}[.!]?\s*$/i;

const matcherOf = /* @__PURE__ */ oncePer((tables: readonly PhraseTable[]) => new PhraseMatcher(tables));

/** Reads a message by the phrases of all languages, and by what it resembles where no phrase is in it. */
export class MessageReader {
  readonly #matcher: PhraseMatcher;
  readonly #policy: MessagePolicy;
  readonly #resembling: ((message: string) => Resembling | null) | null;

  constructor(
    tables: readonly PhraseTable[],
    policy: MessagePolicy,
    resembling: ((message: string) => Resembling | null) | null,
  ) {
    this.#matcher = matcherOf(tables);
    this.#policy = policy;
    this.#resembling = resembling;
  }

  /** `isAsked` is false where a code decides, so that the message is read for its warnings alone. */
  read(given: string, isAsked = true): MessageReading {
    const { moved, reasonless } = this.#policy;
    const message = this.#without(ADVICE, this.#without(LABEL, given));
    const matches = this.#matches(message);
    const said = matches.flatMap((match) => this.#meant(match));
    const warnings = firstOfEach(said.filter(({ match, cause }) => match.warns || moved.has(cause)));
    const isBare = wordsOf(message).length <= BARE;
    const reasons = said.filter(
      ({ match, cause }) => !match.warns && !moved.has(cause) && (isBare || !match.alone || !reasonless.has(cause)),
    );
    const telling = reasons.filter(({ cause }) => !reasonless.has(cause));
    const claims = firstOfEach(telling.length > 0 ? telling : reasons);
    const [first, second] = claims;
    // Where phrases are denied or only listed, the rows would say what the words do not.
    const asksRows = isAsked && (first !== undefined || matches.length === 0);
    const near = asksRows ? (this.#resembling?.(message) ?? null) : null;
    if (first === undefined && near?.isNear) return this.#resembled(near);
    // Where the words and the rows that resemble them disagree, none is said.
    const isDenied = first !== undefined && !first.match.inOnePiece && near !== null && this.#denies(near, first.cause);
    const isUnclear =
      claims.length >= LIST ||
      (first !== undefined &&
        second !== undefined &&
        second.match.alone === first.match.alone &&
        second.match.weight >= ABOUT_AS_NEAR * first.match.weight);
    return {
      claim: first === undefined || isUnclear || isDenied ? null : claimOf(first),
      warnings: warnings.map(claimOf),
    };
  }

  /** A message without its label or its advice, where the rest says something. */
  #without(part: RegExp, message: string): string {
    const rest = message.replace(part, "");
    return rest !== message && this.#matcher.matches(rest).some(({ cause }) => cause !== null) ? rest : message;
  }

  /** The phrases of a message. An example counts only where the rest of it says nothing: "Cannot pay the fee, e.g. balance too low". */
  #matches(message: string): PhraseMatch[] {
    const main = message.replace(EXAMPLE, " ");
    const matches = this.#matcher.matches(main);
    return main === message || matches.some(({ cause }) => cause !== null) ? matches : this.#matcher.matches(message);
  }

  /** "The recipient's limit" is not the payer's. */
  #meant(match: PhraseMatch): Said[] {
    const { cause, ofPayee } = match;
    if (cause === null) return [];
    const payees = ofPayee ? this.#policy.payees.get(cause) : undefined;
    if (payees === null) return [];
    return payees === undefined
      ? [{ match, cause, family: match.family }]
      : [{ match, cause: payees, family: undefined }];
  }

  /** Rows that do not say whose it is agree with words that say it is the payee's. */
  #denies({ cause: nearest, shares }: Resembling, said: string): boolean {
    const shareOfSaid = [...shares].reduce((sum, [cause, share]) => {
      const agrees = cause === said || (cause !== null && this.#policy.payees.get(cause) === said);
      return agrees ? sum + share : sum;
    }, 0);
    return shareOfSaid <= CLEARLY_LESS * (shares.get(nearest) as number);
  }

  #resembled({ cause, family, words, rows }: Resembling): MessageReading {
    const claim = { cause, family, words, rows, isWrapper: false };
    return this.#policy.moved.has(cause) ? { claim: null, warnings: [claim] } : { claim, warnings: [] };
  }
}

/** Makes what reads the messages of a rule set, from its phrases and its code tables. */
export type MakeMessageReader = (
  phrases: readonly PhraseTable[],
  policy: MessagePolicy,
  packs: readonly CodeTablePack[],
) => MessageReader;

/** Reads by phrases, and by the rows that a message resembles where `resemblance` is given. */
export const messageReader =
  (resemblance?: (packs: readonly CodeTablePack[]) => Resemblance): MakeMessageReader =>
  (phrases, policy, packs) => {
    const rows = resemblance?.(packs);
    return new MessageReader(phrases, policy, rows ? (message) => rows.nearest(message) : null);
  };

interface Said {
  match: PhraseMatch;
  cause: string;
  family: "limit" | undefined;
}

/** The heaviest of each cause. */
const firstOfEach = (said: readonly Said[]): Said[] =>
  said.filter(({ cause }, i) => said.findIndex((other) => other.cause === cause) === i);
const claimOf = ({ match, cause, family }: Said): MessageClaim => ({
  cause,
  family,
  words: match.words,
  rows: [],
  isWrapper: match.words === WRAPPER,
});
