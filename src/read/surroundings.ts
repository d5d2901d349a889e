import { providerOfShortCode } from "../facts/named-codes.js";
import { otherProviders } from "../rules/generated/provider-names.js";
import { codeSpellings } from "../rules/generated/spellings.js";
import type { FoundTransaction } from "./find.js";
import { saysRefundFailed } from "./text.js";

/** Names of tables that are ordinary words, card networks, or services in front of the provider that declined: named in a text they say little. */
const VAGUE = new Set([
  "activemerchant",
  "checkout",
  "circle",
  "cosmos",
  "evm",
  "fortis",
  "google_pay",
  "hyperswitch",
  "iso20022",
  "iso8583",
  "lean",
  "lightning",
  "mastercard",
  "nacha",
  "paddle",
  "primer",
  "shopify",
  "spreedly",
  "square",
  "stellar",
  "tron",
  "upi",
  "visa",
  "wise",
  "wix",
]);
const MAX_SEARCHED = 100_000;

/** An endpoint or a class of a program: what a person wants ("I want a refund") says nothing of what was tried. */
const OPERATIONS: readonly (readonly [kind: string, name: string])[] = [
  ["refund", "refunds?"],
  ["payout", "payouts?|disbursements?"],
  ["withdrawal", "withdraw(?:als?)?"],
];
const endpoint = (name: string) =>
  new RegExp(`(?:\\bhttps?://\\S*|\\s)/(?:[\\w.-]+/)*(?:${name})(?=[/?\\s"'#:;,)]|$)`, "i");
const program = (name: string) =>
  new RegExp(
    `(?:^|[\\W_]|[a-z])(?:${name})(?:Exception|Error|Result|Request|Response|Service|Client)\\b|\\.(?:${name})\\(`,
    "im",
  );
const operations = OPERATIONS.map(([kind, name]) => ({ kind, endpoint: endpoint(name), program: program(name) }));
const GUIDE = /\bhttps?:\/\/\S*(?:docs?|developers?|help|support|github|stackoverflow)\b\S*/gi;

/** What the text around the only transaction in it says of the operation, and of whose failure it is where nothing in it says so. */
export function withSurroundings(
  found: FoundTransaction,
  prose: string,
  providers: readonly string[],
): FoundTransaction {
  const text = prose.slice(0, MAX_SEARCHED);
  const transaction = found.context.transaction as Record<string, unknown> | undefined;
  const failure = found.context.failure as Record<string, unknown> | undefined;
  const context = { ...found.context };
  const own = found.format === "generic" || found.format === "text";
  if (found.format !== "txwhy" && transaction?.kind === undefined) {
    const told = own ? `${text}\n${failure?.message ?? ""}` : text;
    const kind = kindIn(text.replace(GUIDE, " ")) ?? (saysRefundFailed(told) ? "refund" : undefined);
    if (kind !== undefined) context.transaction = { ...transaction, kind };
  }
  // A number is a code of many providers, and of programs.
  if (own && failure !== undefined && failure.provider === undefined && !/^-?\d+$/.test(String(failure.code ?? ""))) {
    const provider =
      providerIn(text, providers) ?? providerOfShortCode(String(failure.code ?? ""), text, codeSpellings);
    if (provider !== undefined) context.failure = { provider, ...failure };
  }
  return { ...found, context };
}

function kindIn(text: string): string | undefined {
  const said = operations.filter(({ endpoint, program }) => endpoint.test(text) || program.test(text));
  return said.length === 1 ? said[0]?.kind : undefined;
}

/** The only provider that a text names; one without a table counts where none with one is named. */
export function providerIn(text: string, providers: readonly string[]): string | undefined {
  const words = text.toLowerCase();
  const namedOf = (names: readonly string[]): string[] =>
    names.filter(
      (name) => !VAGUE.has(name) && ["_", "", " ", "."].some((between) => isWord(name.replaceAll("_", between), words)),
    );
  const known = namedOf(providers);
  const named = known.length > 0 ? known : namedOf(otherProviders);
  return named.length === 1 ? named[0] : undefined;
}

function isWord(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/[a-z0-9]/.test(text[at - 1] ?? " ") && !/[a-z0-9]/.test(text[at + word.length] ?? " ")) return true;
  return false;
}
