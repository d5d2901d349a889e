/// <reference types="vite/types/importMeta.d.ts" />
import type { Assessment } from "../../base/assessment.js";
import type { JsonObject } from "../../base/json.js";
import { readTransaction } from "../../read/index.js";
import type { GalleryGroup } from "../protocol.js";
import type { Locale } from "../words/index.js";
import { assessmentOf, exampleInWords } from "./findings.js";
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

interface Assessed {
  name: string;
  context: JsonObject;
  assessment: Assessment;
}

let assessed: Promise<Assessed[]> | undefined;

/** Every example, diagnosed once for all languages. */
function assessedExamples(): Promise<Assessed[]> {
  assessed ??= Promise.all(
    [...examples].map(async ([name, text]) => {
      const context = readTransaction(text).transactions[0]?.context as JsonObject;
      return { name, context, assessment: await assessmentOf(context) };
    }),
  );
  return assessed;
}

/** All examples with their diagnoses, grouped by promise. */
export async function galleryIn(locale: Locale): Promise<GalleryGroup[]> {
  const groups = new Map<string, GalleryGroup["items"]>(ORDER.map((group) => [group, []]));
  for (const { name, context, assessment } of await assessedExamples()) {
    const { causes, verdict, summary } = exampleInWords(assessment, locale);
    const title =
      causes.length === 0
        ? summary
        : causes
            .slice(0, 3)
            .map((cause) => cause.title)
            .join(" + ");
    const group = GROUPS.find(([, names]) => names.test(name))?.[0] as string;
    groups.get(group)?.push({ name, title, verdict, about: shortAbout(context, locale).split(" · ")[0] ?? "" });
  }
  return [...groups].map(([group, items]) => ({ group, items })).filter(({ items }) => items.length > 0);
}
