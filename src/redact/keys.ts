import { fold } from "./fold.js";
import { type PlaceholderKind, keyWords as words } from "./words.js";

/** What a key says about the value under it. */
export interface KeyFacts {
  readonly secret: boolean;
  /** The value is personal: it becomes a placeholder of this kind. */
  readonly kind?: PlaceholderKind;
  /** Only a value that looks like a number is of that kind. */
  readonly numberOnly: boolean;
  /** An id, a time, an amount, a code. */
  readonly kept: boolean;
  /** The value may be a signature: its shape decides. */
  readonly signs?: boolean;
  /** Means nothing without its parent: `number`, `value`, `id`, `name`. */
  readonly dependent: boolean;
  /** "anyone": `name` is a person's name only inside a person object. "person": `nama` is one unless it is inside another object. */
  readonly nameOf?: "anyone" | "person";
  readonly impersonal: boolean;
  readonly scope?: "person" | "thing" | undefined;
}

const NOTHING: KeyFacts = {
  secret: false,
  numberOnly: false,
  kept: false,
  dependent: false,
  impersonal: false,
};

const compact = (text: string): string => text.replaceAll(" ", "");
const squeezed = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const setOf = (list: readonly string[]): ReadonlySet<string> => new Set(list);
const byKind = (lists: { readonly [kind in PlaceholderKind]?: readonly string[] }) =>
  Object.entries(lists) as [PlaceholderKind, readonly string[]][];

const qualifiers = setOf(words.qualifiersAfter);
const leadingQualifiers = setOf(words.qualifiersBefore);
const neutralWords = setOf(words.neutralEndings);
const harmlessKeys = setOf(words.harmlessBeforeKey);
const secretExact = setOf(words.secretWholeKeys);
const keptWords = setOf(words.keptLastWords);
const impersonalParts = setOf(words.impersonalParts);
const personScopes = setOf(words.personScopes);
const thingScopes = setOf(words.thingScopes);
const scopeEndings = setOf(words.scopeEndings);

const secretPhrases = setOf(words.secretPhrases);
/** Also found inside a longer word; not the number of an authorization. */
const secretParts = [
  ...words.secretParts,
  ...words.secretPhrases.map(compact).filter((phrase) => /^(?!authori).{8}/.test(phrase)),
];
const harmlessPhrases = setOf(words.harmlessPhrases);
const LONGEST_PHRASE = 3;
const HAN = /\p{Script=Han}/u;

type Personal = Pick<KeyFacts, "numberOnly"> & { readonly kind: PlaceholderKind };

/** By the phrase without its spaces, so that `cardnumber` and `card_number` are one. */
const personalPhrases = new Map<string, Personal>([
  ...byKind(words.personalIfNumber).flatMap(([kind, texts]) =>
    texts.map((text) => [compact(text), { kind, numberOnly: true }] as const),
  ),
  ...byKind(words.personalPhrases).flatMap(([kind, texts]) =>
    texts.map((text) => [compact(text), { kind, numberOnly: false }] as const),
  ),
]);
/** Nouns that stand in front in Indonesian (`telepon_rumah`), so they are found anywhere in a key. */
const personalAnywhere = byKind(words.personalAnywhere);
/** The first that fits decides: the longer, more telling words come first. */
const personalHan = byKind(words.personalHan);
const LONGEST_PERSONAL = Math.max(...[...personalPhrases.keys()].map((phrase) => phrase.length));
/** A shorter word may be the end of another one ("tel" in "hotel"), so it counts only as a whole word. */
const TELLING_LENGTH = 5;

/** A plural, unless it is a word that is looked for as it is ("has", "attempts"). */
function singularOf(word: string): string {
  const stays = qualifiers.has(word) || leadingQualifiers.has(word) || word.endsWith("ss") || word.length < 4;
  return stays ? word : word.replace(/s$/, "");
}

