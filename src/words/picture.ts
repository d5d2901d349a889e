import type { Cause, Evidence } from "../base/diagnosis.js";
import { type Decimal, decimal, moneyText } from "../base/money.js";

/**
 * One amount of a sum. `fact` is the fact that names it.
 * `used` existed before this transaction; `fee` and `main` belong to this transaction.
 */
export interface SummedAmount {
  fact: string;
  value: Decimal;
  role: "main" | "fee" | "used";
}

/** The amounts behind a cause: the sum of `parts` is compared with `against`. */
export interface CauseSum {
  /** The kind of `against`: the available balance, a balance cap, a limit, or a minimum amount. */
  kind: "balance" | "cap" | "limit" | "minimum";
  parts: SummedAmount[];
  total: SummedAmount;
  against: SummedAmount;
  /** ISO 4217 code, or the name of another asset. */
  currency: string;
  /** Decimal text of an amount, with as many decimals as the evidence has. */
  text(value: Decimal): string;
}

/**
 * Finds the amounts behind a cause in its evidence, such as amount and fee against the balance.
 * Null if the cause is not about a sum, or if one of its amounts is unknown.
 */
export function sumOf({ evidence }: Cause): CauseSum | null {
  const amounts = new Map(evidence.filter(isMoney).map((entry) => [entry.fact, entry]));
  const parts = balanceSum(amounts) ?? capSum(amounts) ?? limitSum(amounts) ?? minimumSum(amounts);
  if (parts === null) return null;
  const sum = parts.parts.reduce((total, { value }) => total.plus(value), decimal("0"));
  const widest = sum.gt(parts.against.value) ? sum : parts.against.value;
  if (!widest.gt(0)) return null;
  const digits = Math.max(...[...amounts.values()].map(({ value }) => value.split(".")[1]?.length ?? 0));
  const [{ unit: currency }] = [...amounts.values()] as [Amount];
  const { totalFact, ...rest } = parts;
  return {
    ...rest,
    total: { fact: totalFact, value: sum, role: "main" },
    currency,
    text: (value) => moneyText(value, digits),
  };
}

type Amount = Evidence & { value: string; unit: string };
type Amounts = ReadonlyMap<string, Amount>;
type Parts = Pick<CauseSum, "kind" | "parts" | "against"> & { totalFact: string };

const isMoney = (entry: Evidence): entry is Amount => typeof entry.value === "string" && entry.unit !== undefined;

/** The first of these facts that is known. */
function known(amounts: Amounts, ...facts: string[]): SummedAmount | null {
  const found = facts.find((fact) => amounts.has(fact));
  return found === undefined
    ? null
    : { fact: found, value: decimal((amounts.get(found) as Amount).value), role: "main" };
}

function balanceSum(amounts: Amounts): Parts | null {
  const against = known(amounts, "balance.usable");
  const amount = known(amounts, "transaction.amount");
  const total = known(amounts, "total.debit", "transaction.amount");
  if (against === null || total === null) return null;
  const fees = amount && total.value.minus(amount.value);
  const parts: SummedAmount[] =
    amount && fees?.gt(0) ? [amount, { fact: "fees.payer", value: fees, role: "fee" }] : [total];
  return { kind: "balance", parts, against, totalFact: total.fact };
}

function capSum(amounts: Amounts): Parts | null {
  const against = known(amounts, "balance.cap", "payee.balanceCap");
  const after = known(amounts, "balance.afterArrival", "payee.balanceAfter");
  if (against === null || after === null) return null;
  const arrives = known(amounts, "total.arrives", "transaction.amount");
  const before = arrives && after.value.minus(arrives.value);
  const parts: SummedAmount[] =
    arrives && before?.gte(0) ? [{ fact: "balance.available", value: before, role: "used" }, arrives] : [after];
  return { kind: "cap", parts, against, totalFact: after.fact };
}

function limitSum(amounts: Amounts): Parts | null {
  const against = known(amounts, ...[...amounts.keys()].filter((fact) => /limit\.(?:[a-zA-Z]+\.)?max$/.test(fact)));
  if (against === null) return null;
  const area = against.fact.slice(0, -"max".length);
  const used = known(amounts, `${area}used`);
  const after = known(amounts, `${area}after`);
  const measured = known(amounts, `${area}measured`)?.value ?? after?.value.minus(used?.value ?? decimal("0"));
  if (measured === undefined) return null;
  const parts: SummedAmount[] = [{ fact: `${area}measured`, value: measured, role: "main" }];
  if (used?.value.gt(0)) parts.unshift({ ...used, role: "used" });
  return { kind: "limit", parts, against, totalFact: `${area}after` };
}

function minimumSum(amounts: Amounts): Parts | null {
  const against = known(amounts, "limit.minimum.min");
  const measured = known(amounts, "limit.minimum.measured", "transaction.amount");
  if (against === null || measured === null) return null;
  return { kind: "minimum", parts: [measured], against, totalFact: measured.fact };
}
