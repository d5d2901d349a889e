import { type Json, type JsonObject, own } from "../base/json.js";
import type { CodeRow, CodeTable, GenericTable, PhraseTable, Rail } from "./code-table.js";
import { CODE_WORD, type RowOfWord, rowNamedIn, wordOf } from "./code-words.js";
import { decidingCode, type Guidance, guidanceOf } from "./guidance.js";
import { meantFor } from "./meant.js";
import type { MakeMessageReader, MessageClaim, MessagePolicy, MessageReader, MessageReading } from "./message.js";
import type { NamedCodes } from "./named-codes.js";
import type { ResembledRow } from "./resemblance.js";
import { readable } from "./words.js";

type Level = CodeTable["schemes"][string]["level"];
type CodeCertainty = "certain" | "likely" | "possible";

interface Scheme {
  name: string;
  provider: string;
  level: Level;
  rail: Rail | undefined;
  rows: Map<string, CodeRow>;
  /** Rows whose code has a run of "x": 403xx14 matches every 7-digit code with that start and end. */
  patterns: CodeRow[];
  /** Rows searched for inside a message, the longest first. */
  inside: CodeRow[] | null;
}

interface Provider {
  name: string;
  main: Scheme;
  /** The main scheme first, then the others in the order of the table. */
  schemes: Scheme[];
}

interface Loaded {
  provider: Provider;
  schemes: Map<string, Scheme>;
  table: CodeTable;
}

/** One code of a failure and what it means. */
export interface CodeReading {
  provider: string | undefined;
  scheme: string | undefined;
  code: string;
  /** JSON Pointer of the code in the context. */
  pointer: string;
  level: Level;
  /** Null if no table gives the code a cause. */
  cause: string | null;
  certainty: CodeCertainty;
  family: "limit" | undefined;
  row: CodeRow | undefined;
  /** The way of paying that the code is about. */
  rail?: Rail | undefined;
  /** Rows of other tables that the words of a message resemble. */
  resembles?: readonly ResembledRow[];
  /** Words of a message about money that may have moved: they count beside the code that decides. */
  beside?: true;
}

/** Whether it is a provider's code: in a field, or named in a message. A phrase of a message was found by us. */
export const isCode = ({ pointer, row }: CodeReading): boolean => pointer !== "/failure/message" || row !== undefined;

/** What the rule set says about the codes that mean its causes. */
export interface CauseMeanings extends MessagePolicy {
  /** The cause of a code that says only that the status has to be checked first; null for none. */
  unknownOutcome: string | null;
  /** The cause that a code means on a refund or payout, which the merchant makes, by the cause that it means otherwise. */
  merchants: ReadonlyMap<string, string>;
  /** The cause that a code means where the receiving account is the customer's own, by the cause that it means of a payee. */
  owns: ReadonlyMap<string, string>;
}

/** What reads codes that no table has, and messages. */
export interface CommonWords {
  /** Null where there are none. */
  generic: () => GenericTable | null;
  phrases: () => readonly PhraseTable[];
  /** Null where messages are not read but for codes: the core rules have no phrases, and carry nothing that reads them. */
  messages: MakeMessageReader | null;
  /** Null where codes are not looked for in messages. */
  namedCodes: ((packs: readonly CodeTablePack[]) => NamedCodes) | null;
}

/** The meaning of `failure`: its codes, the one that decides, and what is published about another try. */
export interface FailureReading {
  codes: CodeReading[];
  deciding: CodeReading | null;
  guidance: Guidance | null;
  /** The way of paying that the codes are about, the one that decides first; undefined where none says it. */
  rail: Rail | undefined;
}

const norm = (text: string): string => text.normalize("NFKC").trim().toLowerCase();
const providerKey = (name: string): string => norm(name).replace(/[^a-z0-9]+/g, "_");

const CARD_NETWORK_SCHEME = "iso8583.de39";
const CARD_ADVICE_SCHEME = "mastercard.mac";
const NOTHING_SAID: MessageReading = { claim: null, warnings: [] };
/** No word of a sentence: `cc_rejected_insufficient_amount`. */
const PLAINLY_CODE = /[a-z\d]_[a-z\d]/i;
/** Codes that are searched for inside a text are looked for in its first part. */
const MAX_SEARCHED = 10_000;

/**
 * A provider's code table, parsed when one of its codes is first looked up.
 * @example
 * import stripe from "txwhy/codes/stripe";
 *
 * console.log(stripe.load().mainScheme); // stripe.error_code
 */
