import type { Money } from "../base/assessment.js";
import { at, type Json, type JsonObject, own } from "../base/json.js";
import { type FactValue, isTrue, type Known } from "../base/known.js";
import { type Decimal, decimal, max, moneyText, roundUp, ZERO } from "../base/money.js";
import type { PatchBuilder } from "../base/patch.js";
import { addDuration, endOfMonth, isWritable, parseDuration } from "../base/time.js";
import { type FoundCause, isAmountOpen, type Situation, timeText } from "../causes/find.js";
import { leastArriving, mostByKnownFacts } from "../facts/amounts.js";
import { exceededTogether, type Limit } from "../facts/limits.js";
import type { Action, RemedyRule } from "../rules/files.js";

export type ParamValues = Record<string, FactValue | undefined>;
/** The input of an action: the found cause, its remedy in the rule file, and the remedy's parameters. */
export interface ActionInput {
  situation: Situation;
  found: FoundCause;
  rule: RemedyRule;
  values: ParamValues;
  raw: JsonObject;
}
/** The numbers of a remedy; each action sets the ones it has. */
export interface RemedyNumbers {
  amount?: Money;
  fee?: Money;
  limit?: Money;
  notBefore?: string;
  source?: string;
  parts?: number;
  level?: "basic" | "full";
  upTo?: Money;
  initiator?: "merchant";
}
/** One way to carry out an action. Without an `effect` it cannot be simulated. */
export interface RemedyDraft {
  params?: RemedyNumbers;
  effect?: ((patch: PatchBuilder) => void) | null;
  /** When the next attempt is made, RFC 3339; without it at `now`. */
  then?: string;
  /** Money that the customer has to move, fees included. */
  money?: Decimal;
  /** Money that a top-up adds to the balance. */
  arrives?: Decimal;
}
type Build = (given: ActionInput) => RemedyDraft[];

const asMoney = (value: Decimal, { sheet }: Situation): Money => ({
  value: moneyText(value, sheet.exponent),
  currency: sheet.currency ?? "",
});
/** A required amount is rounded up to the minor unit, so that it is never too small. */
const enough = (value: Decimal, { sheet }: Situation): Decimal => roundUp(value, sheet.proposedExponent);

/** Whether facts, and not only a code, show the cause by one of these facts. A remedy changes no fact that its cause does not rest on. */
const restsOn = ({ rules }: FoundCause, ...facts: string[]): boolean =>
  rules.some((rule) => !rule.byCode && facts.some((name) => rule.restsOn.includes(name)));

const none: Build = () => [{}];
/** Where only a code says that a confirmation failed, the stated one is another confirmation, and stays as it is. */
const confirm: Build = ({ found, values }) => [
  {
    params: values.initiator === "merchant" ? { initiator: "merchant" } : {},
    effect: (patch) => {
      if (restsOn(found, "authentication.status")) patch.set("/authentication/status", "passed");
    },
  },
];

/** A new one-time code comes with its own attempts: those of the old one no longer count. */
const requestNewCode: Build = ({ found }) => [
  {
    effect: (patch) => {
      if (!restsOn(found, "authentication.status", "authentication.attemptsLeft")) return;
      const status = at(patch.document, "/authentication/status");
      if (status === "failed" || status === "expired") patch.set("/authentication/status", "passed");
      if (at(patch.document, "/authentication/attemptsLeft") === 0) patch.remove("/authentication/attemptsLeft");
    },
  },
];

const topUp: Build = ({ situation, values }) => {
  const shortfall = values.amount as Decimal | undefined;
  // Only a code says that money is missing; by the numbers nothing is, so a top-up would not help.
  if (shortfall !== undefined && !shortfall.gt(0)) return [];
  const sources = own(situation.context, "fundingSources") as Json[] | undefined;
  if (sources === undefined) {
    if (shortfall === undefined) return [{}];
    const amount = enough(shortfall, situation);
    return [
      {
        params: { amount: asMoney(amount, situation) },
        money: amount,
        arrives: amount,
        effect: addToBalance(situation, amount),
      },
    ];
  }
  return sources.flatMap((source, i) => {
    if (["expired", "blocked"].includes(own(source, "status") as string)) return [];
    const label = (own(source, "label") ?? own(source, "kind")) as string;
    if (shortfall === undefined) return [{ params: { source: label } }];
    return fromSource(situation, source, i, label, enough(shortfall, situation));
  });
};

