import * as z from "zod/mini";
import type { JsonObject } from "./json.js";
import { decimal, isDecimalText, isoExponent } from "./money.js";
import { isTimeZone, parseDuration, parseInstant } from "./time.js";

type Fault = { code: string; message: string };
/** How a checked value is described in JSON Schema, and what finds its fault. */
const described = new WeakMap<object, { schema: JsonObject; fault: (value: unknown) => Fault | null }>();

/** A check that names its own fault: a stable code and what to do. */
function checked<T>(schema: JsonObject, fault: (value: unknown) => Fault | null): z.ZodMiniType<T, T> {
  const made = z.unknown().check((payload) => {
    const found = fault(payload.value);
    if (found === null) return;
    const { code, message } = found;
    payload.issues.push({ code: "custom", message, params: { code }, input: payload.value });
  }) as unknown as z.ZodMiniType<T, T>;
  described.set(made, { schema, fault });
  return made;
}

/** What a plain walk over a context has to know of a value at its place. */
export interface Shape {
  /** Of an object: its members, and those without which it says nothing. */
  members: ReadonlyMap<string, Shape> | null;
  required: readonly string[];
  /** Of a list: its entries. */
  element: Shape | null;
  /** Whether zod would take the value itself; its members and entries are checked by themselves. */
  fits(value: unknown): boolean;
}

/** The schema as a plain tree, so that a sound context is read in one walk. Zod is asked where something does not fit. */
export function shapeOf(schema: z.ZodMiniType, required: ReadonlyMap<string, readonly string[]>, path = ""): Shape {
  const leaf: Shape = { members: null, required: [], element: null, fits: isObject };
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable)
    return shapeOf(schema._zod.def.innerType as z.ZodMiniType, required, path);
  if (schema instanceof z.ZodMiniArray)
    return {
      ...leaf,
      element: shapeOf(schema._zod.def.element as z.ZodMiniType, required, `${path}/*`),
      fits: Array.isArray,
    };
  if (schema instanceof z.ZodMiniRecord) return leaf;
  if (schema instanceof z.ZodMiniObject) {
    const members = Object.entries(schema.shape as Record<string, z.ZodMiniType>);
    return {
      ...leaf,
      members: new Map(members.map(([key, member]) => [key, shapeOf(member, required, `${path}/${key}`)])),
      required: required.get(path) ?? [],
    };
  }
  const fault = described.get(schema)?.fault;
  return { ...leaf, fits: (value) => fault !== undefined && fault(value) === null };
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON Schema of a part of the context: what zod holds, in the words of the 2020-12 draft. Null is allowed wherever a member may be missing. */
export function jsonSchemaOf(schema: z.ZodMiniType, required: readonly string[] = []): JsonObject {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable)
    return jsonSchemaOf(schema._zod.def.innerType as z.ZodMiniType);
  if (schema instanceof z.ZodMiniArray)
    return { type: "array", items: jsonSchemaOf(schema._zod.def.element as z.ZodMiniType) };
  if (schema instanceof z.ZodMiniRecord) return { type: "object" };
  if (!(schema instanceof z.ZodMiniObject)) return described.get(schema)?.schema ?? {};
  const properties: JsonObject = {};
  for (const [name, member] of Object.entries(schema.shape as Record<string, z.ZodMiniType>)) {
    properties[name] = { anyOf: [jsonSchemaOf(member), { type: "null" }] };
  }
  return required.length === 0
    ? { type: "object", properties }
    : { type: "object", properties, required: [...required] };
}

const wrongType = (expected: string): Fault => ({
  code: "invalid_type",
  message: `expected ${expected}`,
});

const text = checked<string>({ type: "string" }, (value) => (typeof value === "string" ? null : wrongType("a text")));

function decimalFault(value: unknown, negative: boolean): Fault | null {
  if (typeof value === "number") {
    const shortest = String(value);
    const digits = shortest.replace(/^-?(?:0\.)?0*/, "").replace(".", "");
    const significant = shortest.includes(".") ? digits : digits.replace(/0+$/, "");
    if (/[^\d.-]/.test(shortest) || significant.length > 15) {
      return { code: "not_a_decimal", message: 'a number this size is not exact; send it as a text such as "125.50"' };
    }
  } else if (typeof value !== "string") return wrongType('an amount: a text such as "125.50", or a number');
  else if (value.length > 200) return { code: "too_large", message: "an amount of more than 200 digits" };
  else if (!isDecimalText(value)) {
    return {
      code: "not_a_decimal",
      message: 'write the amount plainly, as in "125.50": no exponent, plus sign, spaces or grouping',
    };
  }
  if (!negative && decimal(value).isNegative()) return { code: "negative", message: "this amount cannot be negative" };
  return null;
}

