import type { IssueCode } from "./messages.js";

/**
 * One fault in the input: its place as a JSON Pointer, a stable code, and a sentence that says how to fix it.
 * @example
 * { path: "/transaction/amount", code: "not_a_decimal", message: "write the amount plainly" }
 */
export interface Issue {
  path: string;
  code: IssueCode;
  message: string;
  /** The values in the message, for a message in another language. `kind` distinguishes the messages of one code. */
  params?: Readonly<Record<string, string | number>>;
}

/**
 * The base class of all errors about input. An application that loads the package both as ES module and as CommonJS has two copies of
 * each class, and `instanceof` is false between them. Then compare `error.name` or `error.code`.
 * @example
 * import { parseContext, TxwhyError } from "txwhy";
 *
 * try {
 *   parseContext({ balance: 5 });
 * } catch (error) {
 *   if (error instanceof TxwhyError) console.log(error.code); // invalid_context
 * }
 */
export abstract class TxwhyError extends Error {
  abstract override readonly name: string;
  abstract readonly code: "invalid_context" | "invalid_rules" | "unreadable_input";
}

function listed(issues: readonly { path: string; message: string }[]): string {
  return issues.map((issue) => `${issue.path === "" ? "(top)" : issue.path}: ${issue.message}`).join("\n");
}

/**
 * The context, the options, an assessment or an outcome is invalid. `issues` lists every fault; a faulty option is at
 * `/options/<name>`. Compare `name` or `code` where two copies of the package may be loaded (see `TxwhyError`).
 * @example
 * import { diagnose, InvalidContextError } from "txwhy";
 *
 * try {
 *   await diagnose({ transaction: { amount: "1,000", currency: "EUR" } });
 * } catch (error) {
 *   if (error instanceof InvalidContextError) console.log(error.issues.map(({ path }) => path)); // ["/transaction/amount"]
 * }
 */
export class InvalidContextError extends TxwhyError {
  override readonly name = "InvalidContextError";
  override readonly code = "invalid_context";
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    super(`Not a transaction context:\n${listed(issues)}`);
    this.issues = issues;
  }
}

/**
 * One fault in a rule file: the file, the place as a JSON Pointer, a stable code, and how to fix it.
 * @example
 * { file: "merchant/closed.json", path: "/extra", code: "unknown_key", message: "unknown key; remove it" }
 */
export interface RuleIssue extends Issue {
  file: string;
}

/**
 * The rule files are invalid, and no rule set was made. `issues` lists every fault with its file. Compare `name` or `code`
 * where two copies of the package may be loaded (see `TxwhyError`).
 * @example
 * import { InvalidRulesError, loadRules } from "txwhy";
 *
 * try {
 *   loadRules({ "merchant/closed.json": "{" });
 * } catch (error) {
 *   if (error instanceof InvalidRulesError) console.log(error.issues.map(({ file, code }) => [file, code])); // [["merchant/closed.json","broken_json"]]
 * }
 */
export class InvalidRulesError extends TxwhyError {
  override readonly name = "InvalidRulesError";
  override readonly code = "invalid_rules";
  readonly issues: RuleIssue[];

  constructor(issues: RuleIssue[]) {
    super(`Rules refused:\n${issues.map((i) => `${i.file} ${i.path || "(top)"}: ${i.message}`).join("\n")}`);
    this.issues = issues;
  }
}

/**
 * No transaction can be read from the input without guessing. `line` and `column` count from 1, in UTF-16 units of the text as given. Compare
 * `name` or `code` where two copies of the package may be loaded (see `TxwhyError`).
 * @example
 * import { readTransaction, UnreadableInputError } from "txwhy";
 *
 * try {
 *   readTransaction('{"transaction": {"amount": "500rb", "currency": "IDR"}}');
 * } catch (error) {
 *   if (error instanceof UnreadableInputError) console.log([error.line, error.column]); // [1,28]
 * }
 */
export class UnreadableInputError extends TxwhyError {
  override readonly name = "UnreadableInputError";
  override readonly code = "unreadable_input";
  readonly line: number;
  readonly column: number;
  /** At most 200 characters of the text around the place, redacted. */
  readonly excerpt: string;
  /** How to fix the input. */
  readonly hint: string;
  /** A stable code. With `params` it makes a hint in another language. Redacted. */
  readonly reason: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(where: {
    line: number;
    column: number;
    excerpt: string;
    hint: string;
    reason: string;
    params?: Readonly<Record<string, string | number>>;
  }) {
    super(`Cannot read the input at line ${where.line}, column ${where.column}: ${where.hint}`);
    this.line = where.line;
    this.column = where.column;
    this.excerpt = where.excerpt;
    this.hint = where.hint;
    this.reason = where.reason;
    this.params = where.params ?? {};
  }
}
