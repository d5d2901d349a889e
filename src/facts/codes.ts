import { type Json, type JsonObject, own } from "../base/json.js";
import type { CodeRow, CodeTable, GenericTable } from "./code-table.js";
import { type Guidance, guidanceOf, NEARNESS } from "./guidance.js";

type Level = CodeTable["schemes"][string]["level"];
type TransactionKind = keyof NonNullable<CodeRow["kinds"]>;
type CodeCertainty = "certain" | "likely" | "possible";

interface Scheme {
  name: string;
  provider: string;
  level: Level;
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
}

/** What the rule set says about the codes that mean its causes. */
export interface CauseMeanings {
  /** Causes of a decline without a reason. A code for one of them decides only if no other code names a cause. */
  reasonless: ReadonlySet<string>;
  /** The cause of a code that says only that the status has to be checked first; null for none. */
  unknownOutcome: string | null;
  /** The cause that a code means on a refund or payout, which the merchant makes, by the cause that it means otherwise. */
  merchants: ReadonlyMap<string, string>;
}
const NO_MEANINGS: CauseMeanings = { reasonless: new Set(), unknownOutcome: null, merchants: new Map() };

/** The meaning of `failure`: its codes, the one that decides, and what is published about another try. */
export interface FailureReading {
  codes: CodeReading[];
  deciding: CodeReading | null;
  guidance: Guidance | null;
}

const norm = (text: string): string => text.normalize("NFKC").trim().toLowerCase();
const wordOf = (code: string): string =>
  code
    .normalize("NFKC")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
const providerKey = (name: string): string => norm(name).replace(/[^a-z0-9]+/g, "_");

const CERTAINTY: Record<CodeCertainty, number> = { certain: 0, likely: 1, possible: 2 };
const CARD_NETWORK_SCHEME = "iso8583.de39";
const CARD_ADVICE_SCHEME = "mastercard.mac";
const MAX_MESSAGE = 10_000;

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
  readonly #loaded = new Map<CodeTablePack, { provider: Provider; schemes: Map<string, Scheme>; table: CodeTable }>();
  readonly #loadGeneric: () => GenericTable | null;
  #generic: { words: Map<string, GenericTable["words"][number]>; phrases: GenericTable["phrases"] } | null = null;

  readonly #meanings: CauseMeanings;

  constructor(
    packs: readonly CodeTablePack[],
    generic: () => GenericTable | null,
    meanings: CauseMeanings = NO_MEANINGS,
  ) {
    this.packs = packs;
    this.#meanings = meanings;
    this.#loadGeneric = generic;
    for (const pack of packs) {
      for (const name of [pack.provider, ...pack.aliases]) this.#byName.set(providerKey(name), pack);
      for (const scheme of pack.schemes) this.#byScheme.set(norm(scheme), pack);
    }
  }

  #load(pack: CodeTablePack): { provider: Provider; schemes: Map<string, Scheme>; table: CodeTable } {
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

  #provider(name: string): Provider | undefined {
    const pack = this.#byName.get(providerKey(name));
    return pack === undefined ? undefined : this.#load(pack).provider;
  }
  #scheme(name: string): Scheme | undefined {
    const pack = this.#byScheme.get(norm(name));
    return pack === undefined ? undefined : this.#load(pack).schemes.get(norm(name));
  }
  /** Words that are whole codes, and phrases of messages: longer phrases first, phrases without a reason last. */
  get #common() {
    if (this.#generic === null) {
      const generic = this.#loadGeneric();
      const vague = (entry: GenericTable["phrases"][number]): number =>
        this.#meanings.reasonless.has(entry.cause) ? 1 : 0;
      this.#generic = {
        words: new Map((generic?.words ?? []).map((entry) => [entry.word, entry])),
        phrases: [...(generic?.phrases ?? [])].sort((a, b) => vague(a) - vague(b) || b.phrase.length - a.phrase.length),
      };
    }
    return this.#generic;
  }

  /** The table of a provider, by its name or an alias; case-insensitive. */
  table(name: string): CodeTable | undefined {
    const pack = this.#byName.get(providerKey(name));
    return pack === undefined ? undefined : this.#load(pack).table;
  }

  /** The table that has a scheme, by the scheme's name; case-insensitive. */
  tableOfScheme(name: string): CodeTable | undefined {
    const pack = this.#byScheme.get(norm(name));
    return pack === undefined ? undefined : this.#load(pack).table;
  }

  /** Reads all codes of a context's `failure`; null if the context has no `failure`. */
  read(context: JsonObject): FailureReading | null {
    const failure = own(context, "failure");
    if (failure === undefined) return null;
    const codes = this.#codes(failure).map((code) => this.#meant(code, context));
    const message = own(failure, "message") as string | undefined;
    let deciding = decidingCode(codes, this.#meanings.reasonless);
    if (deciding === null && message !== undefined) {
      const read = this.#message(message, own(failure, "provider") as string | undefined);
      if (read !== null) {
        const meant = this.#meant(read, context);
        codes.push(meant);
        deciding = meant;
      }
    }
    return { codes, deciding, guidance: guidanceOf(codes, deciding) };
  }

  /** What a code means for this transaction: its kind and the currency of its fees may change it. */
  #meant(code: CodeReading, context: JsonObject): CodeReading {
    if (code.level === "advice") return code;
    const kind = (own(own(context, "transaction"), "kind") as TransactionKind | undefined) ?? "payment";
    const { unknownOutcome, merchants } = this.#meanings;
    const special = code.row?.kinds?.[kind];
    if (code.row !== undefined && special !== undefined) {
      const { cause = code.row.cause, meaning = code.row.meaning, retry = code.row.retry } = special;
      const row = { ...code.row, ...special, cause, meaning, retry };
      return { ...code, row, cause, certainty: row.certainty ?? "likely", family: undefined };
    }
    if (code.row?.feeCurrencyCause !== undefined && hasFeeInOtherCurrency(context))
      return { ...code, cause: code.row.feeCurrencyCause, family: undefined };
    if (code.cause === null && code.row?.retry === "check_status_first") return { ...code, cause: unknownOutcome };
    const merchantCause = kind === "refund" || kind === "payout" ? merchants.get(code.cause ?? "") : undefined;
    return merchantCause === undefined ? code : { ...code, cause: merchantCause, family: undefined };
  }

  #codes(failure: Json): CodeReading[] {
    const provider = own(failure, "provider") as string | undefined;
    const table = provider === undefined ? undefined : this.#provider(provider);
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
    if (table === undefined) return this.#word(code, pointer, provider, undefined);
    const telling = table.schemes.filter((scheme) => scheme.level !== "advice");
    for (const scheme of telling) {
      const row = find(scheme, code);
      if (row !== undefined) return reading(scheme, row, code, pointer, provider);
    }
    if (telling.length === 0) return this.#word(code, pointer, provider, undefined);
    return unread(provider, table.main.name, code, pointer, table.main.level);
  }

  #inScheme(name: string, code: string, pointer: string, provider: string | undefined): CodeReading {
    const scheme = this.#scheme(name);
    if (scheme === undefined) return this.#word(code, pointer, provider, name);
    const row = find(scheme, code);
    return row === undefined
      ? unread(scheme.provider, scheme.name, code, pointer, scheme.level)
      : reading(scheme, row, code, pointer, scheme.provider);
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

  /** Reads a code of a provider or scheme without a table: only whole, common words are recognised. */
  #word(code: string, pointer: string, provider: string | undefined, scheme: string | undefined): CodeReading {
    const entry = this.#common.words.get(wordOf(code));
    if (entry === undefined) return unread(provider, scheme, code, pointer, "provider");
    const certainty = entry.family === undefined ? "likely" : "possible";
    return {
      ...unread(provider, scheme, code, pointer, "provider"),
      cause: entry.cause,
      certainty,
      family: entry.family,
    };
  }

  /** Reads a message. Free text is weak evidence: the longest known phrase counts, and its cause is at most possible. */
  #message(message: string, provider: string | undefined): CodeReading | null {
    const text = norm(message.slice(0, MAX_MESSAGE)).replace(/\s+/g, " ");
    const found = this.#common.phrases.find((entry) => text.includes(entry.phrase));
    if (found === undefined) return null;
    const code = { ...unread(provider, undefined, found.phrase, "/failure/message", "status"), cause: found.cause };
    return { ...code, certainty: "possible", family: found.family };
  }
}

