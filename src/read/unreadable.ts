import { UnreadableInputError } from "../base/errors.js";
import { redactedMessage } from "../base/messages.js";
import { createRedactor, type Redactor } from "../redact/index.js";
import { inLanguage } from "./hints/index.js";
import type { FoundValue } from "./prose.js";
import { LineIndex, ReadRefusal } from "./source.js";
import { isObject, NumberText, type SourceValue } from "./value.js";

const MAX_EXCERPT = 200;
/** Where a piece of text may be cut so that nothing is left of what stood before: a secret's key is not cut off from its value. */
const EDGE = /[\n\r{},;&]/;

/** The public error for a refusal, in a language: its line and column, and the text around it without what must not leave. */
export function unreadable(text: string, refusal: ReadRefusal, locale?: string): UnreadableInputError {
  const { line, column } = new LineIndex(text).position(refusal.at);
  const redactor = createRedactor();
  const { message: hint, code: reason, ...said } = redactedMessage(inLanguage(refusal.said, locale), redactor.text);
  return new UnreadableInputError({
    line,
    column,
    excerpt: excerpt(text, refusal.at, redactor),
    hint,
    reason,
    ...said,
  });
}

function excerpt(text: string, at: number, redactor: Redactor): string {
  let start = Math.max(0, at - 80);
  if (start > 0) {
    const edge = text.slice(start, at).search(EDGE);
    if (edge >= 0) start += edge + 1;
    // No edge near: back over digits and what stands between them, so that no number is shown by its half.
    else for (let back = 0; back < 64 && start > 0 && /[\p{Nd}\s.-]/u.test(text[start - 1] as string); back++) start--;
  }
  return shortened(window(text, start, at + 400), redactor);
}

/** A piece of a text; where it is cut, the digits at the cut go too, for they may be part of a longer number. */
function window(text: string, start: number, end: number): string {
  const piece = text.slice(start, end);
  return end < text.length ? piece.replace(/[\p{Nd}\s.-]{1,64}$/u, "") : piece;
}

/** Redacted first and cut after, so that what would have been recognised whole is not shown in part. */
export function shortened(text: string, redactor: Redactor): string {
  if (!/[\p{L}\p{N}]/u.test(text.slice(0, 1000))) return cut(text, MAX_EXCERPT);
  return cut(redactor.text(window(text, 0, 1000)), MAX_EXCERPT);
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;

/** Members that a template takes over from what was seen, by the words in their names. */
const TAKEN = [
  { name: "amount", pattern: /^(?:amount|value|total|nominal|jumlah|valor|monto)$/i },
  { name: "currency", pattern: /^(?:currency|currency_?code|mata_?uang|moeda|moneda)$/i },
  { name: "id", pattern: /^(?:id|payment_?id|transaction_?id|order_?id)$/i },
] as const;
const MOST_NAMED = 3;

/** The refusal of an input in which no transaction is: what was found there, and a template with what was seen. */
export function noTransaction(text: string, parts: readonly FoundValue[]): ReadRefusal {
  const at = Math.max(0, text.search(/\S/));
  const objects = parts.map(({ value }) => value).filter((value) => isObject(value) || Array.isArray(value));
  const seen: Record<string, string> = {};
  for (const object of objects) collect(object, seen, 0);
  const { id, amount, currency } = seen;
  const transaction = {
    ...(id && { id }),
    ...(amount && { amount, currency: currency ?? "..." }),
  };
  const template = JSON.stringify({
    ...(Object.keys(transaction).length > 0 && { transaction }),
    failure: { provider: "...", code: "...", message: "..." },
  });
  if (objects.length === 0) return new ReadRefusal(at, "no_transaction", { template });
  const found = objects.slice(0, MOST_NAMED).map(shapeOf).join(", ") + (objects.length > MOST_NAMED ? ", ..." : "");
  return new ReadRefusal(at, "no_transaction.objects", { found, template });
}

const shapeOf = (value: SourceValue): string =>
  isObject(value)
    ? `{${Object.keys(value)
        .slice(0, 4)
        .map((key) => key.slice(0, 30))
        .join(", ")}${Object.keys(value).length > 4 ? ", ..." : ""}}`
    : "[]";

function collect(value: SourceValue, seen: Record<string, string>, depth: number): void {
  if (!isObject(value) || depth > 3) return;
  for (const key of Object.keys(value).slice(0, 100)) {
    const member = value[key] as SourceValue;
    const text = member instanceof NumberText ? member.text : typeof member === "string" ? member : undefined;
    const taken =
      text === undefined || text.length > 40 || /(?:\d[ -]?){13}/.test(text)
        ? undefined
        : TAKEN.find(({ pattern }) => pattern.test(key));
    if (taken !== undefined) seen[taken.name] ??= text as string;
    else collect(member, seen, depth + 1);
  }
}
