// The types of code tables, written out: an app needs no zod to compile against them. A test holds that they are what the schemas in
// code-table-schema.ts accept.

/** A way of paying, as `instrument.kind` names it. */
export type Rail = "card" | "bank_account" | "mobile_money" | "wallet" | "crypto_wallet";

/** What a code means for one kind of transaction; what is left out is as in the row. */
interface KindMeaning {
  cause?: string | null | undefined;
  certainty?: "certain" | "likely" | "possible" | undefined;
  meaning?: string | undefined;
  retry?: CodeRow["retry"] | undefined;
  /** Key in `sources`, when it differs from the row's. */
  source?: string | undefined;
}
type TransactionKind = "payment" | "transfer" | "withdrawal" | "top_up" | "refund" | "payout";

/** One code of a provider and what it means. */
export interface CodeRow {
  code: string;
  /** What the code means, in our own words, in English. */
  meaning: string;
  /** The cause that it means; null when it names none (advice, a pending state, a success). */
  cause: string | null;
  /** The way of paying that this code is about, where the scheme does not say it or it is another. */
  rail?: Rail | undefined;
  /** `certain` only where the provider's table defines exactly this cause. */
  certainty?: "certain" | "likely" | "possible" | undefined;
  /** Set when the code means one of a family of causes ("over a limit") without saying which. */
  family?: "limit" | undefined;
  /** Set when the code names only a state: pending, succeeded, or cancelled without saying by whom, or by another than the customer. */
  state?: "pending" | "unknown" | "succeeded" | "expired" | "cancelled" | undefined;
  /** What the source says about another try; "unknown" where it says nothing. */
  retry: "now" | "after_remedy" | "later" | "check_status_first" | "never" | "unknown";
  /** Whether the same instrument can succeed later, where the source says so in these words. Otherwise it follows from `retry`. */
  decline?: "hard" | "soft" | undefined;
  /** What the code means instead for transactions of another kind, where the source says so. */
  kinds?: Partial<Record<TransactionKind, KindMeaning>> | undefined;
  /** Set when the code does not say whose account it is about: the payee's where money is sent, the payer's where the merchant collects it. */
  eitherAccount?: true | undefined;
  /** The cause instead where a network fee is paid in another currency than the amount: a token on a chain. */
  feeCurrencyCause?: string | undefined;
  /** ISO 8601 duration to wait before a retry, when the source gives one. */
  wait?: string | undefined;
  /** Key in `sources`, when it differs from the scheme's. */
  source?: string | undefined;
  /** Why this meaning was chosen, when public sources disagree. */
  note?: string | undefined;
}

/** The codes of one field. */
interface CodeScheme {
  /** How near its codes are to the party that decided. Advice codes say what to do next and never name a cause. */
  level: "issuer" | "provider" | "status" | "advice";
  /** The way of paying that all these codes are about; left out where the provider has several. */
  rail?: Rail | undefined;
  /** The field in which the provider sends these codes. */
  field: string;
  /** "inside": the codes are searched for anywhere in the text, the longest first. Otherwise only whole codes match. */
  match?: "whole" | "inside" | undefined;
  /** Key in `sources`. */
  source: string;
  /** How codes that are too short to be told by themselves are written in a sentence: regular expressions. */
  spelled?: { code: string; anyCase?: boolean | undefined; near: string; not?: string | undefined } | undefined;
  codes: CodeRow[];
}

/** What tells an object: all that is named here must hold. Paths are member names with dots, in snake case; `*` is each entry of a list, `**` all that lies inside, `pay_*_response` each member with such a name, `?` the members of a query string, `?` the members of a query string, `@name` the name of an only member, `|` is or. */
export interface PayloadMark {
  /** These have a value. */
  has?: string[] | undefined;
  /** At least so many of these have a value. */
  some?: { least: number; of: string[] } | undefined;
  /** The word at each path is one of these, in any case. */
  is?: Record<string, string[]> | undefined;
  /** The word at each path, if there is one, is none of these. */
  not?: Record<string, string[]> | undefined;
  /** Pairs of paths with the same word at both. */
  same?: [string, string][] | undefined;
  /** The word at each path fits this regular expression. */
  like?: Record<string, string> | undefined;
  /** These have no value. */
  lacks?: string[] | undefined;
  /** The object has no members but these. */
  only?: string[] | undefined;
}

