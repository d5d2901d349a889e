import * as z from "zod/mini";
import { named, some } from "../base/schema.js";
import { transactionKinds } from "../context/schema.js";

/**
 * How near the codes of a scheme are to the party that decided. Of several codes the nearest counts: the issuer's before the provider's, the
 * provider's before a status. Advice codes say what to do next and never name a cause.
 */
export const codeLevels = ["issuer", "provider", "status", "advice"] as const;

const retry = /* @__PURE__ */ (() =>
  z.enum(["now", "after_remedy", "later", "check_status_first", "never", "unknown"]))();

/** A way of paying, as `instrument.kind` names it. */
export const rails = ["card", "bank_account", "mobile_money", "wallet", "crypto_wallet"] as const;
const rail = /* @__PURE__ */ (() => z.optional(z.enum(rails)))();

const kindMeaning = /* @__PURE__ */ (() =>
  z.strictObject({
    cause: z.optional(z.nullable(z.string())),
    certainty: z.optional(z.enum(["certain", "likely", "possible"])),
    meaning: z.optional(named),
    retry: z.optional(retry),
    /** Key in `sources`, when it differs from the row's. */
    source: z.optional(z.string()),
  }))();

const codeRow = /* @__PURE__ */ (() =>
  z.strictObject({
    code: named,
    /** What the code means, in our own words, in English. */
    meaning: named,
    /** The cause that it means; null when it names none (advice, a pending state, a success). */
    cause: z.nullable(z.string()),
    /** The way of paying that this code is about, where the scheme does not say it or it is another. */
    rail,
    /** `certain` only where the provider's table defines exactly this cause. */
    certainty: z.optional(z.enum(["certain", "likely", "possible"])),
    /** Set when the code means one of a family of causes ("over a limit") without saying which. */
    family: z.optional(z.enum(["limit"])),
    /** Set when the code names only a state: pending, succeeded, or cancelled without saying by whom, or by another than the customer. */
    state: z.optional(z.enum(["pending", "unknown", "succeeded", "expired", "cancelled"])),
    /** What the source says about another try; "unknown" where it says nothing. */
    retry,
    /** Whether the same instrument can succeed later, where the source says so in these words. Otherwise it follows from `retry`. */
    decline: z.optional(z.enum(["hard", "soft"])),
    /** What the code means instead for transactions of another kind, where the source says so. */
    kinds: z.optional(z.partialRecord(z.enum(transactionKinds), kindMeaning)),
    /** Set when the code does not say whose account it is about: the payee's where money is sent, the payer's where the merchant collects it. */
    eitherAccount: z.optional(z.literal(true)),
    /** The cause instead where a network fee is paid in another currency than the amount: a token on a chain. */
    feeCurrencyCause: z.optional(z.string()),
    /** ISO 8601 duration to wait before a retry, when the source gives one. */
    wait: z.optional(z.string().check(z.regex(/^P/))),
    /** Key in `sources`, when it differs from the scheme's. */
    source: z.optional(z.string()),
    /** Why this meaning was chosen, when public sources disagree. */
    note: z.optional(z.string()),
  }))();

const scheme = /* @__PURE__ */ (() =>
  z.strictObject({
    level: z.enum(codeLevels),
    /** The way of paying that all these codes are about; left out where the provider has several. */
    rail,
    /** The field in which the provider sends these codes. */
    field: z.string(),
    /** "inside": the codes are searched for anywhere in the text, the longest first. Otherwise only whole codes match. */
    match: z.optional(z.enum(["whole", "inside"])),
    source: z.string(),
    /** How codes that are too short to be told by themselves are written in a sentence: regular expressions. */
    spelled: z.optional(
      z.strictObject({
        /** The word by its shape; its only group is the code. */
        code: z.string(),
        anyCase: z.optional(z.boolean()),
        /** What the text has to speak of, because other words have this shape too. */
        near: z.string(),
        /** What the text must not speak of: another scheme with codes of this shape. */
        not: z.optional(z.string()),
      }),
    ),
    codes: some(codeRow),
  }))();

