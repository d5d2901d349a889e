import type { CauseCode as ShippedCauseCode } from "./generated/names.js";

/**
 * The code of a cause, `<group>.<name>`: one of the shipped ones, or of your own rules.
 * @example
 * "limit.daily"
 */
export type CauseCode = ShippedCauseCode | (string & {});

/**
 * An amount in major units with exactly its currency's digits, as a decimal text: never a float.
 * @example
 * { value: "125.50", currency: "EUR" }
 */
export interface Money {
  readonly value: string;
  /** ISO 4217, or another asset's code. */
  readonly currency: string;
}

/**
 * One operation of an RFC 6902 patch; only these three are ever made.
 * @example
 * { op: "replace", path: "/balance/available", value: "200.00" }
 */
export type PatchOperation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string };
/**
 * An RFC 6902 patch onto the context that was diagnosed: applying it and diagnosing again gives `leaves`.
 * @example
 * [{ op: "remove", path: "/failure" }]
 */
export type JsonPatch = readonly PatchOperation[];

/**
 * How long a remedy takes, as an order of magnitude.
 * @example
 * "minutes"
 */
export type Effort = "seconds" | "minutes" | "hours" | "days";
/**
 * Who can carry a remedy out.
 * @example
 * "customer"
 */
export type Who = "customer" | "payee" | "merchant" | "issuer" | "support";
/** What a new payment password must be like, by the wallet's profile. */
interface PasswordDemands {
  readonly contains: readonly ("letters" | "digits" | "special_characters")[];
  readonly notPrevious: boolean;
}

/** Every number that some remedy has. */
interface Numbers {
  readonly amount: Money;
  /** The payer's fee, on top of the amount. */
  readonly fee: Money;
  /** The least setting of a limit that is enough. */
  readonly limit: Money;
  readonly parts: number;
  /** RFC 3339. */
  readonly notBefore: string;
  /** A funding source's label, else its kind. */
  readonly source: string;
  readonly level: "basic" | "full";
  /** Every amount up to this one passes, not only this one. */
  readonly upTo: Money;
  /** Who started the payment without the customer being there. */
  readonly initiator: "merchant";
  readonly passwordPolicy: PasswordDemands;
}
/** Some of them always, some where they are known; the others never, so that each may be asked for without narrowing. */
type Params<Always extends keyof Numbers = never, Known extends keyof Numbers = never> = {
  readonly [K in Always]: Numbers[K];
} & { readonly [K in Known]?: Numbers[K] } & {
  readonly [K in Exclude<keyof Numbers, Always | Known>]?: never;
};

/**
 * The numbers of each remedy, by its action. Amounts are in the transaction's currency, times RFC 3339; what is missing is unknown.
 * @example
 * function least(params: RemedyParamsByAction["top_up"]): string {
 *   return params.amount === undefined ? "unknown" : params.amount.value;
 * }
 */
export interface RemedyParamsByAction {
  /** `amount` is the least that covers the shortfall; `fee` comes on top. */
  top_up: Params<never, "amount" | "source" | "fee">;
  /** The largest amount that passes. `upTo` is the same amount where every smaller one passes too. */
  reduce_amount: Params<"amount", "upTo">;
  /** The least amount that passes. */
  increase_amount: Params<never, "amount">;
  /** `parts` payments of `amount` each; the last may be smaller. */
  split_payment: Params<"amount" | "parts">;
  wait_until: Params<never, "notBefore">;
  wait_for_unlock: Params<"notBefore">;
  raise_limit: Params<"limit">;
  verify_identity: Params<never, "level">;
  /** What has to be spent or moved out. */
  make_room: Params<never, "amount">;
  release_hold: Params<never, "amount">;
  reset_payment_password: Params<never, "passwordPolicy">;
  retry_now: Params;
  check_status: Params;
  test_network: Params;
  switch_network: Params;
  use_secure_network: Params;
  use_other_method: Params;
  update_details: Params;
  link_instrument: Params;
  enter_password_again: Params;
  request_new_code: Params;
  /** `initiator` where the merchant started the payment: the customer has to be brought back to confirm it. */
  complete_challenge: Params<never, "initiator">;
  sign_in_again: Params;
  start_again: Params;
  correct_payee: Params;
  ask_payee: Params;
  contact_issuer: Params;
  contact_merchant: Params;
  contact_support: Params;
  secure_account: Params;
  turn_on_two_factor: Params;
  add_gas: Params;
  raise_fee: Params;
  reset_nonce: Params;
}

/**
 * What a remedy does.
 * @example
 * "top_up"
 */
export type Action = keyof RemedyParamsByAction;

/**
 * The numbers of any remedy.
 * @example
 * { amount: { value: "20.73", currency: "EUR" }, source: "Bank card" }
 */
export type RemedyParams = RemedyParamsByAction[Action];

/**
 * What a check of a remedy found. `clears_all`: nothing blocks after it. `clears_this`: other causes are left. `fails`: its cause is
 * left, or a new one comes up. `not_simulated`: its effect cannot be simulated.
 * @example
 * "clears_all"
 */
export type Verified = "clears_all" | "clears_this" | "fails" | "not_simulated";

interface RemedyOf<A extends Action> {
  readonly action: A;
  readonly who: Who;
  readonly params: RemedyParamsByAction[A];
  readonly effort: Effort;
  /** Onto the context that was diagnosed; null where the effect cannot be simulated. */
  readonly patch: JsonPatch | null;
  /** Found by diagnosing the patched context. */
  readonly verified: Verified;
  /** Codes that still block after the patch, in the order of causes. */
  readonly leaves: readonly CauseCode[];
  /** Tried before without success, by the history of this transaction. */
  readonly tried?: true;
}

/**
 * One way out of a cause, as data. `action` tells which `params` it has.
 * @example
 * {
 *   action: "reduce_amount",
 *   who: "customer",
 *   params: { amount: { value: "118.76", currency: "EUR" } },
 *   effort: "seconds",
 *   patch: [{ op: "replace", path: "/transaction/amount", value: "118.76" }],
 *   verified: "clears_all",
 *   leaves: [],
 * }
 */
export type AssessedRemedy = { [A in Action]: RemedyOf<A> }[Action];

interface PlanStepOf<A extends Action> {
  readonly cause: CauseCode;
  readonly action: A;
  readonly params: RemedyParamsByAction[A];
}

/**
 * One remedy of a plan, with the numbers it has there.
 * @example
 * { cause: "balance.insufficient", action: "top_up", params: { amount: { value: "20.73", currency: "EUR" } } }
 */
export type PlanStep = { [A in Action]: PlanStepOf<A> }[Action];

/**
 * The cheapest set of remedies after which nothing blocks: fewest steps, least effort, least money. `patch` is that of all steps in turn.
 * @example
 * { steps: [{ cause: "network.offline", action: "switch_network", params: {} }], patch: [], clears: true }
 */
export interface Plan {
  readonly steps: readonly PlanStep[];
  readonly patch: JsonPatch;
  readonly clears: true;
}
