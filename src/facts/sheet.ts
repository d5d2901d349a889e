import type { Warning } from "../diagnosis.js";
import { type Json, type JsonObject, own } from "../json.js";
import { type Decimal, decimal, type FeeTerms, feesOn, isoExponent, max, ZERO } from "../money.js";
import { parseInstant } from "../time.js";
import { combine, known, knownAssuming, map, NOTHING, type Reading, unknown } from "./reading.js";

/** Fees with what is said of who bears them. `problem` names the missing fact that keeps a fee from being computed. */
export interface ReadFee extends FeeTerms {
  pointer: string;
  paidBy: "payer" | "payee";
  problem?: string;
}

/**
 * One context's amounts, read once and added up: the balance, the fees and the totals, each with what is missing. All money is in the
 * transaction's currency; an amount in another makes what compares it unknown, with a warning. Everything is computed when first asked
 * for; nothing here knows a rule.
 */
export class Sheet {
  readonly context: JsonObject;
  /** The instant everything is seen from, and how it was written. */
  readonly now: Reading<number>;
  readonly nowText: string | undefined;
  readonly warnings: Warning[] = [];
  readonly currency: string | undefined;
  readonly exponent: number;
  readonly takesMoneyOut: boolean;
  #warned = new Set<string>();
  #memo = new Map<string, Reading<unknown>>();

  constructor(context: JsonObject, now: string | undefined) {
    this.context = context;
    const transaction = own(context, "transaction");
    this.nowText = now ?? (own(transaction, "at") as string | undefined);
    this.now = this.nowText === undefined ? unknown("/transaction/at") : known(parseInstant(this.nowText) as number);
    this.currency = own(transaction, "currency") as string | undefined;
    this.exponent = (own(transaction, "exponent") as number | undefined) ?? isoExponent(this.currency ?? "") ?? 2;
    const kind = own(transaction, "kind");
    this.takesMoneyOut = kind !== "top_up" && kind !== "refund";
  }

  /** Computed once a sheet. */
  once<T>(name: string, derive: () => Reading<T>): Reading<T> {
    let found = this.#memo.get(name) as Reading<T> | undefined;
    if (found === undefined) {
      found = derive();
      this.#memo.set(name, found);
    }
    return found;
  }

  /** The member of an area, unknown (and asked for at its pointer) where it is not stated. */
  stated<T extends Json>(area: string, name: string): Reading<T> {
    const value = own(own(this.context, area), name);
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
    const message = `in ${currency}, the transaction in ${this.currency}: not compared, no exchange rate is assumed`;
    this.warnings.push({ path, code: "currency_mismatch", message });
  }

  get amount(): Reading<Decimal> {
    return this.once("amount", () => this.money(own(this.context, "transaction"), "/transaction", "amount"));
  }

  #balance(name: string): Reading<Decimal> {
    return this.once(`balance.${name}`, () => this.money(own(this.context, "balance"), "/balance", name));
  }
  get available(): Reading<Decimal> {
    return this.#balance("available");
  }
  get cap(): Reading<Decimal> {
    return this.#balance("cap");
  }
  /** Frozen or not usable for this kind: nothing where an available balance is given and they are not mentioned. */
  #part(name: "held" | "restricted"): Reading<Decimal> {
    if (own(own(this.context, "balance"), name) !== undefined) return this.#balance(name);
    return map(this.available, () => ZERO);
  }
  get held(): Reading<Decimal> {
    return this.#part("held");
  }
  get restricted(): Reading<Decimal> {
    return this.#part("restricted");
  }
  get usable(): Reading<Decimal> {
    return this.once("usable", () => combine(this.available, this.restricted, (a, r) => a.minus(r)));
  }

  /** The fees that are listed, or null where none are: then they are unknown, not zero. */
  get fees(): ReadFee[] | null {
    const listed = own(this.context, "fees") as Json[] | undefined;
    if (listed === undefined) return null;
    const result = this.once("fees", () => known(this.readFees(listed, "/fees")));
    return result.known ? result.value : null;
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
      bands: bands?.map((band) => ({
        upTo: number("upTo", band),
        flat: number("flat", band),
        rate: number("rate", band),
      })),
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
    if (this.fees === null) return paidBy === "payee" ? known(ZERO) : unknown("/fees");
    return this.sumFees(
      this.fees.filter((fee) => fee.paidBy === paidBy),
      amount,
    );
  }

  sumFees(fees: readonly ReadFee[], amount: Decimal): Reading<Decimal> {
    const problems = fees.flatMap((fee) => fee.problem ?? []);
    if (problems.length > 0) return unknown(...problems.filter((path) => path !== ""));
    const sum = feesOn(amount, fees, this.exponent);
    if (sum !== undefined) return known(sum);
    const unfit = fees.find((fee) => feesOn(amount, [fee], this.exponent) === undefined);
    return unknown(`${unfit?.pointer}/bands`);
  }

  /** Unknown where no fees are listed: a fee that nobody mentioned is not known to be zero. */
  get payerFees(): Reading<Decimal> {
    return this.once("payerFees", () => {
      const { amount } = this;
      if (amount.known) return this.feesAt(amount.value, "payer");
      return this.fees?.every((fee) => fee.paidBy === "payee") ? known(ZERO) : amount;
    });
  }
  /** Zero where no payee fee is listed. */
  get payeeFees(): Reading<Decimal> {
    return this.once("payeeFees", () => {
      const { amount } = this;
      if (amount.known) return this.feesAt(amount.value, "payee");
      return (this.fees ?? []).some((fee) => fee.paidBy === "payee") ? amount : known(ZERO);
    });
  }
  /** Amount plus the payer's fees: what leaves the account. */
  get total(): Reading<Decimal> {
    return this.once("total", () => combine(this.amount, this.payerFees, (a, f) => a.plus(f)));
  }
  /** Amount less the payee's fees. */
  get arrives(): Reading<Decimal> {
    return this.once("arrives", () => combine(this.amount, this.payeeFees, (a, f) => a.minus(f)));
  }

  /**
   * What is missing to cover the total. While the fees are unknown an amount that alone is over the usable balance proves the shortfall
   * of the amount; the fees are then asked for.
   */
  get shortfall(): Reading<Decimal> {
    return this.once("shortfall", () => {
      const exact = combine(this.total, this.usable, (total, usable) => max(ZERO, total.minus(usable)));
      if (exact.known || !this.amount.known || !this.usable.known || this.amount.value.lte(this.usable.value))
        return exact;
      return knownAssuming(this.amount.value.minus(this.usable.value), exact.missing);
    });
  }
}
