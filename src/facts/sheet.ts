import { isoExponent, writtenExponent } from "../base/currencies.js";
import type { Warning } from "../base/diagnosis.js";
import { type Json, type JsonObject, own } from "../base/json.js";
import { combine, type Known, known, knownAssuming, map, UNKNOWN, unknown } from "../base/known.js";
import { message } from "../base/messages.js";
import { type Decimal, type FeeTerms, feesOn, max, reachable, ZERO } from "../base/money.js";
import type { TransactionContext } from "../context/parse.js";
import type { FailureReading, ProviderCatalog } from "./codes.js";
import { ValueCache } from "./value-cache.js";

/** A fee and who pays it. `problem` is the pointer of the missing fact without which the fee cannot be computed; "" for none to ask for. */
export interface ReadFee extends FeeTerms {
  pointer: string;
  paidBy: "payer" | "payee";
  problem?: string;
}

/** The members of the transaction that say which one it is; its amount is read by `amount`. */
interface StatedTransaction {
  readonly id?: string;
  readonly kind?: string;
  readonly initiator?: string;
  readonly status?: string;
  readonly at?: string;
  readonly currency?: string;
  readonly exponent?: number;
  readonly splittable?: boolean;
}

/** The parts of a context that facts are derived from. */
export type Area = Exclude<keyof TransactionContext, "customer" | "support">;

/**
 * The numbers of one context: the balance, the fees and the totals, each with what is missing. All money is in the transaction's currency;
 * an amount in another currency is unknown, with a warning. Everything is computed on first use; nothing here knows a rule.
 */
export class Sheet {
  readonly transaction: StatedTransaction;
  /** Shared by the sheets of one call. */
  readonly cache: ValueCache;
  /** The instant of the attempt, for which the facts are read, and how it was written. */
  readonly at: Known<number>;
  readonly atText: string | undefined;
  /** By path, shared by the sheets of one context. */
  readonly warned: Map<string, Warning>;
  readonly currency: string | undefined;
  /** Minor-unit digits, to which fees are rounded. */
  readonly exponent: number;
  /** Digits of the amounts that an answer proposes: none where the currency is written without decimals. */
  readonly proposedExponent: number;
  readonly takesMoneyOut: boolean;
  readonly #context: JsonObject;
  readonly #catalog: ProviderCatalog;
  #failure: FailureReading | null = null;
  readonly #derived = new Map<unknown, unknown>();

  /** `now` counts as the time of the attempt where the context does not state one. */
  constructor(
    context: JsonObject,
    now: string | undefined,
    catalog: ProviderCatalog,
    cache = new ValueCache(),
    warned: Map<string, Warning> = new Map(),
  ) {
    this.#context = context;
    this.#catalog = catalog;
    this.cache = cache;
    this.transaction = (own(context, "transaction") ?? {}) as StatedTransaction;
    this.warned = warned;
    this.atText = this.transaction.at ?? now;
    this.at = this.atText === undefined ? unknown("/transaction/at") : known(cache.instant(this.atText));
    const { currency, exponent, kind } = this.transaction;
    this.currency = currency;
    this.exponent = exponent ?? isoExponent(currency ?? "") ?? 2;
    this.proposedExponent = exponent ?? writtenExponent(currency ?? "") ?? this.exponent;
    this.takesMoneyOut = kind !== "top_up" && kind !== "refund";
  }

