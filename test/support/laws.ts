import fc from "fast-check";
import { applyPatch, type Operation } from "rfc6902";
import { expect, test } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { type Case, cases, type Fields } from "./contexts.js";
import { patience, tried } from "./runs.js";

/** A law that every accepted context and its options keep. */
export const always = (name: string, body: (given: Case) => Promise<void>, arbitrary = cases, usual = 150): void =>
  test(name, { timeout: patience }, () => fc.assert(fc.asyncProperty(arbitrary, body), tried(usual)));

export const clone = <T>(value: T): T => structuredClone(value);
export const codes = (diagnosis: Pick<Diagnosis, "causes">): string[] => diagnosis.causes.map((cause) => cause.code);

/** An independent RFC 6902 implementation has to accept every operation. */
export function patched(context: Fields, patch: readonly unknown[]): Fields {
  const copy = clone(context);
  const faults = applyPatch(copy, clone(patch) as Operation[]).filter((fault) => fault !== null);
  expect(faults).toEqual([]);
  return copy;
}

export function shuffled(value: unknown, order: () => number): unknown {
  if (Array.isArray(value)) return value.map((entry) => shuffled(entry, order));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => ({ key, member, place: order() }));
  entries.sort((a, b) => a.place - b.place);
  return Object.fromEntries(entries.map(({ key, member }) => [key, shuffled(member, order)]));
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

export const at = (document: unknown, path: string): unknown =>
  path
    .split("/")
    .slice(1)
    .reduce<unknown>((value, step) => {
      const name = step.replace(/~1/g, "/").replace(/~0/g, "~");
      return typeof value === "object" && value !== null ? (value as Fields)[name] : undefined;
    }, document);

/** Every place of the context that holds a single value, as steps. */
export function* leaves(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) if (typeof entry === "object") yield* leaves(entry, [...path, i]);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) yield* leaves(member, [...path, key]);
  } else yield path;
}

export function without(context: Fields, path: readonly (string | number)[]): Fields {
  const copy = clone(context);
  let holder = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  delete holder[path.at(-1) as string | number];
  return copy;
}

export const GROUPS =
  "risk transaction network provider authentication account instrument merchant balance fee limit payee issuer chain".split(
    " ",
  );
export const CERTAINTIES = ["certain", "likely", "possible"];
export const EFFORTS = ["seconds", "minutes", "hours", "days"];
export const VERIFIED = ["clears_all", "clears_this", "not_simulated", "fails"];
export const UNSAFE =
  "retry_now start_again enter_password_again top_up reduce_amount split_payment raise_limit use_other_method".split(
    " ",
  );
/** Left out while money may have moved: each may pay a second time. */
export const PAYS_AGAIN =
  "top_up reduce_amount increase_amount split_payment raise_limit use_other_method retry_now start_again".split(" ");
/** Whether the customer cannot change the amount, and a change of it comes last. */
export const isFixed = (context: Fields): boolean => {
  const { kind, amountFixed } = (context.transaction ?? {}) as Fields;
  return (
    (amountFixed as boolean | undefined) ?? ["payment", "refund", "payout"].includes((kind as string) ?? "payment")
  );
};
export const changesAmount = (action: string): boolean => action === "reduce_amount" || action === "increase_amount";
export const UNKNOWN_OUTCOME = ["network.timeout", "transaction.debited_not_completed"];
/** Stand first whatever their certainty: what is unsafe, of unknown outcome, or a duplicate. */
export const standsFirst = (cause: string): boolean =>
  cause.startsWith("risk.") ||
  ["instrument.lost_or_stolen", "transaction.duplicate", ...UNKNOWN_OUTCOME].includes(cause);
export const isAmountCause = (cause: string): boolean =>
  /^(?:balance\.|fee\.|limit\.)/.test(cause)
    ? cause !== "limit.count"
    : ["payee.limit_exceeded", "transaction.amount_invalid"].includes(cause);
export const needsHuman = (cause: string): boolean =>
  /^(?:risk|merchant)\./.test(cause) ||
  ["account.frozen", "account.closed", "account.dormant", "transaction.debited_not_completed"].includes(cause);
