import { readdirSync, readFileSync } from "node:fs";
import type { Cause, Diagnosis, Remedy, TransactionContext } from "../../src/api/index.js";

const folder = new URL("../../examples/", import.meta.url);

/** A context as an object that a story may take apart. */
export interface Example {
  [key: string]: unknown;
  transaction: NonNullable<TransactionContext["transaction"]>;
}

export const exampleNames: string[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -".json".length))
  .sort();

/** A fresh copy of an example. */
export const example = (name: string): Example =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Example;

/** What a support agent has pasted, as text. */
export const payload = (name: string): string => readFileSync(new URL(`provider/${name}.json`, folder), "utf8");

/** The same attempt with other facts of its transaction. */
export const withTransaction = (context: Example, facts: Example["transaction"]): Example => ({
  ...context,
  transaction: { ...context.transaction, ...facts },
});

export const without = (context: Example, ...keys: string[]): Example =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !keys.includes(key))) as Example;

export const codes = ({ causes }: { causes: readonly Cause[] }): string[] => causes.map(({ code }) => code);
export const adviceCodes = ({ advice }: { advice: readonly Cause[] }): string[] => advice.map(({ code }) => code);

export function causeOf(answer: { causes: readonly Cause[]; advice: readonly Cause[] }, code: string): Cause {
  const found = [...answer.causes, ...answer.advice].find((cause) => cause.code === code);
  if (found === undefined) throw new Error(`no ${code}, but ${codes(answer).join(", ")}`);
  return found;
}

export const remediesOf = (answer: Diagnosis, code: string, action: string): Remedy[] =>
  causeOf(answer, code).remedies.filter((remedy) => remedy.action === action);

export function remedyOf(answer: Diagnosis, code: string, action: string): Remedy {
  const [remedy] = remediesOf(answer, code, action);
  if (remedy === undefined) throw new Error(`no ${action} for ${code}`);
  return remedy;
}

export const actions = (cause: Cause): string[] => cause.remedies.map(({ action }) => action);
export const everyAction = ({ causes, advice }: Diagnosis): string[] => [...causes, ...advice].flatMap(actions);

/** A stated figure of the evidence. */
export const evidence = (cause: Cause, fact: string): unknown =>
  cause.evidence.find((entry) => entry.fact === fact)?.value;

/** A text with plain spaces, as a person would type it. */
export const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
export const stepsOf = (remedy: Remedy): string => plain(remedy.steps.join("\n"));