/** The smallest top-up from one source that covers the shortfall after fees; empty if the source cannot provide it. */
function fromSource(situation: Situation, source: Json, i: number, label: string, needed: Decimal): RemedyDraft[] {
  const { sheet } = situation;
  const amountOf = (name: string): Decimal | undefined => {
    const value = own(source, name);
    return value === undefined ? undefined : decimal(value as string | number);
  };
  const fees = sheet.readFees((own(source, "fees") as Json[] | undefined) ?? [], `/fundingSources/${i}/fees`);
  const borne = (paidBy: "payer" | "payee", amount: Decimal): Decimal | undefined => {
    const sum = sheet.sumFees(
      fees.filter((fee) => fee.paidBy === paidBy),
      amount,
    );
    return sum.known ? sum.value : undefined;
  };
  const [least, most] = [amountOf("minTopUp") ?? ZERO, amountOf("maxTopUp")];
  const amount = leastArriving(needed, least, most, fees, sheet, (sent) => borne("payee", sent));
  if (amount === undefined) return [];
  const fee = borne("payer", amount);
  const debit = amount.plus(fee ?? ZERO);
  const available = amountOf("available");
  if (available !== undefined && debit.gt(available)) return [];
  const arrives = amount.minus(borne("payee", amount) ?? ZERO);
  const params: RemedyNumbers = { amount: asMoney(amount, situation), source: label };
  if (fee?.gt(0)) params.fee = asMoney(fee, situation);
  return [{ params, money: debit, arrives, effect: addToBalance(situation, arrives) }];
}

const addToBalance =
  ({ sheet }: Situation, amount: Decimal) =>
  (patch: PatchBuilder): void => {
    if (sheet.available.known)
      patch.set("/balance/available", moneyText(sheet.available.value.plus(amount), sheet.exponent));
  };

const setAmount = (situation: Situation, amount: Decimal): RemedyDraft => ({
  params: { amount: asMoney(amount, situation) },
  effect: (patch) => {
    patch.set("/transaction/amount", moneyText(amount, situation.sheet.exponent));
  },
});

const reduceAmount: Build = ({ situation, values }) => {
  const { amount } = situation.sheet;
  if (isAmountOpen(situation)) return [];
  // While a bound is not known, more may be too much; then the amount is a bound that is known, and cannot be checked.
  const known = values.amount as Decimal | undefined;
  const bound = mostByKnownFacts(situation.next.sheet);
  const most = known ?? (bound.known ? bound.value : undefined);
  if (most === undefined || !amount.known || !most.lt(amount.value)) return [];
  const draft = setAmount(situation, most);
  if (isTrue(situation.next.read("largestAmount.anyLessPasses") as Known<boolean>))
    draft.params = { ...draft.params, upTo: asMoney(most, situation) };
  return [known === undefined ? { ...draft, effect: null } : draft];
};

const increaseAmount: Build = ({ situation, found, values }) => {
  // If only a code shows the cause, the minimum amount is unknown.
  if (found.rules.every((rule) => rule.byCode)) return [{}];
  const least = values.amount as Decimal | undefined;
  return least === undefined ? [] : [setAmount(situation, least)];
};

const splitPayment: Build = ({ situation, values }) => {
  // If only a code shows the cause, the maximum size of a part is unknown.
  if (isAmountOpen(situation)) return [];
  const [each, parts] = [values.amount as Decimal | undefined, values.parts as number | undefined];
  if (each === undefined || parts === undefined) return [];
  const draft = setAmount(situation, each);
  return [{ ...draft, params: { ...draft.params, parts } }];
};

const waitUntil: Build = (given) => {
  const { situation, values, rule, found } = given;
  const asked = rule.params?.notBefore;
  const until =
    (values.notBefore as number | undefined) ?? (found.codes.length > 0 ? adviceTime(situation) : undefined);
  const byNumbers = found.rules.some((one) => !one.byCode);
  if (until === undefined) {
    // Waiting does not help with a limit that never resets, or whose reset time is unknown.
    if (asked !== undefined && rule.openEnded !== true) return [];
    return byNumbers ? [{ effect: (patch) => serviceIsBack(patch, situation) }] : [{}];
  }
  if (!isAhead(situation, until)) return [];
  const params = { notBefore: timeText(situation, until, factOf(rule.params?.notBefore)) };
  if (endsBefore(situation, until)) return [];
  return byNumbers ? [{ params, effect: () => {}, then: params.notBefore }] : [{ params }];
};

