import type * as z from "zod/mini";
import type {
  Decimal,
  Fee,
  FundingSource,
  HandoffPacket,
  HistoryEntry,
  InvalidContextError,
  InvalidRulesError,
  Issue,
  IssueCode,
  Limit,
  Outcome,
  Profile,
  parseContext,
  TransactionContext,
  TxwhyError,
  UnreadableInputError,
  Warning,
  WarningCode,
} from "../../src/api/index.js";
import type { outcomeSchema, packetSchema } from "../../src/context/packet.js";
import type { profileSchema } from "../../src/context/profile.js";
import type { contextSchema } from "../../src/context/schema.js";

// Compiled by `tsc` with the rest of the tests, never run. A line marked @ts-expect-error must be refused.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

/** A type without names: lists and records may be changed, interfaces are written out. */
type Plain<T> = unknown extends T
  ? unknown
  : T extends string
    ? T
    : T extends readonly (infer E)[]
      ? Plain<E>[]
      : T extends object
        ? { -readonly [K in keyof T]: Plain<T[K]> }
        : T;

// The generated types are what the schemas accept.
holds<Same<Plain<TransactionContext>, Plain<z.input<typeof contextSchema>>>>();
holds<Same<Plain<Profile>, Plain<z.input<typeof profileSchema>>>>();
holds<Same<Plain<Outcome>, Plain<z.input<typeof outcomeSchema>>>>();
export const packet = (one: Plain<HandoffPacket>): z.input<typeof packetSchema> => one;

holds<Same<Decimal, string | number>>();
holds<Same<ReturnType<typeof parseContext>, TransactionContext>>();

// Every member may be missing, null or undefined.
export const bare: TransactionContext[] = [
  {},
  { transaction: null, limits: undefined, balance: { held: null, restricted: undefined } },
];
export const named: [Limit, Fee, FundingSource, HistoryEntry] = [
  { window: "daily", max: 200 },
  { flat: "0.30" },
  { kind: "agent" },
  { at: "2026-11-22T09:00:00Z", amount: "5", status: "failed" },
];
const frozen = { transaction: { amount: "5", currency: "USD" }, fees: [{ flat: "1" }], limits: [] } as const;
export const readonly: TransactionContext = frozen;

// But a few, without which the object around them says nothing.
// @ts-expect-error a limit needs its window
export const noWindow: Limit = { max: "200" };
// @ts-expect-error and it may not be null
export const nullWindow: Limit = { window: null, max: "200" };
// @ts-expect-error a funding source needs its kind
export const noKind: FundingSource = { label: "Card" };
// @ts-expect-error an earlier transaction needs its amount
export const noAmount: HistoryEntry = { at: "2026-11-22T09:00:00Z", status: "failed" };
// @ts-expect-error a code needs its scheme
export const noScheme: TransactionContext = { failure: { codes: [{ code: "51" }] } };

// @ts-expect-error a kind that does not exist
export const wrongKind: TransactionContext = { transaction: { kind: "gift" } };
// @ts-expect-error a misspelt member
export const misspelt: TransactionContext = { balance: { avaliable: "5" } };
// @ts-expect-error an amount is not an object
export const wrongAmount: TransactionContext = { transaction: { amount: { value: "1" } } };

const source = { title: "Help centre", date: "2026-11-22" };
export const profile: Profile = { id: "own", name: "Own", channels: [{ kind: "chat", hours: "always" }], source };
// @ts-expect-error a source needs its date
export const undated: Profile = { id: "own", name: "Own", channels: [], source: { title: "Help centre" } };
// @ts-expect-error a misspelt member of a channel
export const misspeltChannel: Profile = { id: "own", name: "Own", channels: [{ kind: "chat", adress: "x" }], source };

// Errors have one base class, and a code that tells them apart.
export const code = (error: InvalidContextError | InvalidRulesError | UnreadableInputError): TxwhyError["code"] => {
  if (error.code === "unreadable_input") return error.line > 1 ? error.code : "unreadable_input";
  return error.issues.length > 0 ? error.code : "invalid_rules";
};
holds<Same<InvalidContextError["code"], "invalid_context">>();
holds<Same<Issue["code"], IssueCode>>();
holds<Same<Warning["code"], WarningCode>>();
export const codes: [IssueCode, IssueCode, WarningCode] = ["not_a_decimal", "a_code_of_my_own", "currency_mismatch"];
// Codes that are known are offered by an editor: the union is not just `string`.
holds<Same<Extract<IssueCode, "negative">, "negative">>();
holds<Same<Extract<WarningCode, "unknown_key">, "unknown_key">>();