const words = /* @__PURE__ */ (() => z.record(z.string(), z.string()))();

/** What tells an object: all that is named here must hold. Paths are member names with dots, in snake case; `*` is each entry of a list, `**` all that lies inside, `pay_*_response` each member with such a name, `?` the members of a query string, `@name` the name of an only member, `|` is or. */
const mark = /* @__PURE__ */ (() =>
  z.strictObject({
    /** These have a value. */
    has: z.optional(z.array(z.string())),
    /** At least so many of these have a value. */
    some: z.optional(z.strictObject({ least: z.number(), of: z.array(z.string()) })),
    /** The word at each path is one of these, in any case. */
    is: z.optional(z.record(z.string(), z.array(z.string()))),
    /** The word at each path, if there is one, is none of these. */
    not: z.optional(z.record(z.string(), z.array(z.string()))),
    /** Pairs of paths with the same word at both. */
    same: z.optional(z.array(z.tuple([z.string(), z.string()]))),
    /** The word at each path fits this regular expression. */
    like: z.optional(words),
    /** These have no value. */
    lacks: z.optional(z.array(z.string())),
    /** The object has no members but these. */
    only: z.optional(z.array(z.string())),
  }))();

const find = /* @__PURE__ */ (() =>
  z.union([
    z.string(),
    z.strictObject({
      at: z.optional(z.string()),
      /** The entries of this list one after the other: the rest is about the entry. */
      each: z.optional(z.string()),
      /** Only where this holds. */
      when: z.optional(mark),
      /** The provider's word, in any case, and ours; `*` for every other word. */
      words: z.optional(words),
      /** A regular expression; its first group is the value. */
      match: z.optional(z.string()),
      /** A value of our own, whatever the payload says. */
      is: z.optional(z.string()),
    }),
  ]))();

/** One place, or several of which the first with a value counts. */
const finds = /* @__PURE__ */ (() => z.union([find, z.array(find)]))();

const amount = /* @__PURE__ */ (() =>
  z.strictObject({
    value: finds,
    /** Whether the provider writes 12.50 as 12.50 (major) or as 1250 (minor). */
    unit: z.enum(["major", "minor"]),
    currency: z.optional(finds),
    /** The currency where the payload names none, because the provider has only this one. */
    assumed: z.optional(z.string()),
    /** Minor-unit digits by currency, where the provider departs from ISO 4217. */
    digits: z.optional(z.record(z.string(), z.number())),
  }))();

/** How one kind of payload of the provider is told, and where the facts lie in it. */
const payloadShape = /* @__PURE__ */ (() =>
  z.strictObject({
    /** The second half of the format's name: "stripe.charge" is `charge` in the table of stripe. */
    format: z.string().check(z.regex(/^[a-z0-9_]+$/)),
    /** Key in `sources` of the page that shows such a payload; left out where the shape is known but no page was read. */
    source: z.optional(z.string()),
    /** Another shape of this table from which it has what it does not say itself. */
    as: z.optional(z.string()),
    /** Where the object lies, the first place that exists. With `*` each entry of the list is a transaction of its own. */
    in: z.optional(z.array(z.string())),
    /** For a payload that is a text: a regular expression whose named groups are the members. */
    text: z.optional(z.string()),
    /** What tells it; of several marks any. Left out where it has those of the shape that `as` names. */
    marks: z.optional(z.union([mark, z.array(mark)])),
    id: z.optional(finds),
    reference: z.optional(finds),
    kind: z.optional(finds),
    initiator: z.optional(finds),
    /** A word that is in no list gives "unknown"; no word at all leaves the default. */
    status: z.optional(finds),
    /** States beside which its codes are those of an earlier attempt, and left out. */
    silent: z.optional(z.array(z.string())),
    /** The offset of times that are written without one. */
    zone: z.optional(z.string().check(z.regex(/^[+-]\d\d:\d\d$/))),
    at: z.optional(finds),
    expiresAt: z.optional(finds),
    /** One, or several of which the first with a value counts. */
    amount: z.optional(z.union([amount, z.array(amount)])),
    /** What the account or card that pays has left. */
    balance: z.optional(amount),
    code: z.optional(finds),
    networkCode: z.optional(finds),
    adviceCode: z.optional(finds),
    message: z.optional(finds),
    /** Further codes by their scheme; every one that is found. */
    codes: z.optional(z.record(z.string(), finds)),
    instrument: z.optional(
      z.strictObject({
        kind: z.optional(finds),
        brand: z.optional(finds),
        status: z.optional(finds),
        /** "MM/YY" or "MM/YYYY" in one place. */
        expires: z.optional(finds),
        expiryMonth: z.optional(finds),
        expiryYear: z.optional(finds),
      }),
    ),
    authentication: z.optional(z.strictObject({ method: z.optional(finds), status: z.optional(finds) })),
  }))();