const factOf = (param: unknown): string | undefined => own(param, "fact") as string | undefined;

const waitForUnlock: Build = (given) => {
  const until = given.values.notBefore as number | undefined;
  const { situation, rule } = given;
  if (until === undefined || !isAhead(situation, until) || endsBefore(situation, until)) return [];
  const notBefore = timeText(situation, until, factOf(rule.params?.notBefore));
  return [{ params: { notBefore }, effect: () => {}, then: notBefore }];
};

/** The end of the waiting time that is published for a code, counted from the attempt; undefined if there is none or the time is unknown. */
export function adviceTime({ failure, sheet }: Situation): number | undefined {
  const wait = failure?.guidance?.wait;
  if (wait === undefined || !sheet.at.known) return undefined;
  const duration = parseDuration(wait);
  const until = duration === undefined ? undefined : addDuration(sheet.at.value, duration, "UTC");
  return until !== undefined && isWritable(until) ? until : undefined;
}

const isAhead = ({ now }: Situation, until: number): boolean => !now.known || until > now.value;

/** Whether the order or the card expires by then, so that waiting does not help. */
export function endsBefore({ given, sheet }: Situation, until: number): boolean {
  const expires = own(own(given, "transaction"), "expiresAt") as string | undefined;
  const month = own(own(given, "instrument"), "expires") as string | undefined;
  return (
    (expires !== undefined && sheet.cache.instant(expires) <= until) ||
    (month !== undefined && endOfMonth(month) <= until)
  );
}

/** An outage whose end nobody knows is over some time. */
function serviceIsBack(patch: PatchBuilder, { context }: Situation): void {
  const network = own(context, "network");
  if (own(network, "serviceBackAt") === undefined && own(network, "service") !== undefined)
    patch.set("/network/service", "up");
}

/** Raises every exceeded limit of the cause, each to what it needs: one that cannot be raised would go on blocking. */
const raiseLimit: Build = ({ situation, values }) => {
  const { sheet } = situation.next;
  const pointer = values.of as string | undefined;
  const raises = (pointer === undefined ? [] : exceededTogether(sheet, pointer)).map((limit) => ({
    limit,
    to: raised(limit, situation),
  }));
  const speaking = raises.find(({ limit }) => limit.pointer === pointer)?.to;
  if (speaking === undefined || raises.some(({ to }) => to === undefined)) return [];
  const effect = (patch: PatchBuilder): void => {
    for (const { limit, to } of raises) patch.set(`${limit.pointer}/max`, moneyText(to as Decimal, sheet.exponent));
  };
  const isOpen = raises.some(({ limit: { after } }) => after.known && after.assumed !== undefined);
  return [{ params: { limit: asMoney(speaking, situation) }, effect: isOpen ? null : effect }];
};

/** What a limit has to be raised to; undefined where the customer may not, or it is not known whether they may. */
function raised({ after, setBy, ceiling }: Limit, situation: Situation): Decimal | undefined {
  if (!after.known || !setBy.known || setBy.value !== "customer") return undefined;
  const to = enough(after.value, situation);
  return ceiling.known && to.lte(ceiling.value) ? to : undefined;
}

const verifyIdentity: Build = ({ situation, found }) => {
  const required = own(own(situation.context, "account"), "requiredVerification") as "basic" | "full" | undefined;
  if (required === undefined) return [{}];
  const effect = (patch: PatchBuilder): void => {
    if (restsOn(found, "account.isVerifiedEnough")) patch.set("/account/verification", required);
  };
  return [{ params: { level: required }, effect }];
};

const makeRoom: Build = ({ situation, values }) => {
  const excess = values.amount as Decimal | undefined;
  const { available } = situation.sheet;
  if (excess === undefined || !available.known) return [{}];
  const amount = enough(excess, situation);
  const left = available.value.minus(amount);
  // Only available money can be moved out.
  if (left.lt(0)) return [];
  const effect = (patch: PatchBuilder): void =>
    void patch.set("/balance/available", moneyText(left, situation.sheet.exponent));
  return [{ params: { amount: asMoney(amount, situation) }, money: amount, effect }];
};

