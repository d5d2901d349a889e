import type * as z from "zod/mini";
import { InvalidContextError, UnreadableInputError } from "../../base/errors.js";
import { pointer } from "../../base/json.js";
import { nearest } from "../../base/nearest.js";
import { redactText } from "../../redact/index.js";
import { cut } from "./brief.js";

/** Arguments that leave nothing to answer: the hint says what to give instead. */
export class ToolInputError extends Error {
  override readonly name = "ToolInputError";
}

/** Why a tool gives no answer, as a client is told it. */
export interface Failure {
  error: "invalid_arguments" | "invalid_context" | "unreadable_input" | "defect";
  hint: string;
  issues?: { path: string; message: string }[];
  line?: number;
  column?: number;
  excerpt?: string;
}

/** More faults than this help nobody who has to mend them one after the other. */
const MOST_ISSUES = 8;

/** An error as data. Nothing of an unexpected error is told but that it is one: its text may quote the input. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ToolInputError) return { error: "invalid_arguments", hint: error.message };
  if (error instanceof UnreadableInputError) {
    const { hint, line, column, excerpt } = error;
    return { error: "unreadable_input", hint, line, column, excerpt };
  }
  if (error instanceof InvalidContextError) {
    const isOption = error.issues.every(({ path }) => path.startsWith("/options/"));
    return {
      error: isOption ? "invalid_arguments" : "invalid_context",
      hint: "Correct what the issues name and call the tool again; leave out what is unknown.",
      issues: error.issues.slice(0, MOST_ISSUES).map(({ path, message }) => ({
        path: cut(redactText(isOption ? path.replace("/options", "") : path), 200),
        message: cut(redactText(message), 300),
      })),
    };
  }
  return { error: "defect", hint: "This is a defect of txwhy; please report how to repeat it." };
}

/** A word of the arguments for a hint: redacted, in quotes and cut. */
export const quoted = (word: string): string => JSON.stringify(cut(redactText(word), 60));

/** "; did you mean stripe?", or nothing. */
export function meant(word: string, names: readonly string[]): string {
  const near = nearest(word, names);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

/** The faults that a schema found in the arguments of a tool, each with what may stand there. */
export function argumentsFailure(issues: readonly z.core.$ZodIssue[], names: readonly string[]): Failure {
  return {
    error: "invalid_arguments",
    hint: `The arguments of this tool are: ${names.join(", ")}.`,
    issues: issues.slice(0, MOST_ISSUES).map((issue) => ({
      path: cut(redactText(pointer(issue.path.map(String))), 200),
      message: sentenceOf(issue, names),
    })),
  };
}

function sentenceOf(issue: z.core.$ZodIssue, names: readonly string[]): string {
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return `no such argument: ${quoted(key)}${meant(key, names)}`;
  }
  if (issue.code === "invalid_value") return `write one of: ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type") return `expected: ${issue.expected}`;
  return "not allowed here";
}
