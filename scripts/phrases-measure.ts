import type { CodeTable } from "../src/facts/code-table.js";
import { MessageReader } from "../src/facts/message.js";
import { Resemblance } from "../src/facts/resemblance.js";
import { codes } from "../src/rules/generated/all.js";
import { phrases } from "../src/rules/generated/phrases.js";
import { causeMeanings, compiled } from "../src/rules/rule-set.js";
import { defaultRules } from "../src/rules/shipped.js";
import { isAlike } from "./phrases-alike.js";

/**
 * How well messages are read: the meaning of each row of a table is read as if it were a message, with that provider's own rows left out of
 * what it may resemble. Prints a table. Takes a minute; with a number n as argument only every nth provider is measured.
 */
export interface Measured {
  rows: number;
  /** The row's own cause was said. */
  recognised: number;
  /** Another cause was said. */
  misread: number;
  /** Of the misread rows, those whose cause is the same for the person: the same party, the same thing to do. */
  alike: number;
  silent: number;
  /** Rows that mean no cause, and how many of them were given one. */
  without: number;
  invented: number;
}

export function measureWords(providers: readonly CodeTable[], withResemblance = true): Measured {
  const result: Measured = { rows: 0, recognised: 0, misread: 0, alike: 0, silent: 0, without: 0, invented: 0 };
  const policy = causeMeanings(compiled(defaultRules()).parts.causes);
  const tables = phrases();
  for (const { provider, schemes } of providers) {
    const others = new Resemblance(codes.filter((pack) => pack.provider !== provider));
    const reader = new MessageReader(tables, policy, withResemblance ? (message) => others.nearest(message) : null);
    for (const { level, codes: rows } of Object.values(schemes)) {
      if (level === "advice") continue;
      for (const { meaning, cause } of rows) {
        const { claim, warnings } = reader.read(meaning);
        // A diagnosis names what may have moved money before every other cause.
        const said = warnings[0]?.cause ?? claim?.cause ?? null;
        if (cause === null) {
          result.without++;
          if (said !== null) result.invented++;
          continue;
        }
        result.rows++;
        if (said === null) result.silent++;
        else if (said === cause) result.recognised++;
        else {
          result.misread++;
          if (isAlike(cause, said)) result.alike++;
        }
      }
    }
  }
  return result;
}

const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)} %`;
const line = (name: string, { rows, recognised, misread, alike, silent, without, invented }: Measured): string =>
  `| ${[
    name,
    rows,
    percent(recognised, rows),
    percent(misread, rows),
    percent(recognised + alike, rows),
    percent(misread - alike, rows),
    percent(silent, rows),
    `${invented} of ${without}`,
  ].join(" | ")} |`;

if (process.argv[1]?.endsWith("phrases-measure.ts")) {
  const every = Number(process.argv[2] ?? 1);
  const tables = codes.map((pack) => pack.load()).sort((a, b) => (a.provider < b.provider ? -1 : 1));
  const [seen, unseen] = [0, 1].map((half) => tables.filter((_, i) => i % 2 === half && i % every < 2));
  console.log(
    "| Tables | Rows | Recognised | Misread | Same for the person | Another for the person | Silent | Given a cause without one |",
  );
  console.log("| --- | --- | --- | --- | --- | --- | --- | --- |");
  for (const [name, half] of [
    ["every second table", seen],
    ["the other tables", unseen],
  ] as const) {
    console.log(line(`${name}: phrases alone`, measureWords(half ?? [], false)));
    console.log(line(`${name}: with resemblance`, measureWords(half ?? [])));
  }
}
