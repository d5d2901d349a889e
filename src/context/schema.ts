import * as z from "zod/mini";
import type { JsonObject } from "../base/json.js";
import type { PlainShape } from "./shape.js";
import { faultOf, type ValueKind } from "./values.js";

// Every schema here is made by a call marked pure: a bundler leaves it out of an app that has no use for it, and zod with it. Reading a
// context takes the plain shape that scripts/generate.ts makes of this.

/** What is behind a checked value: its kind, and how it is described in JSON Schema. */
const described = new WeakMap<object, { kind: ValueKind; schema: JsonObject }>();

/** A check that names its own fault: a stable code and what to do. */
function checked<T>(kind: ValueKind, schema: JsonObject): z.ZodMiniType<T, T> {
  const fault = faultOf(kind);
  const made = z.unknown().check((payload) => {
    const found = fault(payload.value);
    if (found === null) return;
    payload.issues.push({ code: "custom", message: found.message, params: { said: found }, input: payload.value });
  }) as unknown as z.ZodMiniType<T, T>;
  described.set(made, { kind, schema });
  return made;
}

/** Members without which the object around them says nothing. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  "/limits/*": ["window"],
  "/fundingSources/*": ["kind"],
  "/history/*": ["at", "amount", "status"],
  "/failure/codes/*": ["scheme", "code"],
};

/** The schema as plain data, for the walk that reads a context without zod. */
export function plainShapeOf(schema: z.ZodMiniType, path = ""): PlainShape {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable)
    return plainShapeOf(schema._zod.def.innerType as z.ZodMiniType, path);
  if (schema instanceof z.ZodMiniArray)
    return { list: plainShapeOf(schema._zod.def.element as z.ZodMiniType, `${path}/*`) };
  if (schema instanceof z.ZodMiniRecord) return "object";
  if (!(schema instanceof z.ZodMiniObject)) return (described.get(schema) as { kind: ValueKind }).kind;
  const members = Object.fromEntries(
    Object.entries(schema.shape as Record<string, z.ZodMiniType>).map(([key, member]) => [
      key,
      plainShapeOf(member, `${path}/${key}`),
    ]),
  );
  const required = REQUIRED[path];
  return required === undefined ? { members } : { members, required };
}

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

const text = /* @__PURE__ */ checked<string>("text", { type: "string" });

export type DecimalInput = string | number;
const DECIMAL: JsonObject = {
  anyOf: [{ type: "string", pattern: "^-?(0|[1-9]\\d*)(\\.\\d+)?$" }, { type: "number" }],
  description: "Decimal in major units",
};
const money = /* @__PURE__ */ checked<DecimalInput>("money", DECIMAL);
const signedMoney = /* @__PURE__ */ checked<DecimalInput>("signedMoney", DECIMAL);

const dateTime = /* @__PURE__ */ checked<string>("time", { type: "string", format: "date-time" });
const currency = /* @__PURE__ */ checked<string>("currency", {
  type: "string",
  description: "ISO 4217, or another asset with transaction.exponent",
});
const integer = (least: number, most: number): z.ZodMiniType<number, number> =>
  checked<number>({ least, most }, { type: "integer", minimum: least, maximum: most });
const real = (most: number): z.ZodMiniType<number, number> =>
  checked<number>({ upTo: most }, { type: "number", minimum: 0, maximum: most });
const flag = /* @__PURE__ */ checked<boolean>("flag", { type: "boolean" });
const oneOf = <const T extends readonly string[]>(...values: T): z.ZodMiniType<T[number], T[number]> =>
  checked<T[number]>({ oneOf: values }, { enum: [...values] });