/** A path such as "card.brand", from the object; with a leading "/" from the whole payload. Or more than a path. */
export type PayloadFind =
  | string
  | {
      at?: string | undefined;
      /** The entries of this list one after the other: the rest is about the entry. */
      each?: string | undefined;
      /** Only where this holds. */
      when?: PayloadMark | undefined;
      /** The provider's word, in any case, and ours; `*` for every other word. */
      words?: Record<string, string> | undefined;
      /** A regular expression; its first group is the value. */
      match?: string | undefined;
      /** A value of our own, whatever the payload says. */
      is?: string | undefined;
    };

/** One place, or several of which the first with a value counts. */
export type PayloadFinds = PayloadFind | PayloadFind[];

/** Where an amount lies, and in which unit. */
interface PayloadAmount {
  value: PayloadFinds;
  /** Whether the provider writes 12.50 as 12.50 (major) or as 1250 (minor). */
  unit: "major" | "minor";
  currency?: PayloadFinds | undefined;
  /** The currency where the payload names none, because the provider has only this one. */
  assumed?: string | undefined;
  /** Minor-unit digits by currency, where the provider departs from ISO 4217. */
  digits?: Record<string, number> | undefined;
}

/** How one kind of payload of a provider is told, and where the facts lie in it. */
export interface PayloadShape {
  /** The second half of the format's name: "stripe.charge" is `charge` in the table of stripe. */
  format: string;
  /** Key in `sources` of the page that shows such a payload; left out where the shape is known but no page was read. */
  source?: string | undefined;
  /** Another shape of this table from which it has what it does not say itself. */
  as?: string | undefined;
  /** Where the object lies, the first place that exists. With `*` each entry of the list is a transaction of its own. */
  in?: string[] | undefined;
  /** For a payload that is a text: a regular expression whose named groups are the members. */
  text?: string | undefined;
  /** What tells it; of several marks any. Left out where it has those of the shape that `as` names. */
  marks?: PayloadMark | PayloadMark[] | undefined;
  id?: PayloadFinds | undefined;
  reference?: PayloadFinds | undefined;
  kind?: PayloadFinds | undefined;
  initiator?: PayloadFinds | undefined;
  /** A word that is in no list gives "unknown"; no word at all leaves the default. */
  status?: PayloadFinds | undefined;
  /** States beside which its codes are those of an earlier attempt, and left out. */
  silent?: string[] | undefined;
  /** The offset of times that are written without one. */
  zone?: string | undefined;
  at?: PayloadFinds | undefined;
  expiresAt?: PayloadFinds | undefined;
  /** One, or several of which the first with a value counts. */
  amount?: PayloadAmount | PayloadAmount[] | undefined;
  /** What the account or card that pays has left. */
  balance?: PayloadAmount | undefined;
  /** In the table's main scheme. */
  code?: PayloadFinds | undefined;
  networkCode?: PayloadFinds | undefined;
  adviceCode?: PayloadFinds | undefined;
  message?: PayloadFinds | undefined;
  /** Further codes by their scheme; every one that is found. */
  codes?: Record<string, PayloadFinds> | undefined;
  instrument?:
    | {
        kind?: PayloadFinds | undefined;
        brand?: PayloadFinds | undefined;
        status?: PayloadFinds | undefined;
        /** "MM/YY" or "MM/YYYY" in one place. */
        expires?: PayloadFinds | undefined;
        expiryMonth?: PayloadFinds | undefined;
        expiryYear?: PayloadFinds | undefined;
      }
    | undefined;
  authentication?: { method?: PayloadFinds | undefined; status?: PayloadFinds | undefined } | undefined;
}

/** The shapes of one table, as a reader needs them. */
export interface ProviderShapes {
  provider: string;
  mainScheme: string;
  shapes: Omit<PayloadShape, "source">[];
}

/**
 * One provider's codes, each with the cause it means and where that is written: a file `codes/<provider>.json`.
 * @example
 * {
 *   provider: "acme",
 *   name: "Acme Pay",
 *   mainScheme: "acme.code",
 *   sources: { docs: { title: "Acme API", url: "https://acme.example/errors", date: "2026-11-22" } },
 *   schemes: {
 *     "acme.code": {
 *       level: "provider",
 *       field: "error_code",
 *       source: "docs",
 *       codes: [{ code: "E51", meaning: "too little money", cause: "balance.insufficient", certainty: "certain", retry: "after_remedy" }],
 *     },
 *   },
 * }
 */
