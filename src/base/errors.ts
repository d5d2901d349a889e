/**
 * One fault in what was handed in: where (JSON Pointer), a stable code, and a sentence that says what to do.
 * @example
 * { path: "/transaction/amount", code: "not_a_decimal", message: "write the amount plainly" }
 */
export interface Issue {
  path: string;
  code: string;
  message: string;
  /** What the message speaks of, for words in another language. `kind` says which message it is where a code has several. */
  params?: Readonly<Record<string, string | number>>;
}

function listed(issues: readonly { path: string; message: string }[]): string {
  return issues.map((issue) => `${issue.path === "" ? "(top)" : issue.path}: ${issue.message}`).join("\n");
}

/**
 * The context or the options are not what the contract allows. `issues` holds every fault at once.
 * @example
 * import { diagnose, InvalidContextError } from "txwhy";
 *
 * try {
 *   await diagnose({ transaction: { amount: "1,000", currency: "EUR" } });
 * } catch (error) {
 *   if (error instanceof InvalidContextError) console.log(error.issues.map(({ path }) => path)); // ["/transaction/amount"]
 * }
 */
export class InvalidContextError extends Error {
  override readonly name = "InvalidContextError";
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    super(`Not a transaction context:\n${listed(issues)}`);
    this.issues = issues;
  }
}

/**
 * One fault in a rule set: the file, the place in it (JSON Pointer), a stable code, and what to do.
 * @example
 * { file: "merchant/closed.json", path: "/extra", code: "unknown_key", message: "unknown key; remove it" }
 */
export interface RuleIssue extends Issue {
  file: string;
}

/**
 * Rule files that were refused by the load gate. Nothing is diagnosed with them.
 * @example
 * import { InvalidRulesError, loadRules } from "txwhy";
 *
 * try {
 *   loadRules({ "merchant/closed.json": "{" });
 * } catch (error) {
 *   if (error instanceof InvalidRulesError) console.log(error.issues.map(({ file, code }) => [file, code])); // [["merchant/closed.json","broken_json"]]
 * }
 */
export class InvalidRulesError extends Error {
  override readonly name = "InvalidRulesError";
  readonly issues: RuleIssue[];

  constructor(issues: RuleIssue[]) {
    super(`Rules refused:\n${issues.map((i) => `${i.file} ${i.path || "(top)"}: ${i.message}`).join("\n")}`);
    this.issues = issues;
  }
}

/**
 * A pasted text in which no transaction can be read without guessing. `line` and `column` count from 1, in UTF-16 units of the text as given.
 * @example
 * import { readTransaction, UnreadableInputError } from "txwhy";
 *
 * try {
 *   readTransaction('{"transaction": {"amount": "500rb", "currency": "IDR"}}');
 * } catch (error) {
 *   if (error instanceof UnreadableInputError) console.log([error.line, error.column]); // [1,28]
 * }
 */
export class UnreadableInputError extends Error {
  override readonly name = "UnreadableInputError";
  readonly line: number;
  readonly column: number;
  /** At most 200 characters of the text around the place, redacted. */
  readonly excerpt: string;
  /** What to do about it. */
  readonly hint: string;
  /** Which fault it is, and what the hint speaks of, for a hint in another language. Redacted. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(where: {
    line: number;
    column: number;
    excerpt: string;
    hint: string;
    code: string;
    params?: Readonly<Record<string, string | number>>;
  }) {
    super(`Cannot read the input at line ${where.line}, column ${where.column}: ${where.hint}`);
    this.line = where.line;
    this.column = where.column;
    this.excerpt = where.excerpt;
    this.hint = where.hint;
    this.code = where.code;
    this.params = where.params ?? {};
  }
}