const count = /* @__PURE__ */ (() => integer(0, Number.MAX_SAFE_INTEGER))();
const zone = /* @__PURE__ */ checked<string>("zone", { type: "string", description: "IANA time zone" });
const duration = /* @__PURE__ */ checked<string>("duration", { type: "string", format: "duration" });
const yearMonth = /* @__PURE__ */ checked<string>("month", { type: "string", pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" });

/** Every member is optional and may be null; which ones must be there is said by `required`. */
const object = <T extends Record<string, z.ZodMiniType>>(shape: T) => {
  const optional = {} as { [K in keyof T]: z.ZodMiniOptional<z.ZodMiniNullable<T[K]>> };
  for (const key of Object.keys(shape) as (keyof T)[]) optional[key] = z.nullish(shape[key] as T[keyof T]) as never;
  return z.object(optional);
};

const fee = /* @__PURE__ */ (() =>
  object({
    party: oneOf("wallet", "bank", "merchant", "payee", "network", "tax"),
    /** In major units. */
    flat: money,
    /** A share: 0.006 is 0.6 %. */
    rate: money,
    min: money,
    max: money,
    /** In place of flat and rate: the first band with amount at or below upTo; the last may lack it. */
    bands: z.array(object({ upTo: money, flat: money, rate: money })),
    /** Only what lies above it is charged. */
    freeAllowance: money,
    /** Payer where it is not given. */
    paidBy: oneOf("payer", "payee"),
    currency,
  }))();

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
export const contextSchema = /* @__PURE__ */ (() =>
  object({
    /** What was attempted. */
    transaction: object({
      id: text,
      /** Payment where it is not given. */
      kind: oneOf(...transactionKinds),
      /** In major units, without fees. Needs a currency. */
      amount: signedMoney,
      currency,
      /** Digits of the minor unit; from ISO 4217 where it is not given. */
      exponent: integer(0, 30),
      /** When it was attempted. */
      at: dateTime,
      /** Failed where it is not given. */
      status: oneOf(...transactionStatuses),
      /** Whether money has left the payer although it failed. */
      debited: flag,
      reference: text,
      expiresAt: dateTime,
      /** Whether the payee takes it in parts. */
      splittable: flag,
    }),
    balance: object({
      /** Spendable now, the restricted part included. */
      available: signedMoney,
      /** Frozen, and not in available. */
      held: money,
      /** Part of available that may not be used for this kind. */
      restricted: money,
      /** The most the wallet may hold. */
      cap: money,
      currency,
    }),
    network: object({
      status: oneOf("online", "offline", "unstable"),
      /** Round trip in milliseconds. */
      latencyMs: real(Number.MAX_SAFE_INTEGER),
      /** Share of packets lost, from 0 to 1. */
      lossRate: real(1),
      secure: flag,
      connection: oneOf("wifi", "public_wifi", "cellular", "ethernet", "vpn"),
      testedAt: dateTime,
      service: oneOf("up", "degraded", "down", "maintenance"),
      serviceBackAt: dateTime,
      /** No answer came: the outcome is not known. */
      timedOut: flag,
    }),
    /** All limits that apply; an empty list says that there are none. */
    limits: z.array(
      object({
        window: oneOf(...limitWindows),
        max: money,
        min: money,
        /** Before this transaction. */
        used: money,
        maxCount: count,
        usedCount: count,
        /** An alert is wanted from here on. */
        warnAt: money,
        /** Outgoing where it is not given. */
        direction: oneOf("outgoing", "incoming"),
        /** Whose limit; the payer's where it is not given. */
        party: oneOf("payer", "payee", "merchant", "bank"),
        /** Whether the payer's fees use it up; no where it is not given. */
        countsFees: flag,
        setBy: oneOf("customer", "wallet", "issuer", "regulator"),
        /** The highest the customer may set it. */
        ceiling: money,
        /** Computed from the time zone where it is not given. */
        resetsAt: dateTime,
        timeZone: zone,
        /** Of a rolling window, as an ISO 8601 duration. */
        period: duration,
        currency,
      }),
    ),
    /** All fees; an empty list says that there are none. */
    fees: z.array(fee),
    /** Where money can be added from. */
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
      /** YYYY-MM; good to the end of that month, UTC. */
      expires: yearMonth,
    }),
    authentication: object({
      method: oneOf("payment_password", "pin", "otp", "challenge", "biometric"),
      status: oneOf("passed", "failed", "required", "expired", "cancelled"),
      attemptsLeft: count,
      /** After wrong tries. */
      lockedUntil: dateTime,
    }),
    account: object({
      status: oneOf("active", "frozen", "dormant", "closed"),
      verification: oneOf("none", "basic", "full"),
      /** What this payment needs. */
      requiredVerification: oneOf("basic", "full"),
      twoFactor: flag,
      /** Activity the holder does not recognise. */
      unrecognisedActivity: flag,
    }),
    payee: object({
      status: oneOf("active", "closed", "cannot_receive", "not_found"),
      /** Those it takes. */
      currencies: z.array(currency),
      balance: object({ available: money, cap: money }),
    }),
    /** What the provider answered. */
    failure: object({
      provider: text,
      code: text,
      /** Of the card network; scheme iso8583.de39 unless codes say otherwise. */
      networkCode: text,
      adviceCode: text,
      message: text,
      /** Each with the scheme it is from, such as stripe.decline_code. */
      codes: z.array(object({ scheme: text, code: text })),
    }),
    /** Earlier transactions, for rolling limits, duplicates and what was tried. */
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
        /** Actions tried without success. */
        triedRemedies: z.array(text),
      }),
    ),
    customer: object({ id: text, locale: text, preferredChannel: oneOf("phone", "chat", "email"), canLogIn: flag }),
    payeeId: text,
    /** Facts for one's own rules: `extensions.*`. */
    extensions: z.record(z.string(), z.unknown()),
  }))();

type Input<T> = T extends (infer E)[] ? Input<E>[] : T extends object ? { [K in keyof T]: Input<T[K]> } : T;
/**
 * What `diagnose` takes. Nothing is required: a missing or null fact is unknown, never false and never zero. Amounts are decimal texts in
 * major units, or numbers of at most 15 digits; times are RFC 3339 with an offset.
 * @example
 * {
 *   transaction: { amount: "120.00", currency: "EUR", at: "2026-11-22T09:00:00+01:00" },
 *   balance: { available: "121.00" },
 *   fees: [{ rate: "0.0149" }],
 * }
 */
export type TransactionContext = Input<z.input<typeof contextSchema>>;