export interface CodeTablePack {
  provider: string;
  aliases: readonly string[];
  schemes: readonly string[];
  /** SHA-256 of a shipped pack's content. A pack with a hash was checked at build time; a pack without one is checked when it is added. */
  hash?: string;
  load(): CodeTable;
}

/** The provider tables of a rule set. Names and codes are case-insensitive. */
export class ProviderCatalog {
  readonly packs: readonly CodeTablePack[];
  readonly #byName = new Map<string, CodeTablePack>();
  readonly #byScheme = new Map<string, CodeTablePack>();
  readonly #loaded = new Map<CodeTablePack, Loaded>();
  readonly #common: CommonWords;
  #words: Map<string, GenericTable["words"][number]> | null = null;
  #messages: MessageReader | null = null;
  #named: NamedCodes | null = null;
  readonly #meanings: CauseMeanings;

  constructor(packs: readonly CodeTablePack[], common: CommonWords, meanings: CauseMeanings) {
    this.packs = packs;
    this.#meanings = meanings;
    this.#common = common;
    for (const pack of packs) {
      for (const name of [pack.provider, ...pack.aliases]) this.#byName.set(providerKey(name), pack);
      for (const scheme of pack.schemes) this.#byScheme.set(norm(scheme), pack);
    }
  }

  #load(pack: CodeTablePack): Loaded {
    let found = this.#loaded.get(pack);
    if (found === undefined) {
      const table = pack.load();
      const schemes = Object.entries(table.schemes).map(([name, scheme]) => readScheme(name, scheme, table.provider));
      const main = schemes.find((scheme) => scheme.name === table.mainScheme) ?? (schemes[0] as Scheme);
      const provider = { name: table.provider, main, schemes: [main, ...schemes.filter((scheme) => scheme !== main)] };
      found = { provider, schemes: new Map(schemes.map((scheme) => [norm(scheme.name), scheme])), table };
      this.#loaded.set(pack, found);
    }
    return found;
  }

  #of(packs: ReadonlyMap<string, CodeTablePack>, name: string): Loaded | undefined {
    const pack = packs.get(name);
    return pack && this.#load(pack);
  }
  #provider(name = ""): Provider | undefined {
    return this.#of(this.#byName, providerKey(name))?.provider;
  }
  #scheme(name: string): Scheme | undefined {
    return this.#of(this.#byScheme, norm(name))?.schemes.get(norm(name));
  }
  /** Reads messages; made when the first one is read. */
  get #reader(): MessageReader | null {
    this.#messages ??= this.#common.messages?.(this.#common.phrases(), this.#meanings, this.packs) ?? null;
    return this.#messages;
  }

  /** The table of a provider, by its name or an alias; case-insensitive. */
  table(name: string): CodeTable | undefined {
    return this.#of(this.#byName, providerKey(name))?.table;
  }

  /** The table that has a scheme, by the scheme's name; case-insensitive. */
  tableOfScheme(name: string): CodeTable | undefined {
    return this.#of(this.#byScheme, norm(name))?.table;
  }

  /** Reads all codes of a context's `failure`; null if the context has no `failure`. */
  read(context: JsonObject): FailureReading | null {
    const failure = own(context, "failure");
    if (failure === undefined) return null;
    const codes = this.#codes(failure).map((code) => meantFor(code, context, this.#meanings));
    const message = own(failure, "message") as string | undefined;
    const { reasonless } = this.#meanings;
    const coded = decidingCode(codes, reasonless);
    let deciding = coded;
    if (message !== undefined) {
      // "Denied" of a gateway gives no reason, and one that stands for many things only a possible one; the words beside it may say it. A bank
      // that gives none is not contradicted by words.
      const isVague = coded !== null && (coded.certainty === "possible" || reasonless.has(coded.cause as string));
      const isOpen = coded === null || (coded.level !== "issuer" && isVague);
      const told = this.#told(message, own(failure, "provider") as string | undefined, !isOpen);
      const meant = told.map((one) => meantFor(one, context, this.#meanings));
      const telling = coded && meant.find(({ beside, cause }) => !beside && cause !== null && !reasonless.has(cause));
      codes.push(...(coded && !telling ? meant.filter(({ beside }) => beside) : meant));
      deciding = telling ?? coded ?? meant[0] ?? null;
    }
    const rail = deciding?.rail ?? codes.find((code) => code.rail !== undefined)?.rail;
    return { codes, deciding, guidance: guidanceOf(codes, coded ?? deciding), rail };
  }

  #codes(failure: Json): CodeReading[] {
    const provider = own(failure, "provider") as string | undefined;
    const table = this.#provider(provider);
    const codes: CodeReading[] = [];
    const code = own(failure, "code") as string | undefined;
    if (code !== undefined) codes.push(this.#mainCode(code, provider, table));
    const network = own(failure, "networkCode") as string | undefined;
    const listed = (own(failure, "codes") as JsonObject[] | undefined) ?? [];
    if (network !== undefined)
      codes.push(this.#inScheme(CARD_NETWORK_SCHEME, network, "/failure/networkCode", provider));
    const advice = own(failure, "adviceCode") as string | undefined;
    if (advice !== undefined) codes.push(this.#adviceCode(advice, provider, table));
    for (const [i, entry] of listed.entries()) {
      codes.push(this.#inScheme(entry.scheme as string, entry.code as string, `/failure/codes/${i}`, provider));
    }
    return codes;
  }

  #mainCode(code: string, provider: string | undefined, table: Provider | undefined): CodeReading {
    const pointer = "/failure/code";
    if (table === undefined) {
      const common = this.#word(code, pointer, provider, undefined);
      const any =
        common.cause === null && provider === undefined ? rowNamedIn(code, () => this.#everyScheme()) : undefined;
      return any?.word === code ? { ...saidIn(any), pointer } : common;
    }
    const others = table.schemes.filter((scheme) => scheme.level !== "advice");
    const telling = others.length > 0 ? others : table.schemes;
    for (const scheme of telling) {
      const row = find(scheme, code);
      if (row !== undefined) return reading(scheme, row, code, pointer, provider);
    }
    const { name, level }: Partial<Scheme> = others.length > 0 ? table.main : {};
    return this.#word(code, pointer, provider, name, level);
  }

  #inScheme(name: string, code: string, pointer: string, provider: string | undefined): CodeReading {
    const scheme = this.#scheme(name);
    if (scheme === undefined) return this.#word(code, pointer, provider, name);
    const row = find(scheme, code);
    return row
      ? reading(scheme, row, code, pointer, scheme.provider)
      : this.#word(code, pointer, scheme.provider, scheme.name, scheme.level);
  }

  #adviceCode(code: string, provider: string | undefined, table: Provider | undefined): CodeReading {
    const pointer = "/failure/adviceCode";
    const schemes = (table?.schemes ?? []).filter((scheme) => scheme.level === "advice");
    const card = this.#scheme(CARD_ADVICE_SCHEME);
    for (const scheme of card === undefined ? schemes : [...schemes, card]) {
      const row = find(scheme, code);
      if (row !== undefined) return reading(scheme, row, code, pointer, provider);
    }
    return unread(provider, schemes[0]?.name ?? CARD_ADVICE_SCHEME, code, pointer, "advice");
  }

  /** Reads a code that no table has: only whole, common words are recognised. */
  #word(
    code: string,
    pointer: string,
    provider: string | undefined,
    scheme: string | undefined,
    level: Level = "provider",
  ): CodeReading {
    this.#words ??= new Map((this.#common.generic()?.words ?? []).map((entry) => [entry.word, entry]));
    const word = wordOf(code);
    const whole = this.#words.get(word) ?? this.#words.get(word.replace(/^err(?:or)?_/, ""));
    // `isv.invalid-signature`: what stands before the dot may say whose it is.
    const entry = whole ?? this.#words.get(wordOf(code.replace(/^\w+\./, "")));
    const none = unread(provider, scheme, code, pointer, level);
    if (entry === undefined) return none;
    const certainty = whole && entry.family === undefined ? "likely" : "possible";
    return { ...none, cause: entry.cause, certainty, family: entry.family };
  }

  /** What a message says: why it failed, where no code does, then what it tells of money that may have moved. */
  #told(message: string, provider: string | undefined, isDecided: boolean): CodeReading[] {
    const { claim, warnings } = this.#reader?.read(message, !isDecided) ?? NOTHING_SAID;
    const reading = ({ cause, family, words, rows }: MessageClaim): CodeReading => ({
      ...unread(provider, undefined, words, "/failure/message", "status"),
      cause,
      family,
      ...(rows.length > 0 ? { resembles: rows } : {}),
    });
    const code = isDecided ? undefined : this.#codeIn(message, provider);
    // A code of the provider says more than words that give no reason.
    const asks = !claim || this.#meanings.reasonless.has(claim.cause) || claim.isWrapper;
    const word = () => (asks ? this.#wordIn(message, provider, claim) : undefined);
    const why = isDecided || code?.cause ? null : (word() ?? (claim && reading(claim)));
    const told = [why, code].filter((one) => !!one);
    return [...told, ...warnings.map((warning): CodeReading => ({ ...reading(warning), beside: true }))];
  }

  /** The code of a table in a message: "ACH return R10". In words it is weak evidence, whatever its table says. */
  #codeIn(message: string, provider: string | undefined): CodeReading | undefined {
    this.#named ??= this.#common.namedCodes?.(this.packs) ?? null;
    const named = this.#named?.in(readable(message), provider);
    const scheme = named && this.#scheme(named.scheme);
    if (!named || !scheme) return undefined;
    // Nor does anyone pay again at once because of words.
    const row: CodeRow = named.row.retry === "now" ? { ...named.row, retry: "unknown" } : named.row;
    return saidIn({ scheme, row, word: row.code });
  }

  /**
   * A code in a message: one of its provider's; where no words claim anything, or one is plainly a code, also a common word such as
   * INSUFFICIENT_FUNDS, or one of any table.
   */
  #wordIn(message: string, provider: string | undefined, claim: MessageClaim | null): CodeReading | undefined {
    const words = readable(message);
    const table = this.#provider(provider);
    const own = table && rowNamedIn(words, () => table.schemes);
    if (own || (claim && !PLAINLY_CODE.test(words))) return own && saidIn(own);
    const common = [...words.matchAll(CODE_WORD)]
      .map(([found]) => this.#word(found, "/failure/message", provider, undefined, "status"))
      .filter(({ cause }) => cause !== null);
    const [first] = common;
    // Several codes that mean different causes are a list of them.
    const isList = common.some(({ code, cause }) => cause !== first?.cause && PLAINLY_CODE.test(code));
    if (first) return isList ? undefined : { ...first, certainty: "possible" };
    const any = table ? undefined : rowNamedIn(words, () => this.#everyScheme());
    return any && saidIn(any);
  }

  #everyScheme(): Scheme[] {
    return this.packs.flatMap((pack) => this.#load(pack).provider.schemes);
  }
}

function readScheme(name: string, scheme: CodeTable["schemes"][string], provider: string): Scheme {
  const rows = new Map(scheme.codes.map((row) => [norm(row.code), row]));
  const patterns = scheme.codes.filter((row) => /^\d+x+\d+$/i.test(row.code));
  const inside = scheme.match === "inside" ? [...scheme.codes].sort((a, b) => b.code.length - a.code.length) : null;
  return { name, provider, level: scheme.level, rail: scheme.rail, rows, patterns, inside };
}

function find(scheme: Scheme, code: string): CodeRow | undefined {
  const key = norm(code);
  // Libraries print names in their own spelling: billingUnavailable.
  const exact = scheme.rows.get(key) ?? scheme.rows.get(wordOf(code));
  if (exact !== undefined) return exact;
  const pattern = scheme.patterns.find((row) => {
    const run = row.code.search(/x/i);
    const end = row.code.slice(run).replace(/^x+/i, "");
    return (
      key.length === row.code.length && /^\d+$/.test(key) && key.startsWith(row.code.slice(0, run)) && key.endsWith(end)
    );
  });
  if (pattern !== undefined) return pattern;
  const text = key.slice(0, MAX_SEARCHED);
  return scheme.inside?.find((row) => text.includes(norm(row.code)));
}

const unread = (
  provider: string | undefined,
  scheme: string | undefined,
  code: string,
  pointer: string,
  level: Level,
): CodeReading => ({
  provider,
  scheme,
  code,
  pointer,
  level,
  cause: null,
  certainty: "possible",
  family: undefined,
  row: undefined,
});

function reading(
  scheme: Scheme,
  row: CodeRow,
  code: string,
  pointer: string,
  provider: string | undefined,
): CodeReading {
  return {
    ...unread(provider ?? scheme.provider, scheme.name, code, pointer, scheme.level),
    cause: scheme.level === "advice" ? null : row.cause,
    certainty: row.certainty ?? "likely",
    family: row.family,
    row,
    rail: row.rail ?? scheme.rail,
  };
}

/** A code among words is weaker evidence than one in its own field. */
const saidIn = ({ scheme, row, word }: RowOfWord<Scheme>): CodeReading => ({
  ...reading(scheme, row, word, "/failure/message", undefined),
  certainty: "possible",
});
