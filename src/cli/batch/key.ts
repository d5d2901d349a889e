import { UnreadableInputError } from "../../base/errors.js";
import { own, stepsTo } from "../../base/json.js";
import { scanTable, separatorOf } from "../../read/csv.js";
import { ReadingRecord } from "../../read/record.js";
import { Scanner } from "../../read/scan.js";
import { ReadRefusal, TextView } from "../../read/source.js";
import { NumberText, type SourceValue } from "../../read/value.js";
import { redact } from "../../redact/index.js";

/**
 * The member of a row at a JSON Pointer, to tell results apart: its digits as written, redacted by its name. In a table the pointer goes by
 * column. Null where the row has no such member, or is no JSON.
 * @param header The header of a table; null for other rows.
 */
export function keyOf(row: string, header: string | null, path: string): string | boolean | null {
  const steps = stepsTo(path);
  const found = steps.reduce<SourceValue | undefined>(memberOf, rowValue(row, header));
  if (found === undefined || found === null || (typeof found === "object" && !(found instanceof NumberText)))
    return null;
  const plain = found instanceof NumberText ? found.text : found;
  const redacted = own(redact({ [steps.at(-1) ?? "id"]: plain }), steps.at(-1) ?? "id");
  return typeof redacted === "string" || typeof redacted === "boolean" ? redacted : null;
}

function rowValue(row: string, header: string | null): SourceValue | undefined {
  try {
    if (header === null) return new Scanner(TextView.of(row), new ReadingRecord()).document().value;
    const table = TextView.of(`${header}\n${row}`);
    const separator = separatorOf(table, true) ?? separatorOf(table, false);
    return separator === null ? undefined : scanTable(table, separator, new ReadingRecord())[0]?.value;
  } catch (error) {
    // The row's own error says what is wrong with it.
    if (error instanceof ReadRefusal || error instanceof UnreadableInputError) return undefined;
    throw error;
  }
}

function memberOf(value: SourceValue | undefined, step: string): SourceValue | undefined {
  if (typeof value !== "object" || value === null || value instanceof NumberText) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<string, SourceValue>)[step] : undefined;
}
