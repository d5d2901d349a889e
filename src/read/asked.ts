import type { Warning } from "../base/diagnosis.js";
import { amountsLeftOut, wantedIn } from "./adapters/generic.js";
import type { FoundTransaction } from "./find.js";
import type { FoundValue } from "./prose.js";
import { isObject } from "./value.js";

/** The amount that the objects in a text ask for, where all that name one name the same. */
export function wantedBy(seen: readonly FoundValue[]): Record<string, string | number> {
  const wanted = seen
    .map(({ value }) => (isObject(value) ? wantedIn(value) : undefined))
    .filter((one) => one !== undefined);
  const [first] = wanted;
  const same = wanted.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return first !== undefined && same ? first : {};
}

/** What stands before the object that was sent: `Request body:`. */
const REQUEST = /\breq(?:uest)?[ _-]?(?:body|data|payload|params)?\W{0,6}$/i;
const isLabelledRequest = ({ place: { view, value: at } }: FoundValue): boolean =>
  REQUEST.test(view.text.slice(Math.max(0, at - 40), at).replace(/(?<=[a-z])(?=[A-Z])/g, " "));

/** With the amount for which a request beside it asks that names the same payment; where the answer names none, one that is called the request. */
export function withAsked(found: FoundTransaction, parts: readonly FoundValue[]): FoundTransaction {
  const { id, reference, ...rest } = (found.context.transaction ?? {}) as Record<string, unknown>;
  const names = [id, reference].filter((name) => typeof name === "string");
  if ("amount" in rest || "currency" in rest || found.warnings.length > 0) return found;
  const wanted = wantedBy(
    parts.filter((part) =>
      names.length === 0
        ? isLabelledRequest(part)
        : isObject(part.value) && Object.values(part.value).some((one) => names.includes(one as string)),
    ),
  );
  if (Object.keys(wanted).length === 0) return found;
  const transaction = { ...(found.context.transaction as object), ...wanted };
  return { ...found, context: { ...found.context, transaction } };
}

/** The first warning of an amount that an object asks for and that is not taken. */
export const leftOutOf = (seen: readonly FoundValue[]): Warning[] =>
  seen.flatMap(({ value }) => (isObject(value) ? amountsLeftOut(value) : [])).slice(0, 1);