/** The codes of one provider, each with the cause it means and its source. */
export const codeTableSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    /** The name used in `failure.provider`, lower case. */
    provider: z.string().check(z.regex(/^[a-z0-9_]+$/)),
    name: z.string(),
    aliases: z.optional(z.array(z.string())),
    /** The scheme of `failure.code` when only the provider is named. */
    mainScheme: z.string(),
    sources: z.record(z.string(), z.strictObject({ title: z.string(), url: z.string(), date: z.iso.date() })),
    schemes: z.record(z.string(), scheme),
    /** How the provider's payloads, webhooks, return addresses and errors are told and read. */
    shapes: z.optional(z.array(payloadShape)),
  }))();

/** Code words that mean the same at every provider; used for providers without a table, and for codes that a table lacks. */
export const genericTableSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    /** Whole codes in lower snake case; codes are compared without punctuation and case. */
    words: z.array(
      z.strictObject({
        word: z.string().check(z.regex(/^[a-z0-9_]+$/)),
        cause: z.string(),
        family: z.optional(z.enum(["limit"])),
      }),
    ),
    /** Providers without a table, by names that no text has for another reason. */
    providers: z.optional(z.array(z.string().check(z.regex(/^[a-z0-9_]{4,}$/)))),
  }))();

/** By the code of the cause: phrases in lower case, with `…` between parts that may lie apart and `*` for any ending of a word. */
const phrases = /* @__PURE__ */ (() =>
  z.record(z.string(), z.array(z.string().check(z.minLength(2), z.regex(/^[^\p{Lu}]+$/u)))))();

/** The phrases of one language by which a message is read. */
export const phraseTableSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    /** BCP 47 tag; the name of the file. */
    language: z.string(),
    /** Words that turn a phrase into its opposite where they stand before or after it. */
    negation: z.strictObject({ before: z.array(named), after: z.array(named) }),
    /** Small words that may lie between a phrase and such a word, or one for the payee. */
    between: z.array(named),
    /** Words for the payee: "recipient's limit". `links` may lie between a phrase and them: "limit of the recipient". */
    payee: z.strictObject({ words: z.array(named), links: z.array(named) }),
    /** Words that count alike in phrases, by a name: `{wrong}` in a phrase stands for each of `wrong`. */
    sets: z.optional(z.record(z.string().check(z.regex(/^\w+$/)), z.array(named))),
    means: phrases,
    /** Phrases for a family of causes ("over a limit") that do not say which. */
    meansFamily: z.optional(phrases),
    /** Phrases that mean it only where they are the whole message, one short clause, as providers write it. */
    meansAlone: z.optional(phrases),
    meansAloneFamily: z.optional(phrases),
    /** What people tell of money that may have moved. It is warned of, whatever else the text or the codes say. */
    warns: z.optional(phrases),
    /** Phrases that say nothing, although a shorter one in them would: "no money was taken". */
    claimsNothing: z.optional(z.array(named)),
    /** Phrases that say that the payment failed, and not why: a text in which nothing else is found is read by them. */
    fails: z.optional(z.array(named)),
  }))();