/** The same key read with its capitals as word boundaries, in the singular, and with its separators only (`cVv`, `user_pIn`). */
function readings(key: string): readonly string[] {
  // `endereço` and `endereco` are one.
  const folded = fold(key)
    .text.normalize("NFD")
    .replace(/\p{Mn}/gu, "");
  const bounded = folded.replace(/([\p{Ll}\p{N}])(?=\p{Lu})/gu, "$1 ").replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$1 ");
  const apart = (text: string) =>
    squeezed(
      text
        .toLowerCase()
        .replace(/(\p{L})(?=\p{N})|(\p{N})(?=\p{L})/gu, "$1$2 ")
        .replace(/([a-z\d])(?=\p{Script=Han})|(\p{Script=Han})(?=[a-z\d])/gu, "$1$2 "),
    );
  const byCapitals = apart(bounded);
  const singular = byCapitals.split(" ").map(singularOf).join(" ");
  return [...new Set([byCapitals, singular, apart(folded)])];
}

function isQualified(parts: readonly string[], from: number): boolean {
  return leadingQualifiers.has(parts[0] ?? "") || parts.slice(from).some((word) => qualifiers.has(word));
}

/** A statement about a secret (`密码错误次数`) or the secret itself (`支付密码`). */
function hasHan(text: string, terms: readonly string[]): boolean {
  if (!HAN.test(text)) return false;
  const joined = compact(text);
  return terms.some((term) => {
    const at = joined.indexOf(term);
    return at >= 0 && !words.qualifiersHan.some((word) => joined.includes(word, at));
  });
}

/** Calls `test` with every few words in a row, and where the words after them begin. */
function somePhrase(parts: readonly string[], test: (phrase: string, after: number) => boolean): boolean {
  return parts.some((_, start) => {
    for (let end = start + 1; end <= Math.min(parts.length, start + LONGEST_PHRASE); end++) {
      if (test(parts.slice(start, end).join(" "), end)) return true;
    }
    return false;
  });
}

function endsWithQualifier(joined: string): boolean {
  for (let length = 4; length <= 14; length++) {
    if (qualifiers.has(joined.slice(-length))) return true;
  }
  return false;
}

function isSecretReading(text: string): boolean {
  const parts = text.split(" ");
  if (somePhrase(parts, (phrase) => harmlessPhrases.has(phrase))) return false;
  const joined = compact(text);
  if (secretExact.has(joined) || hasHan(text, words.secretHan)) return true;
  if (somePhrase(parts, (phrase, after) => secretPhrases.has(phrase) && !isQualified(parts, after))) return true;
  if (parts.at(-1) === "key" && !harmlessKeys.has(parts.at(-2) ?? "")) return true;
  // A word inside a longer one cannot be told from what follows it, so any qualifier at the end of the key counts.
  if (isQualified(parts, 0) || endsWithQualifier(joined)) return false;
  return (
    secretParts.some((part) => joined.includes(part)) ||
    /^(?:new|old|user|card|atm|upi|wallet|sms|email|nomor|kode)?(?:cvc|otp|pin)(?:code|value|number|no|pin)?$/.test(
      joined,
    )
  );
}

function withoutNeutralEnd(text: string, endings: ReadonlySet<string>): string {
  const parts = text.split(" ");
  while (endings.has(parts.at(-1) ?? "") || /\d/.test(parts.at(-1) ?? "")) parts.pop();
  return parts.join(" ");
}

/** The longest phrase at the end: "email address" is an email, "address" alone is not. */
function personalEnd(text: string): (Personal & { length: number }) | undefined {
  const joined = compact(text);
  const boundaries = new Set([0]);
  for (const word of text.split(" ")) boundaries.add(Math.max(...boundaries) + word.length);
  for (let start = Math.max(0, joined.length - LONGEST_PERSONAL); start < joined.length; start++) {
    const found = personalPhrases.get(joined.slice(start));
    if (found && (boundaries.has(start) || joined.length - start >= TELLING_LENGTH))
      return { ...found, length: joined.length - start };
  }
  return undefined;
}

