import type { HandoffPacket } from "../base/diagnosis.js";
import { InvalidContextError, type Issue } from "../base/errors.js";
import { copyPlainJson, isJsonObject, type Json, type JsonObject, own } from "../base/json.js";
import { parseInstant } from "../base/time.js";
import type { Redactor } from "../redact/index.js";

/**
 * What came of a hand-over, as the support desk knows it.
 * @example
 * { ticket: "T-1", result: "solved", remedy: "top_up", at: "2026-11-22T10:00:00Z" }
 */
export interface Outcome {
  /** The support desk's reference. */
  ticket: string;
  result: "solved" | "not_solved" | "pending";
  /** The action that worked (contract §4). */
  remedy?: string;
  /** Actions tried without success, by cause. */
  tried?: { cause: string; actions: string[] }[];
  note?: string;
  /** When it was settled, RFC 3339. */
  at?: string;
}

/**
 * An outcome to keep, with entries for `history`: given back with the next context, what was tried is not proposed again.
 * @example
 * { schema: "txwhy.outcome/1", ticket: "T-1", result: "solved", remedy: null, note: null, history: [] }
 */
export interface OutcomeRecord {
  schema: "txwhy.outcome/1";
  ticket: string;
  result: Outcome["result"];
  remedy: string | null;
  note: string | null;
  history: JsonObject[];
}

/**
 * Records what came of a hand-over. `history` is empty where the packet's context has no amount or time, which entries must have.
 * Texts are redacted. @throws {InvalidContextError} where packet or outcome is not what it should be.
 */
export function recordOutcome(packet: HandoffPacket, outcome: Outcome, redactor: Redactor): OutcomeRecord {
  const { context, causes, result, ticket, remedy, note, tried: given, at: settled } = plainOutcome(packet, outcome);
  const transaction = own(context, "transaction");
  const at = own(transaction, "at") ?? settled;
  const amount = own(transaction, "amount");
  const tried = given ?? causes.map(({ code }) => ({ cause: code, actions: [] }));
  const status = { solved: "succeeded", not_solved: "failed", pending: "pending" }[result];
  const entry = (more: JsonObject): JsonObject => {
    const made: JsonObject = { at: at as string, amount: amount as string, status };
    for (const name of ["id", "currency", "reference"]) {
      const value = own(transaction, name);
      if (value !== undefined) made[name] = value;
    }
    const payee = own(context, "payeeId");
    if (payee !== undefined) made.payee = payee;
    return { ...made, ...more };
  };
  const history =
    (at ?? null) === null || (amount ?? null) === null
      ? []
      : status === "failed"
        ? tried.map(({ cause, actions }) => entry({ cause, triedRemedies: actions }))
        : [entry({})];
  return {
    schema: "txwhy.outcome/1",
    ticket: redactor.text(ticket),
    result,
    remedy: remedy ?? null,
    note: note === undefined ? null : redactor.text(note),
    history,
  };
}

type PlainOutcome = Outcome & Pick<HandoffPacket, "context" | "causes">;

/** Both as plain values, with every fault at once; nothing of theirs is called. */
function plainOutcome(packet: unknown, outcome: unknown): PlainOutcome {
  const issues: Issue[] = [];
  const plain = (name: string, value: unknown): Json => {
    const copied = copyPlainJson(value);
    if ("value" in copied) return copied.value;
    issues.push(...copied.issues.map((issue) => ({ ...issue, path: `/${name}${issue.path}` })));
    return {};
  };
  const expectThat = (holds: boolean, path: string, expected: string): void => {
    if (!holds) issues.push({ path, code: "invalid_type", message: `expected ${expected}` });
  };
  const [handed, came] = [plain("packet", packet), plain("outcome", outcome)];
  const isText = (value: unknown): boolean => typeof value === "string";
  const isTextOrNothing = (value: unknown): boolean => (value ?? null) === null || isText(value);
  const allOf = (value: unknown, holds: (entry: Json) => boolean): boolean =>
    Array.isArray(value) && (value as Json[]).every(holds);
  if (issues.length === 0) {
    const context = own(handed, "context");
    const transaction = own(context, "transaction") ?? {};
    expectThat(isJsonObject(context), "/packet/context", "the context of a hand-off packet");
    expectThat(isJsonObject(transaction), "/packet/context/transaction", "an object");
    for (const name of ["id", "currency", "reference", "at"])
      expectThat(isTextOrNothing(own(transaction, name)), `/packet/context/transaction/${name}`, "a text");
    const amount = own(transaction, "amount");
    const isAmount = isTextOrNothing(amount) || typeof amount === "number";
    expectThat(isAmount, "/packet/context/transaction/amount", "a decimal text");
    expectThat(isTextOrNothing(own(context, "payeeId")), "/packet/context/payeeId", "a text");
    const coded = allOf(own(handed, "causes"), (cause) => isText(own(cause, "code")));
    expectThat(coded, "/packet/causes", "causes with their codes");
    expectThat(isText(own(came, "ticket")), "/outcome/ticket", "the reference of the support desk");
    const result = own(came, "result");
    const isResult = isText(result) && ["solved", "not_solved", "pending"].includes(result as string);
    expectThat(isResult, "/outcome/result", "solved, not_solved or pending");
    for (const name of ["remedy", "note"]) expectThat(isTextOrNothing(own(came, name)), `/outcome/${name}`, "a text");
    const at = own(came, "at") ?? null;
    const isTime = at === null || (typeof at === "string" && parseInstant(at) !== undefined);
    expectThat(isTime, "/outcome/at", "a time with its offset, as in 2026-11-22T09:00:00+08:00");
    const tried = own(came, "tried") ?? [];
    const isTried = allOf(tried, (one) => isText(own(one, "cause")) && allOf(own(one, "actions"), isText));
    expectThat(isTried, "/outcome/tried", "causes with the actions tried: { cause, actions }");
  }
  if (issues.length > 0) throw new InvalidContextError(issues);
  const said = Object.entries(came as JsonObject).filter(([, value]) => value !== null);
  const { context, causes } = handed as unknown as HandoffPacket;
  return { ...(Object.fromEntries(said) as unknown as Outcome), context, causes };
}
