import type { HandoffPacket } from "../base/diagnosis.js";
import { InvalidContextError, type Issue } from "../base/errors.js";
import { copyPlainJson, type Json, type JsonObject, own } from "../base/json.js";
import { outcomeShape, packetShape } from "../context/generated/shapes.js";
import type { HistoryEntry } from "../context/generated/types.js";
import { checked, type Outcome, type PlainShape, shapeFrom } from "../context/parse.js";
import { type Redactor, redactText } from "../redact/index.js";

export type { Outcome } from "../context/parse.js";

/**
 * The outcome of an escalation, to be stored. Add its `history` to that of the next context, so that failed remedies are not suggested
 * again.
 * @example
 * { schema: "txwhy.outcome/1", ticket: "T-1", result: "solved", remedy: null, note: null, history: [] }
 */
export interface OutcomeRecord {
  schema: "txwhy.outcome/1";
  ticket: string;
  result: Outcome["result"];
  remedy: string | null;
  note: string | null;
  history: HistoryEntry[];
}

/**
 * Records the outcome of an escalation. `history` is empty if the packet's context has no amount or no time: every entry needs both.
 * Texts are redacted.
 * @throws {InvalidContextError} with every fault of packet and outcome, at `/packet/…` and `/outcome/…`.
 */
export function outcomeRecord(packet: HandoffPacket, outcome: Outcome, redactor: Redactor): OutcomeRecord {
  const { packet: handed, outcome: reported } = plainInput(packet, outcome);
  const { context, causes } = handed;
  const { result, ticket, remedy, note, tried: given, at: settled } = reported;
  const transaction = own(context, "transaction");
  const at = own(transaction, "at") ?? settled;
  const amount = own(transaction, "amount");
  const tried = given ?? causes.map(({ code }) => ({ cause: code, actions: [] }));
  const status = { solved: "succeeded", not_solved: "failed", pending: "pending" }[result];
  const entry = (more: JsonObject): HistoryEntry => {
    const made: JsonObject = { at: at as string, amount: amount as string, status };
    for (const name of ["id", "currency", "reference"]) {
      const value = own(transaction, name);
      if (value !== undefined) made[name] = value;
    }
    // What stands for a payee in the packet is like no payee: kept, it would tell that the next payment is to another one.
    const payee = own(context, "payeeId");
    if (payee !== undefined && !/^<[A-Z]+_\d+>$/.test(String(payee))) made.payee = payee;
    // The packet was checked: its members have the types of a history entry.
    return { ...made, ...more } as unknown as HistoryEntry;
  };
  const history =
    (at ?? null) === null || (amount ?? null) === null
      ? []
      : status === "failed"
        ? tried.map(({ cause, actions }) => entry({ cause, triedRemedies: [...actions] }))
        : [entry({})];
  return {
    schema: "txwhy.outcome/1",
    ticket: redactor.text(ticket),
    result,
    remedy: remedy ?? null,
    note: (note ?? null) === null ? null : redactor.text(note as string),
    history,
  };
}

type PlainPacket = Pick<HandoffPacket, "context" | "causes">;

/** Copies packet and outcome as plain values without nulls. Getters and methods of the input are never called. */
function plainInput(packet: unknown, outcome: unknown): { packet: PlainPacket; outcome: Outcome } {
  const issues: Issue[] = [];
  const plain = (name: string, value: unknown, shape: () => PlainShape): Json => {
    const copied = copyPlainJson(value);
    const at = `/${name}`;
    const found =
      "issues" in copied
        ? { value: null, issues: copied.issues.map((issue) => ({ ...issue, path: redactText(at + issue.path) })) }
        : checked(copied.value, shapeFrom(shape()), [name]);
    issues.push(...found.issues);
    return found.value;
  };
  const both = { packet: plain("packet", packet, packetShape), outcome: plain("outcome", outcome, outcomeShape) };
  if (issues.length > 0) throw new InvalidContextError(issues);
  return both as unknown as { packet: PlainPacket; outcome: Outcome };
}