/** `payer_name`, `nama_pelanggan`. */
function isNameOfPerson(parts: readonly string[]): boolean {
  const rest = parts.at(-1) === "name" ? parts.slice(0, -1) : parts[0] === "nama" ? parts.slice(1) : [];
  return personScopes.has(rest.join(" ")) || personScopes.has(rest.at(-1) ?? "");
}

function personalKind(text: string): Personal | undefined {
  const parts = text.split(" ");
  if (leadingQualifiers.has(parts[0] ?? "") || harmlessPhrases.has(parts.slice(-2).join(" "))) return undefined;
  if (isNameOfPerson(parts)) return { kind: "NAME", numberOnly: false };
  const whole = personalEnd(text);
  const bare = personalEnd(withoutNeutralEnd(text, neutralWords));
  const found = whole && (!bare || whole.length >= bare.length) ? whole : bare;
  if (found) return { kind: found.kind, numberOnly: found.numberOnly };
  const leading = personalAnywhere.find(([, phrases]) =>
    somePhrase(parts, (phrase, after) => phrases.includes(phrase) && !isQualified(parts, after)),
  );
  const han = leading ?? personalHan.find(([, terms]) => hasHan(text, terms));
  return han && { kind: han[0], numberOnly: false };
}

const SIGNATURE = /(?:^| )(?:signature|sig|hmac|checksum(?:hash)?)(?: (?:sha|\d+))*$|^hash$|签名/;

function isKept(text: string): boolean {
  const last = withoutNeutralEnd(text, neutralWords).split(" ").at(-1) ?? "";
  if (keptWords.has(last) || text.endsWith(" last 4")) return true;
  if (words.keptFirstPhrases.some((phrase) => text === phrase || text.startsWith(`${phrase} `))) return true;
  return HAN.test(text) && words.keptHan.some((term) => compact(text).includes(term));
}

function scopeOf(text: string): "person" | "thing" | undefined {
  const bare = withoutNeutralEnd(text, scopeEndings);
  const last = bare.split(" ").at(-1) ?? "";
  // The last word decides, unless the whole is listed: `billing_descriptor` is a thing, `billing` is a person.
  for (const candidate of [text, bare, last]) {
    if (thingScopes.has(candidate)) return "thing";
    if (personScopes.has(candidate)) return "person";
  }
  return undefined;
}

function classify(key: string): KeyFacts {
  const texts = readings(key);
  const main = texts[0] ?? "";
  const personal = texts.map(personalKind).find((found) => found !== undefined);
  const isNama = texts.some((text) => text === "nama" || text === "nome" || text === "nombre");
  const scope = texts.map(scopeOf).find((found) => found !== undefined);
  return {
    secret: texts.some(isSecretReading),
    ...(personal ?? { numberOnly: false }),
    kept: texts.some(isKept),
    signs: SIGNATURE.test(main),
    dependent: main === "id" || main === "ids" || main === "name" || texts.some((text) => neutralWords.has(text)),
    impersonal: impersonalParts.has(main),
    ...(main === "name" ? { nameOf: "anyone" as const } : isNama ? { nameOf: "person" as const } : {}),
    scope,
  };
}

/** Fields of an ISO 8583 message by their number: the PAN, tracks, PIN block, chip data, accounts. */
const iso8583Fields: Readonly<Record<string, Partial<KeyFacts>>> = {
  "2": { kind: "CARD" },
  "35": { secret: true },
  "36": { secret: true },
  "45": { secret: true },
  "52": { secret: true },
  "55": { secret: true },
  "102": { kind: "ACCOUNT" },
  "103": { kind: "ACCOUNT" },
};
const ISO_8583_FIELD = /^(?:fields|de|field|df|bit|f|data elements|iso8583)[ ._-]?0{0,2}(\d{1,3})$/i;

/** A value's key, and the objects that enclose it. */
export interface KeyPlace {
  readonly key: string;
  /** The nearest person or thing around. */
  readonly scope?: "person" | "thing" | undefined;
  /** Inside an address, a name, a phone: what the parts are. */
  readonly container?: PlaceholderKind | undefined;
  readonly facts: KeyFacts;
}

export const TOP: KeyPlace = { key: "", facts: NOTHING };