export interface CodeTable {
  $schema?: string | undefined;
  /** The name used in `failure.provider`, lower case. */
  provider: string;
  name: string;
  /** Other names of the provider. */
  aliases?: string[] | undefined;
  /** The scheme of `failure.code` when only the provider is named. */
  mainScheme: string;
  /** Where the meanings are written, by a key of your own. `date` is when it was read, or that of the copy read if it is older; YYYY-MM-DD. */
  sources: Record<string, { title: string; url: string; date: string }>;
  /** By the name of the scheme, such as stripe.decline_code. */
  schemes: Record<string, CodeScheme>;
  /** How the provider's payloads, webhooks, return addresses and errors are told and read. `readTransaction` reads by an own table where it is given the rule set. */
  shapes?: PayloadShape[] | undefined;
}

/** Stands between the texts of a column, as no text has it in it. A line's end would need an escape in JSON and in the page's script. */
export const BETWEEN_CELLS = "|";
/** Where rows name their values by signs, the sign of the first, "0": those before it need an escape, or mean something in JSON. */
export const FIRST_SIGN = 48;

/**
 * The values of all rows of one column, null where a row has none. Texts stand in one text, with `BETWEEN_CELLS` between them. Where few
 * values differ, each stands once, and every row has its place among them as one sign, from `FIRST_SIGN` on.
 */
export type CodeColumn = string | unknown[] | { values: unknown[]; rows: string };

/** Code tables whose rows stand apart, by columns, and whose schemes tell only how many of the next rows are theirs. */
export interface CodeTablesByColumns {
  tables: (Omit<CodeTable, "schemes"> & { schemes: Record<string, Omit<CodeScheme, "codes"> & { codes: number }> })[];
  /** By name. Several names with spaces between them: each value is a list with one for each. */
  columns: Record<string, CodeColumn>;
}

/** Code words that mean the same at every provider; used for providers without a table, and for codes that a table lacks. */
export interface GenericTable {
  $schema?: string | undefined;
  /** Whole codes in lower snake case; codes are compared without punctuation and case. */
  words: { word: string; cause: string; family?: "limit" | undefined }[];
  /** Providers without a table, by names that no text has for another reason; a text that names one speaks of its payment. */
  providers?: string[] | undefined;
}

/** Phrases by the code of the cause that they say. */
type Phrases = Record<string, string[]>;

/**
 * The phrases of one language by which a message is read. Upper and lower case are the same. `…` stands between parts that may lie apart,
 * in any order, in one clause; `*` at the end of a word stands for any ending. Of phrases that share a word the longest counts.
 */
export interface PhraseTable {
  $schema?: string | undefined;
  /** BCP 47 tag; the name of the file. */
  language: string;
  /** Words that turn a phrase into its opposite where they stand before or after it. */
  negation: { before: string[]; after: string[] };
  /** Small words that may lie between a phrase and such a word, or one for the payee. */
  between: string[];
  /** Words for the payee: "recipient's limit". `links` may lie between a phrase and them: "limit of the recipient". */
  payee: { words: string[]; links: string[] };
  /** Words that count alike in phrases, by a name: `{wrong}` in a phrase stands for each of `wrong`. */
  sets?: Record<string, string[]> | undefined;
  means: Phrases;
  /** Phrases for a family of causes ("over a limit") that do not say which. */
  meansFamily?: Phrases | undefined;
  /** Phrases that mean it only where they are the whole message, one short clause, as providers write it. */
  meansAlone?: Phrases | undefined;
  meansAloneFamily?: Phrases | undefined;
  /** What people tell of money that may have moved. It is warned of, whatever else the text or the codes say. */
  warns?: Phrases | undefined;
  /** Phrases that say nothing, although a shorter one in them would: "no money was taken". */
  claimsNothing?: string[] | undefined;
  /** Phrases that say that the payment failed, and not why: a text in which nothing else is found is read by them. */
  fails?: string[] | undefined;
}
