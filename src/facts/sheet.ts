import { isoExponent } from "../base/currencies.js";
import type { Warning } from "../base/diagnosis.js";
import { type Json, type JsonObject, own } from "../base/json.js";
import { combine, known, knownAssuming, map, NOTHING, type Reading, unknown } from "../base/known.js";
import { message } from "../base/messages.js";
import { type Decimal, decimal, type FeeTerms, feesOn, max, reachable, ZERO } from "../base/money.js";
import { parseInstant } from "../base/time.js";
import { type Area, Memory, newSum, type Sum } from "./memory.js";

/** Fees with what is said of who bears them. `problem` names the missing fact that keeps a fee from being computed. */
export interface ReadFee extends FeeTerms {
  pointer: string;
  paidBy: "payer" | "payee";
  problem?: string;
}

const [AMOUNT, USABLE, FEES, PAYER_FEES, PAYEE_FEES] = [newSum(), newSum(), newSum(), newSum(), newSum()];
const [TOTAL, ARRIVES, SHORTFALL] = [newSum(), newSum(), newSum()];
const BALANCE = { available: newSum(), cap: newSum(), held: newSum(), restricted: newSum() };
const FEES_OF = { payer: newSum(), payee: newSum() };

/** Members that a sheet takes nothing over from another that differs in them. */
interface Header {
  readonly id?: string;
  readonly kind?: string;
  readonly status?: string;
  readonly at?: string;
  readonly currency?: string;
  readonly exponent?: number;
  readonly splittable?: boolean;
}

const NO_MEMBERS: Header = Object.freeze(Object.create(null) as object);

/**
 * One context's amounts, read once and added up: the balance, the fees and the totals, each with what is missing. All money is in the
 * transaction's currency; an amount in another makes what compares it unknown, with a warning. Everything is computed when first asked
 * for; nothing here knows a rule. The sheet of a patched context takes over from the one before it what the patch has not touched.
 */
export class Sheet {
  readonly memory: Memory;
  /** What says which transaction this is; its amount is `amount`. */
  readonly transaction: Header;
  /** The instant everything is seen from, and how it was written. */
  readonly now: Reading<number>;
  readonly nowText: string | undefined;
  readonly warnings: Warning[] = [];
  readonly currency: string | undefined;
  readonly exponent: number;
  readonly takesMoneyOut: boolean;
  #warned = new Set<string>();

  constructor(context: JsonObject, now: string | undefined, before?: Sheet) {
    this.transaction = (own(context, "transaction") ?? NO_MEMBERS) as Header;
    this.nowText = now ?? this.transaction.at;
    this.memory = new Memory(context, before?.nowText === this.nowText ? before?.memory : undefined);
    this.now = this.nowText === undefined ? unknown("/transaction/at") : known(parseInstant(this.nowText) as number);
    const { currency, exponent, kind } = this.transaction;
    this.currency = currency;
    this.exponent = exponent ?? isoExponent(currency ?? "") ?? 2;
    this.takesMoneyOut = kind !== "top_up" && kind !== "refund";
  }

  /** A part of the context, which whatever is being derived then rests on. */
  area(name: Area): Json | undefined {
    return this.memory.area(name);
  }

  /** Computed once a sheet. `later` are areas that the result looks at only when it is used. */
  once<T>(sum: Sum, derive: () => T, later?: readonly Area[]): T {
    return this.memory.sum(sum, derive, later);
  }

  /** The member of an area, unknown (and asked for at its pointer) where it is not stated. */
  stated<T extends Json>(area: Area, name: string): Reading<T> {
    const value = own(this.area(area), name);
    return value === undefined ? unknown(`/${area}/${name}`) : known(value as T);
  }

  /** A stated amount, unknown where it is in another currency than the transaction. */
  money(holder: Json | undefined, pointer: string, name: string): Reading<Decimal> {
    const value = own(holder, name);
    if (value === undefined) return unknown(`${pointer}/${name}`);
    const currency = own(holder, "currency");
    if (currency !== undefined && this.currency !== undefined && currency !== this.currency) {
      this.warnMismatch(`${pointer}/${name}`, currency as string);
      return NOTHING;
    }
    return known(decimal(value as string | number));
  }

