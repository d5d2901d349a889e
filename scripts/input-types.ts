import * as z from "zod/mini";
import { documentation } from "../src/context/members.js";

/**
 * TypeScript for schemas of the input: an interface for each named object and an alias for each named value, with the schema's sentences
 * as docstrings. An app gets these instead of types inferred from zod, so that its editor shows the sentences and needs no zod.
 */
export function typesOf(schemas: readonly z.core.$ZodType[]): string[] {
  const written = new Map<string, string[]>();
  for (const schema of schemas) typeText(schema, written);
  return [...written.values()].flat();
}

/** A value of each type. A test compiles them. */
const EXAMPLES: Readonly<Record<string, string>> = {
  TransactionContext: `{
  transaction: { amount: "120.00", currency: "EUR", at: "2026-11-22T09:00:00+01:00" },
  balance: { available: "121.00" },
  fees: [{ rate: "0.0149" }],
}`,
  TransactionDetails: `{ kind: "payment", amount: "120.00", currency: "EUR", reference: "R-1" }`,
  Decimal: `"125.50"`,
  Currency: `"IDR"`,
  DateTime: `"2026-11-22T09:00:00+08:00"`,
  Balance: `{ available: "100.00", held: "20.00" }`,
  Network: `{ status: "unstable", latencyMs: 2400, lossRate: 0.08 }`,
  Limit: `{ window: "daily", max: "200.00", used: "180.00", timeZone: "Asia/Jakarta" }`,
  Fee: `{ flat: "0.30", rate: "0.029", paidBy: "payer" }`,
  FeeBand: `{ upTo: "1000.00", flat: "1.00" }`,
  FundingSource: `{ kind: "bank_account", label: "Savings", minTopUp: "10.00" }`,
  Instrument: `{ kind: "credit_card", brand: "visa", expires: "2027-03" }`,
  Authentication: `{ method: "pin", status: "failed", attemptsLeft: 2 }`,
  Account: `{ status: "active", verification: "basic", requiredVerification: "full" }`,
  Payee: `{ status: "active", currencies: ["EUR", "USD"] }`,
  PayeeBalance: `{ available: "900.00", cap: "1000.00" }`,
  Failure: `{ provider: "stripe", code: "card_declined" }`,
  FailureCode: `{ scheme: "iso8583.de39", code: "51" }`,
  HistoryEntry: `{ at: "2026-11-22T09:00:00+08:00", amount: "40.00", status: "succeeded" }`,
  Customer: `{ locale: "id-ID", preferredChannel: "chat" }`,
  Profile: `{
  id: "example",
  name: "Example Wallet",
  channels: [{ kind: "chat", hours: "always", languages: ["en"] }],
  source: { title: "Help centre", date: "2026-11-22" },
}`,
  SupportChannel: `{ kind: "phone", address: "+49 30 5550100", hours: "always", languages: ["de"] }`,
  OpeningHours: `{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }`,
  PasswordPolicy: `{ contains: ["letters", "digits"], notPrevious: true }`,
  Tone: `{ address: "Kak", greeting: "Halo {address},", signOff: "Acme" }`,
  ProfileSource: `{ title: "Help centre", url: "https://example.com/help", date: "2026-11-22" }`,
  Outcome: `{ ticket: "T-1", result: "solved", remedy: "top_up", at: "2026-11-22T10:00:00Z" }`,
  TriedRemedies: `{ cause: "balance.insufficient", actions: ["top_up"] }`,
};

type Schema = z.core.$ZodType;
type Written = Map<string, string[]>;

const LINE = 110;

/** A docstring of whole lines. */
function docstring(sentence: string, example: string | undefined, indent: string): string[] {
  const lines = [""];
  for (const word of sentence.split(" ")) {
    const last = lines.at(-1) as string;
    if (last !== "" && last.length + word.length >= LINE) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  if (example !== undefined) lines.push("@example", ...example.split("\n"));
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`];
}

const quoted = (value: unknown): string => JSON.stringify(value);
const isOptional = (schema: Schema): boolean => schema instanceof z.ZodMiniOptional;

function typeText(schema: Schema, written: Written): string {
  const again = (inner: Schema): string => typeText(inner, written);
  if (schema instanceof z.ZodMiniOptional) return `${again(schema._zod.def.innerType)} | undefined`;
  if (schema instanceof z.ZodMiniNullable) return `${again(schema._zod.def.innerType)} | null`;
  if (schema instanceof z.ZodMiniUnion) return schema._zod.def.options.map(again).join(" | ");
  if (schema instanceof z.ZodMiniArray) {
    const element = again(schema._zod.def.element);
    return `readonly ${element.includes("|") ? `(${element})` : element}[]`;
  }
  if (schema instanceof z.ZodMiniRecord)
    return `Readonly<Record<string, ${again(schema._zod.def.valueType as Schema)}>>`;
  if (schema instanceof z.ZodMiniEnum) return Object.values(schema._zod.def.entries).map(quoted).join(" | ");
  if (schema instanceof z.ZodMiniBoolean) return "boolean";
  if (schema instanceof z.ZodMiniNumber) return "number";
  if (schema instanceof z.ZodMiniString) return "string";
  if (schema instanceof z.ZodMiniObject) return interfaceName(schema, written);
  if (schema instanceof z.ZodMiniCustom) return aliasName(schema, written);
  if (schema instanceof z.ZodMiniUnknown) return "unknown";
  throw new Error(`there is no type for ${schema._zod.def.type}`);
}

function interfaceName(schema: z.ZodMiniObject, written: Written): string {
  const { title: name, description = "" } = documentation.get(schema) ?? {};
  if (name === undefined) throw new Error("an object of the input needs a name");
  if (written.has(name)) return name;
  const lines: string[] = [];
  // Its place is taken first, so that a type stands before the types of its members.
  written.set(name, lines);
  lines.push(...docstring(description, EXAMPLES[name], ""), `export interface ${name} {`);
  for (const [key, member] of Object.entries(schema._zod.def.shape as Record<string, Schema>)) {
    lines.push(...docstring(documentation.get(member)?.description ?? "", undefined, "  "));
    lines.push(`  ${key}${isOptional(member) ? "?" : ""}: ${typeText(member, written)};`);
  }
  lines.push("}");
  return name;
}

function aliasName(schema: z.ZodMiniCustom, written: Written): string {
  // A member's own copy has the member's sentence; the value's is its parent's.
  const { title: name, anyOf } = documentation.get(schema) ?? {};
  const type = Array.isArray(anyOf) ? anyOf.map(({ type }: { type: string }) => type).join(" | ") : "string";
  if (name === undefined) return type;
  const { description = "" } = documentation.get(schema._zod.parent ?? schema) ?? {};
  if (!written.has(name))
    written.set(name, [...docstring(description, EXAMPLES[name], ""), `export type ${name} = ${type};`]);
  return name;
}
