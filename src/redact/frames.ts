import type { Claims } from "./claims.js";
import { decide } from "./decide.js";
import { type KeyPlace, type KeyReader, TOP } from "./keys.js";
import { fullNameEnd } from "./messages.js";
import { keyWords } from "./words.js";

const labelKeys: ReadonlySet<string> = new Set(keyWords.labelKeys);
const labelledKeys: ReadonlySet<string> = new Set(keyWords.labelledKeys);

/** A key whose value names what stands beside it: `{ "name": "cvv", "value": "123" }`, `{ "type": "CPF", "number": … }`. */
export const isLabelKey = (key: string): boolean => labelKeys.has(key.toLowerCase());
/** A key whose value a label may name. */
export const isLabelledKey = (key: string): boolean => labelledKeys.has(key.toLowerCase());
/** A label such as "string" says nothing and must not replace one that says "otp". */
export const isTelling = ({ facts }: KeyPlace): boolean => facts.secret || facts.kept || facts.kind !== undefined;

/** A key whose value shows that a bare `name` beside it is a person's: `{ "name": …, "email": … }`. */
export const isContact = ({ facts }: KeyPlace): boolean => facts.kind === "EMAIL" || facts.kind === "PHONE";
/** A `name` of which its surroundings do not say whose it is. */
export const isBareName = ({ facts, scope }: KeyPlace): boolean => facts.nameOf === "anyone" && scope === undefined;

/** What a name says of the value behind it in a list: `["cvv", "123"]`, `["Cookie", "sid=8f2"]`. A list of names alone says nothing. */
export function secretAfter(name: unknown, value: unknown, keys: KeyReader): KeyPlace | undefined {
  if (typeof name !== "string" || name.length > 60 || !/\d/.test(String(value))) return undefined;
  const place = keys.placeOf(name, TOP);
  return place.facts.secret ? place : undefined;
}

export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly quote?: string;
}

/** How far a label and the value that it names may be apart. */
const NEAR = 300;

/** Claims a value by its key. `keep` protects ids and amounts in structured text as it does in objects. */
export function claimValue(place: KeyPlace, text: string, span: TextSpan, claims: Claims): boolean {
  const beside = place.facts.signs ? text.slice(Math.max(0, span.start - NEAR), span.end + NEAR) : "";
  const kind = decide(place, text.slice(span.start, span.end), beside);
  return kind !== undefined && claims.add(kind, span.start, span.end, span.quote);
}

/** An object in a text: what its members belong to, and the label that one member gives to another. */
export class Frame {
  private label: (TextSpan & { place: KeyPlace }) | undefined;
  private unlabelled: TextSpan | undefined;
  /** Where the last bare name and the last contact ended. */
  private bareName: TextSpan | undefined;
  private contactEnd = -Infinity;

  constructor(
    readonly place: KeyPlace,
    /** Where the object begins. */
    readonly at: number,
    /** The bracket that ends it; empty for indented lines and XML elements. */
    readonly close = "",
  ) {}

  /** What a label among the members says. */
  get labelled(): KeyPlace | undefined {
    return this.label?.place;
  }

  /** What a member's key says, with the label that was read before it. */
  placeOf(key: string, at: number, keys: KeyReader): KeyPlace {
    const isNamed = this.label !== undefined && at - this.label.end < NEAR && isLabelledKey(key);
    const place = isNamed && this.label ? this.label.place : keys.placeOf(key, this.place);
    return this.place.facts.secret ? { ...place, facts: { ...place.facts, secret: true } } : place;
  }

  /** Claims the value of a member by its key. */
  claim(key: string, text: string, span: TextSpan, claims: Claims): void {
    const place = this.placeOf(key, span.start, claims.keys);
    this.note(key, text, span, claims);
    // `{ "key": "otp", "value": … }`: the name of a secret is none.
    const isName = key.toLowerCase() === "key" && isTelling(claims.keys.placeOf(text.slice(span.start, span.end), TOP));
    if (!isName) claimValue(place, text, span, claims);
  }

  /** Notes a member that names another one, or may be named by one that follows. */
  note(key: string, text: string, span: TextSpan, claims: Claims): void {
    this.noteName(claims.keys.placeOf(key, this.place), text, span, claims);
    if (isLabelledKey(key)) this.unlabelled = span;
    if (!isLabelKey(key) || span.end - span.start > 60) return;
    const place = claims.keys.placeOf(text.slice(span.start, span.end), this.place);
    if (!isTelling(place)) return;
    this.label = { ...span, place };
    if (this.unlabelled && span.start - this.unlabelled.end < NEAR) claimValue(place, text, this.unlabelled, claims);
  }

  /** A bare name and a contact near each other are a person's, in either order. */
  private noteName(place: KeyPlace, text: string, span: TextSpan, claims: Claims): void {
    const isName = isBareName(place);
    if (isName) this.bareName = span;
    else if (isContact(place)) this.contactEnd = span.end;
    else return;
    const { bareName, contactEnd } = this;
    if (!bareName || Math.abs(contactEnd - bareName.start) > NEAR) return;
    // In a query a plus sign stands for the space.
    const end = fullNameEnd(text.slice(bareName.start, bareName.start + NEAR).replaceAll("+", " "), 0);
    if (end !== undefined) claims.add("NAME", bareName.start, bareName.start + end, bareName.quote);
    this.bareName = undefined;
  }
}
