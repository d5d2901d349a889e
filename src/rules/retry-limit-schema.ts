import * as z from "zod/mini";
import { named, some } from "../base/schema.js";

/** The networks' limits on tries after a decline: `retry-limits.json`. */
export const retryLimitsSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    limits: some(
      z.strictObject({
        /** Editions of one rule share it: the newest edition applies. */
        id: z.string().check(z.regex(/^[a-z0-9_]+$/)),
        /** As in `instrument.brand`. */
        brand: named,
        /** After which declines: "soft" leaves out those after which no retry may follow at all. */
        declines: z.enum(["soft", "all"]),
        /** "attempts" counts every failed attempt, "retries" only those after the first. */
        counts: z.enum(["attempts", "retries"]),
        count: z.int().check(z.gte(1)),
        /** ISO 8601 duration: an attempt counts for this long. */
        window: z.string().check(z.regex(/^P/)),
        /** Whether only attempts with the same amount count. */
        sameAmount: z.boolean(),
        /** The document of the network. */
        edition: named,
        /** From when it applies, YYYY-MM or YYYY-MM-DD, where the source says it. */
        since: z.optional(z.string().check(z.regex(/^\d{4}-\d\d(-\d\d)?$/))),
        /** Where it was read; `date` is when. */
        source: z.strictObject({ title: named, url: named, date: z.iso.date() }),
        /** Where other sources say something else. */
        note: z.optional(z.string()),
      }),
    ),
  }))();
