import { createDiagnose } from "../../api/diagnose.js";
import type { DiagnoseOptions } from "../../api/options.js";
import { isoExponent } from "../../base/currencies.js";
import type { Money, Warning } from "../../base/diagnosis.js";
import { InvalidContextError, UnreadableInputError } from "../../base/errors.js";
import { own } from "../../base/json.js";
import { decimal, moneyOf } from "../../base/money.js";
import { type ReadTransaction, readTransaction } from "../../read/index.js";
import { createRedactor } from "../../redact/index.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { jsonText } from "../io.js";
import type { Chunk } from "./chunk.js";
import { keyOf } from "./key.js";
import { type Line, type RefusedLine, type RowPlace, Tally, type TallyData } from "./tally.js";

/** The results of a chunk as lines of NDJSON, and their tally. */
export interface Answered {
  bytes: Uint8Array;
  tally: TallyData;
}

/** How the results of a row are written. */
export interface ResultForm {
  /** An Assessment in place of a Diagnosis: no sentences, a fraction of the size. */
  assess: boolean;
  /** JSON Pointer of a member of the row that each of its results repeats, redacted; null for none. */
  key: string | null;
  /** One line for each row, also where it holds several transactions: they are then in `results`. */
  oneLine: boolean;
}

/** Diagnoses chunks of the inputs called `names`. No row makes it throw: a row that cannot be read becomes an error line. */
export function createAnswering(
  { names, options, form }: { names: readonly string[]; options: Omit<DiagnoseOptions, "rules">; form: ResultForm },
  rules: CompiledRuleSet,
): (chunk: Chunk) => Promise<Answered> {
  const { assess, diagnose } = createDiagnose(() => rules);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const encoder = new TextEncoder();
  const readOptions = { rules, ...(options.locale !== undefined && { locale: options.locale }) };

  async function answers(chunk: Chunk, i: number): Promise<Line[]> {
    const line = chunk.lines[i] as number;
    let place: RowPlace = { file: names[chunk.input] as string, row: chunk.rows[i] as number, line };
    if (form.key !== null) place = { ...place, key: null };
    const fault = chunk.faults.get(i);
    if (fault !== undefined) return [{ ...place, error: fault }];
    let text: string;
    try {
      text = decoder.decode(chunk.bytes.subarray(i === 0 ? 0 : chunk.ends[i - 1], chunk.ends[i]));
    } catch {
      return [{ ...place, error: { kind: "encoding", message: "this is not UTF-8 text; save the file as UTF-8" } }];
    }
    if (form.key !== null) place = { ...place, key: keyOf(text, chunk.header, form.key) };
    const header = chunk.header === null ? "" : `${chunk.header}\n`;
    // The reader counts lines in header and row together. In the file the row is further down.
    const moved = (inText: number): number => Math.max(line, line + inText - 1 - lineEnds(header));
    try {
      const { transactions, warnings } = readTransaction(header + text, readOptions);
      const shown = transactions.length === 1 ? warnings.map((warning) => atLine(warning, moved)) : [];
      const lines: Line[] = [];
      for (const transaction of transactions) {
        lines.push(await answer({ ...place, line: moved(transaction.line) }, transaction, shown));
      }
      return lines;
    } catch (error) {
      if (!(error instanceof UnreadableInputError)) throw error;
      return [
        { ...place, line: moved(error.line), error: { kind: "unreadable", message: error.hint, code: error.reason } },
      ];
    }
  }

  async function answer(place: RowPlace, { context, format }: ReadTransaction, warnings: Warning[]): Promise<Line> {
    try {
      const diagnosis = await (form.assess ? assess(context, options) : diagnose(context, options));
      const amount = amountOf(context);
      return { ...place, format, amount, ...diagnosis, warnings: [...warnings, ...diagnosis.warnings] } as Line;
    } catch (error) {
      if (!(error instanceof InvalidContextError)) throw error;
      return refused(place, error);
    }
  }

  return async (chunk) => {
    const tally = new Tally(rules);
    let text = "";
    for (let i = 0; i < chunk.lines.length; i++) {
      const lines = await answers(chunk, i);
      for (const line of lines) tally.add(line);
      const written = form.oneLine && lines.length > 1 ? [several(lines)] : lines;
      for (const line of written) text += `${jsonText(line, false)}\n`;
    }
    return { bytes: encoder.encode(text), tally: tally.data() };
  };
}

/** The results of one row on one line: their place stands once. */
function several(lines: readonly Line[]): Omit<RowPlace, "line"> & { line: number; results: unknown[] } {
  const { file, row, key } = lines[0] as Line;
  const results = lines.map(({ file: _file, row: _row, key: _key, ...result }) => result);
  const line = Math.min(...lines.map((each) => each.line));
  return { file, row, line, ...(key === undefined ? {} : { key }), results };
}

const lineEnds = (text: string): number => text.split(/\r\n|\n|\r/).length - 1;

const atLine = (warning: Warning, moved: (line: number) => number): Warning => ({
  ...warning,
  message: createRedactor().text(warning.message),
  ...(warning.line === undefined ? {} : { line: moved(warning.line) }),
});

function refused(place: RowPlace, { issues }: InvalidContextError): RefusedLine {
  const redactor = createRedactor();
  const shown = issues.map(({ path, code, message }) => ({ path, code, message: redactor.text(message) }));
  return { ...place, error: { kind: "invalid", message: "this is not a transaction context", issues: shown } };
}

/** The amount of a valid context. */
function amountOf(context: unknown): Money | null {
  const transaction = own(context, "transaction");
  const [amount, currency, exponent] = ["amount", "currency", "exponent"].map((name) => own(transaction, name) ?? null);
  if (amount === null || typeof currency !== "string") return null;
  const code = isoExponent(currency.toUpperCase()) === undefined ? currency : currency.toUpperCase();
  const digits = typeof exponent === "number" ? exponent : (isoExponent(code) ?? 0);
  return moneyOf(decimal(amount as string | number), digits, code);
}