const releaseHold: Build = ({ situation, values }) => {
  const needed = values.amount as Decimal | undefined;
  const { available, held, exponent } = situation.sheet;
  if (needed === undefined || !available.known || !held.known) return [{}];
  const effect = (patch: PatchBuilder): void => {
    patch.set("/balance/available", moneyText(available.value.plus(needed), exponent));
    patch.set("/balance/held", moneyText(max(ZERO, held.value.minus(needed)), exponent));
  };
  return [{ params: { amount: asMoney(enough(needed, situation), situation) }, effect }];
};

const switchNetwork: Build = ({ found }) => [
  {
    effect: (patch) => {
      if (!restsOn(found, "network.status", "network.latencyMs", "network.lossRate")) return;
      if (at(patch.document, "/network/status") !== undefined) patch.set("/network/status", "online");
      patch.remove("/network/latencyMs").remove("/network/lossRate");
    },
  },
];

const useSecureNetwork: Build = () => [{ effect: (patch) => void patch.set("/network/secure", true) }];

/** New details replace those of an expired card. They do not unblock one, or bring a stolen one back. */
const updateDetails: Build = ({ found }) => [
  {
    effect: (patch) => {
      if (!restsOn(found, "instrument.status", "instrument.expiredAt")) return;
      patch.remove("/instrument/expires");
      if (at(patch.document, "/instrument/status") === "expired") patch.set("/instrument/status", "active");
    },
  },
];

const linkInstrument: Build = ({ found }) => [
  {
    effect: (patch) => {
      if (restsOn(found, "instrument.status")) patch.set("/instrument/status", "active");
    },
  },
];

/** A new password does not end a lock with a set end time, and confirms nothing but itself. */
const resetPassword: Build = ({ found }) => [
  {
    effect: (patch) => {
      if (!restsOn(found, "authentication.status", "authentication.isLocked")) return;
      if (at(patch.document, "/authentication/status") === "failed") patch.set("/authentication/status", "passed");
      if (at(patch.document, "/authentication/attemptsLeft") === 0) patch.remove("/authentication/attemptsLeft");
    },
  },
];

/** A new order takes away that the old one ended. Everything else that stopped the old one stops the new one too. */
const startAgain: Build = ({ found }) => [
  {
    effect: (patch) => {
      const status = at(patch.document, "/transaction/status");
      if (status === "expired" || status === "cancelled") patch.remove("/transaction/status");
      patch.remove("/transaction/expiresAt");
      const isCancelled = at(patch.document, "/authentication/status") === "cancelled";
      if (isCancelled && restsOn(found, "authentication.status")) patch.remove("/authentication/status");
    },
  },
];

const correctPayee: Build = ({ found }) => [
  {
    effect: (patch) => {
      if (restsOn(found, "payee.status")) patch.remove("/payee/status");
    },
  },
];
const turnOnTwoFactor: Build = () => [{ effect: (patch) => void patch.set("/account/twoFactor", true) }];

/** Builds the drafts of each action. An action without an effect cannot be simulated. */
export const BUILD: Record<Action, Build> = {
  top_up: topUp,
  reduce_amount: reduceAmount,
  increase_amount: increaseAmount,
  split_payment: splitPayment,
  wait_until: waitUntil,
  retry_now: none,
  check_status: none,
  raise_limit: raiseLimit,
  verify_identity: verifyIdentity,
  make_room: makeRoom,
  release_hold: releaseHold,
  test_network: none,
  switch_network: switchNetwork,
  use_secure_network: useSecureNetwork,
  use_other_method: none,
  update_details: updateDetails,
  link_instrument: linkInstrument,
  reset_payment_password: resetPassword,
  enter_password_again: confirm,
  wait_for_unlock: waitForUnlock,
  request_new_code: requestNewCode,
  complete_challenge: confirm,
  sign_in_again: confirm,
  start_again: startAgain,
  correct_payee: correctPayee,
  ask_payee: none,
  contact_issuer: none,
  contact_merchant: none,
  contact_support: none,
  secure_account: none,
  turn_on_two_factor: turnOnTwoFactor,
  add_gas: none,
  raise_fee: none,
  reset_nonce: none,
};