  /** A part of the context, undefined where it is not given. */
  area(name: Area): Json | undefined {
    return own(this.#context, name);
  }

  /** Computes a value once for this sheet. The function is the key, so it must be one at module level; it never returns undefined. */
  once<T>(derive: (sheet: Sheet) => T): T {
    const found = this.#derived.get(derive);
    if (found !== undefined) return found as T;
    const value = derive(this);
    this.#derived.set(derive, value);
    return value;
  }

  /** What the provider's codes say; null where the context has none. */
  get failure(): FailureReading | null {
    this.#failure ??= this.#catalog.read(this.#context);
    return this.#failure;
  }

  /** A member of an area; when not stated it is unknown, and missing at its pointer. */
  stated<T extends Json>(area: Area, name: string): Known<T> {
    const value = own(this.area(area), name);
    return value === undefined ? unknown(`/${area}/${name}`) : known(value as T);
  }

  /** A stated amount; unknown in another currency than the transaction's. */
  money(holder: Json | undefined, pointer: string, name: string): Known<Decimal> {
    const value = own(holder, name);
    if (value === undefined) return unknown(`${pointer}/${name}`);
    const currency = own(holder, "currency");
    if (currency !== undefined && this.currency !== undefined && currency !== this.currency) {
      this.warnMismatch(`${pointer}/${name}`, currency as string);
      return UNKNOWN;
    }
    return known(this.cache.decimal(value as string | number));
  }

  warnMismatch(path: string, currency: string): void {
    if (this.warned.has(path)) return;
    const params = { currency, expected: this.currency as string };
    this.warned.set(path, { path, ...message("currency_mismatch", params) });
  }
  get warnings(): readonly Warning[] {
    return [...this.warned.values()];
  }

  get amount(): Known<Decimal> {
    return this.once(amountOf);
  }
  get available(): Known<Decimal> {
    return this.once(availableOf);
  }
  get cap(): Known<Decimal> {
    return this.once(capOf);
  }
  /** Frozen: nothing where an available balance is given and no held part is. */
  get held(): Known<Decimal> {
    return this.once(heldOf);
  }
  /** Not usable for this kind: nothing where an available balance is given and no restricted part is. */
  get restricted(): Known<Decimal> {
    return this.once(restrictedOf);
  }
  get usable(): Known<Decimal> {
    return this.once(usableOf);
  }

  /** The listed fees; null where no list is given: then they are unknown, not zero. */
  get fees(): ReadFee[] | null {
    return this.once(listedFees);
  }

  readFees(listed: readonly Json[], pointer: string): ReadFee[] {
    return listed.map((fee, i) => this.#readFee(fee, `${pointer}/${i}`));
  }

  #readFee(fee: Json, pointer: string): ReadFee {
    const number = (name: string, holder: Json = fee): Decimal | undefined => {
      const value = own(holder, name);
      return value === undefined ? undefined : this.cache.decimal(value as string | number);
    };
    const bands = own(fee, "bands") as Json[] | undefined;
    const read: ReadFee = {
      pointer,
      paidBy: own(fee, "paidBy") === "payee" ? "payee" : "payer",
      flat: number("flat"),
      rate: number("rate"),
      min: number("min"),
      max: number("max"),
      freeAllowance: number("freeAllowance"),
      bands:
        bands &&
        reachable(
          bands.map((band) => ({
            upTo: number("upTo", band),
            flat: number("flat", band),
            rate: number("rate", band),
          })),
        ),
    };
    const currency = own(fee, "currency") as string | undefined;
    if (currency !== undefined && this.currency !== undefined && currency !== this.currency) {
      const name = ["flat", "min", "max", "freeAllowance", "bands", "rate"].find((key) => own(fee, key) !== undefined);
      this.warnMismatch(name === undefined ? pointer : `${pointer}/${name}`, currency);
      read.problem = "";
    } else if (read.flat === undefined && read.rate === undefined && read.bands === undefined) {
      read.problem = `${pointer}/flat`;
    }
    return read;
  }

  /** The fees that one side pays on an amount, each rounded by itself. */
  feesAt(amount: Decimal, paidBy: "payer" | "payee"): Known<Decimal> {
    const fees = this.feesOf(paidBy);
    if (fees === null) return paidBy === "payee" ? known(ZERO) : unknown("/fees");
    return this.sumFees(fees, amount);
  }

  /** The fees that one side pays; null where no list is given. */
  feesOf(paidBy: "payer" | "payee"): ReadFee[] | null {
    return this.once(paidBy === "payer" ? feesOfPayer : feesOfPayee);
  }

  sumFees(fees: readonly ReadFee[], amount: Decimal): Known<Decimal> {
    if (fees.some((fee) => fee.problem !== undefined)) {
      return unknown(...fees.flatMap((fee) => (fee.problem === undefined || fee.problem === "" ? [] : fee.problem)));
    }
    const sum = feesOn(amount, fees, this.exponent);
    if (sum !== undefined) return known(sum);
    const unfit = fees.find((fee) => feesOn(amount, [fee], this.exponent) === undefined);
    return unknown(`${unfit?.pointer}/bands`);
  }

  /** Unknown where no fees are listed: a fee that is not mentioned is not known to be zero. */
  get payerFees(): Known<Decimal> {
    return this.once(sumOfPayerFees);
  }
  /** Zero where no payee fee is listed. */
  get payeeFees(): Known<Decimal> {
    return this.once(sumOfPayeeFees);
  }
  /** Amount plus the payer's fees: what leaves the account. */
  get total(): Known<Decimal> {
    return this.once(totalOf);
  }
  /** Amount less the payee's fees. */
  get arrives(): Known<Decimal> {
    return this.once(arrivesOf);
  }
  /**
   * What is missing to cover the total. While the fees are unknown, an amount that alone is over the usable balance proves the shortfall
   * of the amount; the fees are then asked for.
   */
  get shortfall(): Known<Decimal> {
    return this.once(shortfallOf);
  }
}

type Derive<T> = (sheet: Sheet) => T;
type DeriveMoney = Derive<Known<Decimal>>;

const amountOf: DeriveMoney = (sheet) => sheet.money(sheet.area("transaction"), "/transaction", "amount");
const inBalance =
  (name: string): DeriveMoney =>
  (sheet) =>
    sheet.money(sheet.area("balance"), "/balance", name);
const availableOf = inBalance("available");
const capOf = inBalance("cap");
/** Where the money of a top-up comes from; null for other kinds, and where none or several sources are listed. */
export const onlySource: Derive<Json | null> = (sheet) => {
  const sources = (sheet.area("fundingSources") as Json[] | undefined) ?? [];
  return sheet.transaction.kind === "top_up" && sources.length === 1 ? (sources[0] as Json) : null;
};

const CARDS = ["card", "debit_card", "credit_card"];
/** The balance of a card is its issuer's; the one in the context is another account's. */
export const paysByCard = (sheet: Sheet): boolean => CARDS.includes(own(sheet.area("instrument"), "kind") as string);

/**
 * What pays, by the kind of instrument: as stated, else what the provider's codes are about. A balance that is known is not a card's,
 * and a brand alone says enough.
 */
export function paidBy(sheet: Sheet): string | undefined {
  const { kind, brand } = (sheet.area("instrument") ?? {}) as { kind?: string; brand?: string };
  const rail = sheet.failure?.rail;
  if (kind !== undefined || brand !== undefined || (rail === "card" && sheet.available.known)) return kind;
  return rail;
}

const partOfBalance = (name: string): DeriveMoney => {
  const stated = inBalance(name);
  return (sheet) => (own(sheet.area("balance"), name) === undefined ? map(sheet.available, () => ZERO) : stated(sheet));
};
const heldOf = partOfBalance("held");
const restrictedOf = partOfBalance("restricted");
const usableOf: DeriveMoney = (sheet) =>
  sheet.takesMoneyOut && paysByCard(sheet) ? UNKNOWN : combine(sheet.available, sheet.restricted, (a, r) => a.minus(r));

const listedFees: Derive<ReadFee[] | null> = (sheet) => {
  const listed = sheet.area("fees") as Json[] | undefined;
  if (listed !== undefined) return sheet.readFees(listed, "/fees");
  // The fees of a top-up may be stated where its money comes from.
  const ofSource = own(onlySource(sheet), "fees") as Json[] | undefined;
  return ofSource === undefined ? null : sheet.readFees(ofSource, "/fundingSources/0/fees");
};
const feesOfPayer: Derive<ReadFee[] | null> = ({ fees }) => fees?.filter((fee) => fee.paidBy === "payer") ?? null;
const feesOfPayee: Derive<ReadFee[] | null> = ({ fees }) => fees?.filter((fee) => fee.paidBy === "payee") ?? null;
const sumOfPayerFees: DeriveMoney = (sheet) => {
  const { amount, fees } = sheet;
  if (amount.known) return sheet.feesAt(amount.value, "payer");
  return fees?.every((fee) => fee.paidBy === "payee") ? known(ZERO) : amount;
};
const sumOfPayeeFees: DeriveMoney = (sheet) => {
  const { amount, fees } = sheet;
  if (amount.known) return sheet.feesAt(amount.value, "payee");
  return (fees ?? []).some((fee) => fee.paidBy === "payee") ? amount : known(ZERO);
};

const totalOf: DeriveMoney = (sheet) => combine(sheet.amount, sheet.payerFees, (a, f) => a.plus(f));
const arrivesOf: DeriveMoney = (sheet) => combine(sheet.amount, sheet.payeeFees, (a, f) => a.minus(f));
const shortfallOf: DeriveMoney = ({ amount, total, usable }) => {
  const exact = combine(total, usable, (debit, balance) => max(ZERO, debit.minus(balance)));
  if (exact.known || !amount.known || !usable.known || amount.value.lte(usable.value)) return exact;
  return knownAssuming(amount.value.minus(usable.value), exact.missing);
};
