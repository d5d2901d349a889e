import * as z from "zod/mini";

/** A text that says something. */
export const named = /* @__PURE__ */ (() => z.string().check(z.minLength(1)))();
/** At least one, or two, of a kind. */
export const some = <T extends z.ZodMiniType>(element: T) => z.array(element).check(z.minLength(1));
/** At least two of a kind. */
export const several = <T extends z.ZodMiniType>(element: T) => z.array(element).check(z.minLength(2));

/** A value by its schema, or its faults in words. */
export const checkedBy = <T>(schema: z.ZodMiniType<T>, value: unknown): z.core.util.SafeParseResult<T> =>
  schema.safeParse(value, { error: faultText });

function faultText(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is needed here" : `expected ${issue.expected}`;
    case "invalid_value":
      return `expected ${(issue.values as unknown[]).length > 1 ? "one of: " : ""}${(issue.values as unknown[]).join(", ")}`;
    case "too_small":
      return `expected at least ${issue.minimum}${issue.origin === "string" ? " character" : ""}`;
    case "too_big":
      return `expected at most ${issue.maximum}`;
    case "invalid_format":
      return issue.pattern === undefined ? `not a valid ${issue.format}` : `expected the form ${issue.pattern}`;
    case "invalid_key":
      return "this name is not allowed here";
    case "invalid_union":
      return "fits none of the forms allowed here";
    default:
      return undefined;
  }
}