function readScheme(name: string, scheme: CodeTable["schemes"][string], provider: string): Scheme {
  const rows = new Map(scheme.codes.map((row) => [norm(row.code), row]));
  const patterns = scheme.codes.filter((row) => /^\d+x+\d+$/i.test(row.code));
  const inside = scheme.match === "inside" ? [...scheme.codes].sort((a, b) => b.code.length - a.code.length) : null;
  return { name, provider, level: scheme.level, rows, patterns, inside };
}

function find(scheme: Scheme, code: string): CodeRow | undefined {
  const key = norm(code);
  const exact = scheme.rows.get(key);
  if (exact !== undefined) return exact;
  const pattern = scheme.patterns.find((row) => {
    const run = row.code.search(/x/i);
    const end = row.code.slice(run).replace(/^x+/i, "");
    return (
      key.length === row.code.length && /^\d+$/.test(key) && key.startsWith(row.code.slice(0, run)) && key.endsWith(end)
    );
  });
  if (pattern !== undefined) return pattern;
  const text = key.slice(0, MAX_MESSAGE);
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
    provider: provider ?? scheme.provider,
    scheme: scheme.name,
    code,
    pointer,
    level: scheme.level,
    cause: scheme.level === "advice" ? null : row.cause,
    certainty: row.certainty ?? "likely",
    family: row.family,
    row,
  };
}

function decidingCode(codes: readonly CodeReading[], reasonless: ReadonlySet<string>): CodeReading | null {
  const naming = codes.filter((code) => code.cause !== null);
  const telling = naming.filter((code) => !reasonless.has(code.cause as string));
  const rank = (code: CodeReading): number => NEARNESS[code.level] * 10 + CERTAINTY[code.certainty];
  return [...(telling.length > 0 ? telling : naming)].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** Whether a network fee is in another currency than the amount, as the gas of a token's transfer is. */
function hasFeeInOtherCurrency(context: JsonObject): boolean {
  const currency = own(own(context, "transaction"), "currency");
  const fees = (own(context, "fees") as Json[] | undefined) ?? [];
  return fees.some((fee) => own(fee, "party") === "network" && (own(fee, "currency") ?? currency) !== currency);
}
