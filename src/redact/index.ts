import { setOwn } from "../base/json.js";
import { decide, isCheckResult } from "./decide.js";
import { type Folded, fold } from "./fold.js";
import { isBareName, isContact, isLabelKey, isLabelledKey, isTelling, secretAfter } from "./frames.js";
import { asObject, type KeyPlace, TOP } from "./keys.js";
import { fullNameEnd } from "./messages.js";
import { isEpochMilliseconds, isLuhnValid } from "./numbers.js";
import { Placeholders } from "./placeholders.js";
import { type PlainObject, type PlainValue, plainCopy, UNREADABLE } from "./plain.js";
import { redactString, type TextUse } from "./text.js";

/**
 * Redacts several things that belong together: the same secret has the same placeholder in all of them.
 * @example
 * function lines(log: readonly string[], redactor: Redactor): string[] {
 *   return log.map((line) => redactor.text(line));
 * }
 */
export interface Redactor {
  /** A copy of anything, safe to hand on; see `redact`. */
  value(value: unknown): unknown;
  /** A text, safe to hand on; the very same text when nothing is found in it. */
  text(text: string): string;
}

class Walk {
  constructor(
    private readonly placeholders: Placeholders,
    private readonly texts: Map<string, string>,
  ) {}

  visit(value: PlainValue, place: KeyPlace, beside = ""): PlainValue {
    if (typeof value === "string") return this.string(value, place, beside);
    if (typeof value === "number") return this.number(value, place);
    if (Array.isArray(value))
      return value.map((item, i) => this.visit(item, secretAfter(value[i - 1], item, this.placeholders.keys) ?? place));
    return typeof value === "object" && value !== null ? this.object(value, place) : value;
  }

  private string(value: string, place: KeyPlace, beside: string): string {
    const folded = fold(value);
    const kind = decide(place, folded.text, beside);
    if (kind === undefined || kind === "keep") return this.text(folded, kind === "keep" ? "id" : "any");
    this.placeholders.learn(kind, value);
    return this.placeholders.of(kind, value);
  }

  private text(folded: Folded, use: TextUse): string {
    const value = folded.source;
    if (value.length < 3) return value;
    const key = `${use} ${value}`;
    let redacted = this.texts.get(key);
    if (redacted === undefined) {
      redacted = redactString(folded, use, this.placeholders);
      if (value.length < 200) this.texts.set(key, redacted);
    }
    return redacted;
  }

  private number(value: number, place: KeyPlace): number | string {
    const text = String(value);
    const kind = decide(place, text);
    if (kind === "keep") return value;
    if (kind !== undefined) {
      this.placeholders.learn(kind, text);
      return this.placeholders.of(kind, text);
    }
    const isCard = /^\d{13,19}$/.test(text) && isLuhnValid(text) && !isEpochMilliseconds(text);
    return isCard ? this.placeholders.of("CARD", text) : value;
  }

  private object(value: PlainObject, place: KeyPlace): PlainObject {
    const copy: PlainObject = {};
    const keys = Object.keys(value);
    const label = this.labelOf(value, place);
    const beside = keys.join();
    const renamed = this.rename(keys);
    const places = keys.map((key) => this.placeholders.keys.placeOf(key, place));
    const hasContact = places.some(isContact);
    for (const [index, key] of keys.entries()) {
      const member = value[key];
      // A label is itself no secret, only what it labels.
      const known = places[index] as KeyPlace;
      const own = member && typeof member === "object" && !Array.isArray(member) ? asObject(known) : known;
      const isPersons =
        hasContact && isBareName(own) && typeof member === "string" && fullNameEnd(member, 0) === member.length;
      const inside =
        label && isLabelledKey(key)
          ? label
          : label && key === "key"
            ? place
            : isPersons
              ? { ...own, facts: { ...own.facts, kind: "NAME" as const } }
              : own;
      if (inside.facts.secret && !(typeof member === "string" && isCheckResult(inside.key, member))) this.drop(member);
      else setOwn(copy, renamed[index] ?? key, this.visit(member, inside, beside));
    }
    return copy;
  }

  /** A dropped secret may be repeated in a text elsewhere. */
  private drop(member: PlainValue): void {
    if (typeof member === "string" || typeof member === "number") this.placeholders.learn("SECRET", String(member));
  }

  /** Two keys that become the same are numbered, so that neither member is lost. */
  private rename(keys: readonly string[]): string[] {
    const taken = new Set<string>(keys);
    return keys.map((key) => {
      const redacted = this.text(fold(key), "any");
      if (redacted === key) return key;
      let unique = redacted;
      for (let number = 2; taken.has(unique); number++) unique = `${redacted} (${number})`;
      taken.add(unique);
      return unique;
    });
  }

  private labelOf(value: PlainObject, place: KeyPlace): KeyPlace | undefined {
    const keys = Object.keys(value);
    if (!keys.some(isLabelledKey)) return undefined;
    for (const key of keys.filter(isLabelKey)) {
      const text = value[key];
      const label =
        typeof text === "string" && text.length <= 60 ? this.placeholders.keys.placeOf(text, place) : undefined;
      if (label && isTelling(label)) return label;
    }
    return undefined;
  }
}

function redactValue(value: unknown, placeholders: Placeholders): unknown {
  try {
    const plain = plainCopy(value, (text) => placeholders.reserve(text));
    const known = placeholders.learnedCount;
    const first = new Walk(placeholders, new Map()).visit(plain, TOP);
    if (placeholders.learnedCount === known) return first;
    // Again, for what a later key gave away may stand in an earlier text.
    return new Walk(placeholders, new Map()).visit(plain, TOP);
  } catch {
    return UNREADABLE;
  }
}

/**
 * A redactor whose placeholders are shared by everything that goes through it.
 * @example
 * import { createRedactor } from "txwhy/redact";
 *
 * const redactor = createRedactor();
 * console.log(redactor.text("mail anna@example.com")); // mail <EMAIL_1>
 * console.log(redactor.value({ email: "anna@example.com" })); // {"email":"<EMAIL_1>"}
 */
export function createRedactor(): Redactor {
  const placeholders = new Placeholders();
  const texts = new Map<string, string>();
  const redactOne = (text: string): string => {
    const redacted = redactValue(text, placeholders);
    return typeof redacted === "string" ? redacted : UNREADABLE;
  };
  return {
    value: (value) => redactValue(value, placeholders),
    text: (text) => {
      const redacted = texts.get(text) ?? redactOne(text);
      texts.set(text, redacted);
      return redacted;
    },
  };
}

/**
 * A copy that is safe to hand on: secrets are dropped, personal data becomes placeholders (`<PHONE_1>`, `<CARD_1 …1881>`), the same value
 * the same one; ids, times, amounts and codes stay. What is no JSON value is replaced (`<UNREADABLE>`, `<CYCLE>`, `<TOO_DEEP>`), a Date and
 * a BigInt by its text. Never throws, calls nothing of what it is given, changes nothing in it.
 * @example
 * import { redact } from "txwhy/redact";
 *
 * console.log(redact({ card: "4012 8888 8888 1881", cvv: "123", amount: "9.50" })); // {"card":"<CARD_1 …1881>","amount":"9.50"}
 */
export function redact(value: unknown): unknown {
  return createRedactor().value(value);
}

/**
 * A text that is safe to hand on; the very same text when nothing is found in it.
 * @example
 * import { redactText } from "txwhy/redact";
 *
 * console.log(redactText("call +62 812 3456 7890")); // call <PHONE_1>
 */
export function redactText(text: string): string {
  return createRedactor().text(text);
}