/** What the names of schemas say, read once for all calls; never a key from an input. Otherwise every diagnosis would read the same hundred again. */
const fieldFacts = new Map<string, KeyFacts | undefined>();
/** Lets what a name of a schema says be read once for all calls. */
export const rememberField = (name: string): void => {
  if (!fieldFacts.has(name)) fieldFacts.set(name, undefined);
};
/** Whether a name is read once for all calls. */
export const isRemembered = (name: string): boolean => fieldFacts.has(name);

function factsOfField(name: string): KeyFacts | undefined {
  if (!fieldFacts.has(name)) return undefined;
  const facts = fieldFacts.get(name) ?? classify(name);
  fieldFacts.set(name, facts);
  return facts;
}

/** An object under `authorization` is what became of a payment, and no header, and one under `cardVerification` what the check said. */
export const asObject = (place: KeyPlace): KeyPlace =>
  /^authori[sz]ations?$|verifications?$/i.test(place.key) ? { ...place, facts: NOTHING } : place;

const MAX_KNOWN = 5000;

/** Reads keys. It remembers what it has read, so there is one for each redactor and nothing is kept between calls. */
export class KeyReader {
  readonly #known = new Map<string, KeyFacts>();

  /** What one key says, without its surroundings. */
  factsOf(key: string): KeyFacts {
    const field = factsOfField(key);
    if (field !== undefined) return field;
    // No key word is that long, and whoever writes such a key hides nothing behind its middle.
    const head = key.length > 300 ? `${key.slice(0, 150)} ${key.slice(-150)}` : key;
    const known = this.#known.get(head);
    if (known !== undefined) return known;
    const facts = classify(head);
    // A text may have any number of keys.
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(head, facts);
    return facts;
  }

  /** Reads `key` inside `parent`: `number` in `card`, `id` in `customer`, `name` in `billing`, a dotted key segment by segment. */
  placeOf(key: string, parent: KeyPlace): KeyPlace {
    const segments = key.length <= 300 ? key.split(/[.[\]/]/).filter((segment) => segment !== "") : [key];
    let place = parent;
    let secret = false;
    for (const segment of segments.length > 0 ? segments : [key]) {
      place = this.#step(segment, place);
      secret ||= place.facts.secret;
    }
    return secret ? { ...place, facts: Object.assign({}, place.facts, { secret }) } : place;
  }

  #step(key: string, parent: KeyPlace): KeyPlace {
    const isIndex = /^\d{1,6}$/.test(key);
    const field = ISO_8583_FIELD.exec(isIndex ? `${parent.key} ${key}` : key)?.[1];
    const iso = iso8583Fields[field ?? ""];
    // `{ "phones": { "0": … } }` is a list by another name.
    if (isIndex && iso === undefined) return parent;
    const own = this.factsOf(key);
    const scope = own.scope ?? parent.scope;
    const container = own.kind !== undefined && !own.numberOnly ? own.kind : parent.container;
    const more = iso ?? this.#fromParent(key, own, parent);
    return { key, facts: more === null ? own : Object.assign({}, own, more), scope, container };
  }

  /** What a key means because of its parent, where it means nothing alone. */
  #fromParent(key: string, own: KeyFacts, parent: KeyPlace): Partial<KeyFacts> | null {
    if (own.secret || (own.kind !== undefined && !own.numberOnly)) return null;
    if (own.dependent) {
      const joint = this.factsOf(`${parent.key} ${key}`);
      if (joint.kind !== undefined) return { kind: joint.kind, numberOnly: joint.numberOnly };
      if (own.kept || parent.facts.kept) return { kept: true };
    }
    if (own.nameOf === "person" ? parent.scope !== "thing" : own.nameOf && parent.scope === "person")
      return { kind: "NAME" };
    if (parent.container === undefined || own.kept || own.impersonal) return null;
    if (parent.container === "CUSTOMER" || parent.container === "PAYEE") return null;
    return { kind: parent.container, numberOnly: parent.container !== "NAME" && parent.container !== "ADDRESS" };
  }
}