export type DecimalInput = string | number;
const DECIMAL: JsonObject = {
  anyOf: [{ type: "string", pattern: "^-?(0|[1-9]\\d*)(\\.\\d+)?$" }, { type: "number" }],
  description: "Decimal in major units",
};
const money = checked<DecimalInput>(DECIMAL, (value) => decimalFault(value, false));
const signedMoney = checked<DecimalInput>(DECIMAL, (value) => decimalFault(value, true));

const dateTime = checked<string>({ type: "string", format: "date-time" }, (value) =>
  typeof value === "string" && parseInstant(value) !== undefined
    ? null
    : { code: "invalid_time", message: "write the time with its offset, as in 2026-11-22T09:00:00+08:00" },
);
/** Three capitals, or the name of another asset; whether it is known is judged where its amount stands. */
const currency = checked<string>(
  { type: "string", description: "ISO 4217, or another asset with transaction.exponent" },
  (value) => {
    if (typeof value !== "string") return wrongType("a currency code, such as IDR");
    const capitals = value.toUpperCase();
    if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/.test(value) && (value === capitals || isoExponent(capitals) === undefined))
      return null;
    return { code: "invalid_currency", message: "name the currency by its ISO 4217 code in capitals, such as IDR" };
  },
);
const integer = (least: number, most: number): z.ZodMiniType<number, number> =>
  checked<number>({ type: "integer", minimum: least, maximum: most }, (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
      ? null
      : wrongType(`a whole number from ${least} to ${most}`),
  );
const real = (most: number): z.ZodMiniType<number, number> =>
  checked<number>({ type: "number", minimum: 0, maximum: most }, (value) =>
    typeof value === "number" && value >= 0 && value <= most ? null : wrongType(`a number from 0 to ${most}`),
  );
const flag = checked<boolean>({ type: "boolean" }, (value) =>
  typeof value === "boolean" ? null : wrongType("true or false"),
);
const oneOf = <const T extends readonly string[]>(...values: T): z.ZodMiniType<T[number], T[number]> =>
  checked<T[number]>({ enum: [...values] }, (value) =>
    typeof value === "string" && values.includes(value)
      ? null
      : {
          code: typeof value === "string" ? "invalid_value" : "invalid_type",
          message: `expected one of: ${values.join(", ")}`,
        },
  );

const count = integer(0, Number.MAX_SAFE_INTEGER);
const zone = checked<string>({ type: "string", description: "IANA time zone" }, (value) =>
  typeof value === "string" && isTimeZone(value)
    ? null
    : { code: "invalid_time_zone", message: "name an IANA time zone, such as Asia/Jakarta" },
);
const duration = checked<string>({ type: "string", format: "duration" }, (value) =>
  typeof value === "string" && parseDuration(value) !== undefined
    ? null
    : { code: "invalid_duration", message: "write the period as an ISO 8601 duration, such as P30D" },
);
const yearMonth = checked<string>({ type: "string", pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" }, (value) =>
  typeof value === "string" && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value)
    ? null
    : { code: "invalid_time", message: "write the month as YYYY-MM" },
);

/** Every member is optional and may be null; which ones must be there is said by `required`. */
const object = <T extends Record<string, z.ZodMiniType>>(shape: T) => {
  const optional = {} as { [K in keyof T]: z.ZodMiniOptional<z.ZodMiniNullable<T[K]>> };
  for (const key of Object.keys(shape) as (keyof T)[]) optional[key] = z.nullish(shape[key] as T[keyof T]) as never;
  return z.object(optional);
};

const fee = object({
  party: oneOf("wallet", "bank", "merchant", "payee", "network", "tax"),
  flat: money,
  rate: money,
  min: money,
  max: money,
  bands: z.array(object({ upTo: money, flat: money, rate: money })),
  freeAllowance: money,
  paidBy: oneOf("payer", "payee"),
  currency,
});

export const transactionKinds = ["payment", "transfer", "withdrawal", "top_up", "refund"] as const;
export const transactionStatuses = [
  "planned",
  "failed",
  "pending",
  "unknown",
  "succeeded",
  "expired",
  "cancelled",
  "refunded",
] as const;
export const limitWindows = ["per_transaction", "daily", "weekly", "monthly", "yearly", "lifetime", "rolling"] as const;

/** The transaction's context, as contract §1 has it. A missing or null member is unknown, never false and never zero. */
export const contextSchema = object({
  transaction: object({
    id: text,
    kind: oneOf(...transactionKinds),
    amount: signedMoney,
    currency,
    exponent: integer(0, 30),
    at: dateTime,
    status: oneOf(...transactionStatuses),
    debited: flag,
    reference: text,
    expiresAt: dateTime,
    splittable: flag,
  }),
  balance: object({ available: signedMoney, held: money, restricted: money, cap: money, currency }),
  network: object({
    status: oneOf("online", "offline", "unstable"),
    latencyMs: real(Number.MAX_SAFE_INTEGER),
    lossRate: real(1),
    secure: flag,
    connection: oneOf("wifi", "public_wifi", "cellular", "ethernet", "vpn"),
    testedAt: dateTime,
    service: oneOf("up", "degraded", "down", "maintenance"),
    serviceBackAt: dateTime,
    timedOut: flag,
  }),
  limits: z.array(
    object({
      window: oneOf(...limitWindows),
      max: money,
      min: money,
      used: money,
      maxCount: count,
      usedCount: count,
      warnAt: money,
      direction: oneOf("outgoing", "incoming"),
      party: oneOf("payer", "payee", "merchant", "bank"),
      countsFees: flag,
      setBy: oneOf("customer", "wallet", "issuer", "regulator"),
      ceiling: money,
      resetsAt: dateTime,
      timeZone: zone,
      period: duration,
      currency,
    }),
  ),
  fees: z.array(fee),
  fundingSources: z.array(
    object({
      kind: oneOf("bank_card", "credit_card", "bank_account", "agent", "other"),
      label: text,
      available: money,
      minTopUp: money,
      maxTopUp: money,
      fees: z.array(fee),
      status: oneOf("active", "expired", "blocked"),
    }),
  ),
  instrument: object({
    kind: oneOf("wallet", "debit_card", "credit_card", "bank_account", "crypto_wallet"),
    status: oneOf("active", "expired", "blocked", "lost", "stolen", "not_linked"),
    expires: yearMonth,
  }),
  authentication: object({
    method: oneOf("payment_password", "pin", "otp", "challenge", "biometric"),
    status: oneOf("passed", "failed", "required", "expired", "cancelled"),
    attemptsLeft: count,
    lockedUntil: dateTime,
  }),
  account: object({
    status: oneOf("active", "frozen", "dormant", "closed"),
    verification: oneOf("none", "basic", "full"),
    requiredVerification: oneOf("basic", "full"),
    twoFactor: flag,
    unrecognisedActivity: flag,
  }),
  payee: object({
    status: oneOf("active", "closed", "cannot_receive", "not_found"),
    currencies: z.array(currency),
    balance: object({ available: money, cap: money }),
  }),
  failure: object({
    provider: text,
    code: text,
    networkCode: text,
    adviceCode: text,
    message: text,
    codes: z.array(object({ scheme: text, code: text })),
  }),
  history: z.array(
    object({
      id: text,
      at: dateTime,
      amount: money,
      currency,
      payee: text,
      reference: text,
      status: oneOf("succeeded", "failed", "pending"),
      cause: text,
      triedRemedies: z.array(text),
    }),
  ),
  customer: object({ id: text, locale: text, preferredChannel: oneOf("phone", "chat", "email"), canLogIn: flag }),
  payeeId: text,
  extensions: z.record(z.string(), z.unknown()),
});

type Input<T> = T extends (infer E)[] ? Input<E>[] : T extends object ? { [K in keyof T]: Input<T[K]> } : T;
/** What `diagnose` takes. Nothing is required; amounts are decimal texts in major units, or exact numbers. */
export type TransactionContext = Input<z.input<typeof contextSchema>>;