  warnMismatch(path: string, currency: string): void {
    if (this.#warned.has(path)) return;
    this.#warned.add(path);
    const params = { currency, expected: this.currency as string };
    this.warnings.push({ path, ...message("currency_mismatch", params) });
  }

  get amount(): Reading<Decimal> {
    return this.once(AMOUNT, () => this.money(this.area("transaction"), "/transaction", "amount"));
  }

  #balance(name: keyof typeof BALANCE): Reading<Decimal> {
    return this.once(BALANCE[name], () => this.money(this.area("balance"), "/balance", name));
  }
  get available(): Reading<Decimal> {
    return this.#balance("available");
  }
  get cap(): Reading<Decimal> {
    return this.#balance("cap");
  }
  /** Frozen or not usable for this kind: nothing where an available balance is given and they are not mentioned. */
  #part(name: "held" | "restricted"): Reading<Decimal> {
    if (own(this.area("balance"), name) !== undefined) return this.#balance(name);
    return map(this.available, () => ZERO);
  }
  get held(): Reading<Decimal> {
    return this.#part("held");
  }
  get restricted(): Reading<Decimal> {
    return this.#part("restricted");
  }
  get usable(): Reading<Decimal> {
    return this.once(USABLE, () => combine(this.available, this.restricted, (a, r) => a.minus(r)));
  }

  /** The fees that are listed, or null where none are: then they are unknown, not zero. */
  get fees(): ReadFee[] | null {
    return this.once(FEES, () => {
      const listed = this.area("fees") as Json[] | undefined;
      return listed === undefined ? null : this.readFees(listed, "/fees");
    });
  }

  readFees(listed: readonly Json[], pointer: string): ReadFee[] {
    return listed.map((fee, i) => this.#readFee(fee, `${pointer}/${i}`));
  }

  #readFee(fee: Json, pointer: string): ReadFee {
    const number = (name: string, holder: Json = fee): Decimal | undefined => {
      const value = own(holder, name);
      return value === undefined ? undefined : decimal(value as string | number);
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

  /** What one side bears at an amount, each fee rounded by itself. */
  feesAt(amount: Decimal, paidBy: "payer" | "payee"): Reading<Decimal> {
    const fees = this.feesOf(paidBy);
    if (fees === null) return paidBy === "payee" ? known(ZERO) : unknown("/fees");
    return this.sumFees(fees, amount);
  }

  /** The fees one side bears, or null where none are listed. */
  feesOf(paidBy: "payer" | "payee"): ReadFee[] | null {
    return this.once(FEES_OF[paidBy], () => this.fees?.filter((fee) => fee.paidBy === paidBy) ?? null);
  }

  sumFees(fees: readonly ReadFee[], amount: Decimal): Reading<Decimal> {
    if (fees.some((fee) => fee.problem !== undefined)) {
      return unknown(...fees.flatMap((fee) => (fee.problem === undefined || fee.problem === "" ? [] : fee.problem)));
    }
    const sum = feesOn(amount, fees, this.exponent);
    if (sum !== undefined) return known(sum);
    const unfit = fees.find((fee) => feesOn(amount, [fee], this.exponent) === undefined);
    return unknown(`${unfit?.pointer}/bands`);
  }

  /** Unknown where no fees are listed: a fee that nobody mentioned is not known to be zero. */
  get payerFees(): Reading<Decimal> {
    return this.once(PAYER_FEES, () => {
      const { amount } = this;
      if (amount.known) return this.feesAt(amount.value, "payer");
      return this.fees?.every((fee) => fee.paidBy === "payee") ? known(ZERO) : amount;
    });
  }
  /** Zero where no payee fee is listed. */
  get payeeFees(): Reading<Decimal> {
    return this.once(PAYEE_FEES, () => {
      const { amount } = this;
      if (amount.known) return this.feesAt(amount.value, "payee");
      return (this.fees ?? []).some((fee) => fee.paidBy === "payee") ? amount : known(ZERO);
    });
  }
  /** Amount plus the payer's fees: what leaves the account. */
  get total(): Reading<Decimal> {
    return this.once(TOTAL, () => combine(this.amount, this.payerFees, (a, f) => a.plus(f)));
  }
  /** Amount less the payee's fees. */
  get arrives(): Reading<Decimal> {
    return this.once(ARRIVES, () => combine(this.amount, this.payeeFees, (a, f) => a.minus(f)));
  }

  /**
   * What is missing to cover the total. While the fees are unknown an amount that alone is over the usable balance proves the shortfall
   * of the amount; the fees are then asked for.
   */
  get shortfall(): Reading<Decimal> {
    return this.once(SHORTFALL, () => {
      const exact = combine(this.total, this.usable, (total, usable) => max(ZERO, total.minus(usable)));
      if (exact.known || !this.amount.known || !this.usable.known || this.amount.value.lte(this.usable.value))
        return exact;
      return knownAssuming(this.amount.value.minus(this.usable.value), exact.missing);
    });
  }
}
