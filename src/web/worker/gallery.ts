/// <reference types="vite/types/importMeta.d.ts" />
import type { Assessment } from "../../base/assessment.js";
import type { JsonObject } from "../../base/json.js";
import { readTransaction } from "../../read/index.js";
import { headingOf } from "../../words/shown.js";
import { Wording } from "../../words/wording.js";
import type { GalleryItem, GalleryView } from "../protocol.js";
import type { Locale } from "../words/index.js";
import { assessmentOf, exampleInWords } from "./findings.js";
import { pageRules } from "./rules.js";
import { shortAbout } from "./session.js";

// Of the providers' payloads a few: all of them would be a twentieth of the page.
const files = import.meta.glob<string>(
  ["../../../examples/*.json", "../../../examples/provider/{stripe,midtrans}-*.json"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

/** The examples by their names, without folder and ending. */
const examples = new Map(
  Object.entries(files).map(([path, text]) => [path.replace(/^.*\/examples\//, "").replace(/\.json$/, ""), text]),
);

export const exampleText = (name: string): string => examples.get(name) ?? "";

/** The promise that an example shows, by its name; the first match counts. */
const GROUPS: [group: string, names: RegExp][] = [
  ["provider", /^provider\/|^insufficient-funds-|^unknown-code/],
  ["planned", /^planned-/],
  ["outcome", /^(?:timeout|debited|pending|paid-twice|still-refused|nothing-known|confirmation-refused)/],
  ["security", /^(?:abnormal|public-wifi|stolen|expired-card)/],
  ["password", /^(?:wrong-payment|password|one-time|locked)/],
  ["payee", /^payee-/],
  ["network", /^(?:bad-network|maintenance|balance-limit-and-network)/],
  ["fee", /fee/],
  ["limit", /limit|near-alert|incoming|split/],
  ["balance", /./],
];
const ORDER = ["balance", "fee", "limit", "network", "password", "security", "payee", "outcome", "planned", "provider"];

/** The examples that are shown first: a sum, a provider's decline, a wait, an unknown outcome, a risk, and several causes at once. */
const FIRST = [
  "fee-over-balance",
  "provider/stripe-insufficient-funds",
  "customer-daily-limit",
  "timeout",
  "abnormal-activity",
  "balance-limit-and-network",
];

/** Examples that were diagnosed, once for all languages. */
const assessed = new Map<string, Promise<{ context: JsonObject; assessment: Assessment }>>();

async function assess(name: string): Promise<{ context: JsonObject; assessment: Assessment }> {
  const context = readTransaction(exampleText(name)).transactions[0]?.context as JsonObject;
  return { context, assessment: await assessmentOf(context) };
}

async function itemOf(name: string, locale: Locale): Promise<GalleryItem> {
  const made = assessed.get(name) ?? assess(name);
  assessed.set(name, made);
  const { context, assessment } = await made;
  const diagnosis = exampleInWords(assessment, locale);
  const about = shortAbout(context, locale, diagnosis.transaction.amount);
  const { heading } = headingOf(diagnosis, new Wording(locale, pageRules()));
  return { name, title: heading, verdict: diagnosis.verdict, about: about.split(" · ")[0] ?? "" };
}

/** The first examples with their diagnoses, and all of them, grouped by promise, where they are asked for: the page opens sooner without. */
export async function galleryIn(locale: Locale, all: boolean): Promise<GalleryView> {
  const itemsOf = (names: readonly string[]) => Promise.all(names.map((name) => itemOf(name, locale)));
  const first = await itemsOf(FIRST.filter((name) => examples.has(name)));
  const groups: GalleryView["groups"] = [];
  const groupOf = (name: string): string | undefined => GROUPS.find(([, names]) => names.test(name))?.[0];
  for (const group of all ? ORDER : []) {
    const items = await itemsOf([...examples.keys()].filter((name) => groupOf(name) === group));
    if (items.length > 0) groups.push({ group, items });
  }
  return { first, groups, count: examples.size };
}
