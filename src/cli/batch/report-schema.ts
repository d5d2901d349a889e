import * as z from "zod";
import type { Json, JsonObject } from "../../base/json.js";
import { tallySchema } from "./tally.js";

const count = z.int().min(0);
const money = z
  .array(z.strictObject({ value: z.string(), currency: z.string(), count: count.describe("Of so many results") }))
  .describe("The exact sum in each currency, the one of most results first; never summed over currencies");
const sum = {
  count,
  money,
  unpriced: count.describe("Results among them whose amount is not known or negative: they are in no sum"),
};
const share = z.number().min(0).max(1).nullable().describe("Of the failed results; null where none failed");
const part = z.strictObject({ ...sum, share });
const counted = z.strictObject(sum);
const place = z.strictObject({ file: z.string(), row: count, line: count });

/** The report on a batch, version 1. Counts are of results: a row with several transactions has several. */
export const reportSchema = z.strictObject({
  schema: z.literal("txwhy.batch-report/1"),
  version: z.string().describe("The version of txwhy"),
  ruleSet: z.strictObject({ id: z.string(), version: z.string(), hash: z.string() }),
  locale: z.string(),
  files: z.array(z.strictObject({ file: z.string(), results: count, errors: count })),
  results: counted,
  failed: counted.describe("Results whose verdict is not not_failed: what every share is of"),
  verdicts: z.strictObject({ self_service: counted, wait: counted, escalate: counted, not_failed: counted }),
  customer: part.describe("A proved plan of the customer's own actions alone, and nobody else is needed"),
  waiting: part.describe("Time alone clears it"),
  escalated: part.describe("A person has to take over"),
  unproved: part.describe("Something can be done, but it cannot be simulated or is not the customer's to do"),
  reasons: z.array(z.strictObject({ reason: z.string(), ...sum, share })),
  priorities: z.array(z.strictObject({ priority: z.string(), ...sum, share })),
  causes: z.array(
    z.strictObject({
      code: z.string(),
      title: z.string(),
      blocking: part.describe("Results it blocks; one with several causes is in each"),
      decisive: part.describe("Results of which it is the first cause; each is in one"),
    }),
  ),
  formats: z.array(z.strictObject({ format: z.string(), count })),
  warned: count.describe("Results with warnings"),
  unmatched: z.strictObject({
    count: count.describe("Results that no rule matched"),
    clusters: z
      .array(
        z.strictObject({
          signature: z
            .string()
            .describe("Provider, codes and message without what differs; where there are none, the fields"),
          count,
          first: place,
          context: z
            .record(z.string(), z.unknown())
            .describe("The smallest redacted context that shows it: no rule matches this one either"),
        }),
      )
      .describe("The most frequent first, at most 100"),
    others: count.describe(
      "Results in clusters that are not listed; where it is not 0, counts of rare clusters may be too low",
    ),
  }),
  errors: z.strictObject({
    count: count.describe("Rows that could not be read, and files that could not be read to their end"),
    kinds: z
      .array(
        z.strictObject({
          kind: z.string(),
          code: z.string().nullable().describe("Which fault it is, where the kind has several"),
          message: z.string().describe("Of the first one"),
          count: count.describe("A row with several faults is in each"),
          first: place,
        }),
      )
      .describe("The most frequent first, at most 100"),
    others: count,
  }),
  hours: z
    .strictObject({
      rule: z.string(),
      codes: z
        .array(
          z.strictObject({
            provider: z.string(),
            code: z.string(),
            count,
            usual: z.number().min(0).describe("What four of five hours stay within"),
            hours: z
              .array(z.strictObject({ at: z.string(), count, spike: z.literal(true).optional() }))
              .describe("Hours in UTC that have failures; a spike is an hour that the rule marks"),
          }),
        )
        .describe("Failures by provider, code and hour: those with marked hours first, at most 100"),
      others: count.describe("Codes that are not listed"),
    })
    .describe("Outages, seen from many failures"),
  shard: z
    .strictObject({
      index: count,
      count,
      options: z.record(z.string(), z.unknown()),
      tally: tallySchema,
    })
    .optional()
    .describe(
      "Of a run over a part of the rows (--shard): what `txwhy batch merge` makes the report of the whole from",
    ),
});

export type BatchReport = z.infer<typeof reportSchema>;
export type ReportSum = z.infer<typeof counted>;
export type ReportPart = z.infer<typeof part>;

/** JSON Schema of the report that `txwhy batch` writes. */
export const reportJsonSchema = (): JsonObject => {
  const { $schema, ...rest } = z.toJSONSchema(reportSchema) as unknown as Record<string, Json>;
  return { $schema: $schema as Json, title: "BatchReport", ...rest };
};
