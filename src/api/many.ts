import type { Diagnosis } from "../base/diagnosis.js";
import { InvalidContextError } from "../base/errors.js";
import type { TransactionContext } from "../context/parse.js";
import type { RuleSet } from "../rules/packs.js";
import { type DiagnoseOptions, parseOptions } from "./options.js";

/**
 * The result for one of many contexts: its diagnosis or, where it is not a transaction context, the error. `index` counts from 0.
 * @example
 * async function failures(results: AsyncIterable<ManyResult>): Promise<number[]> {
 *   const indexes: number[] = [];
 *   for await (const { index, error } of results) if (error !== undefined) indexes.push(index);
 *   return indexes;
 * }
 */
export type ManyResult =
  | { readonly index: number; readonly diagnosis: Diagnosis; readonly error?: never }
  | { readonly index: number; readonly error: InvalidContextError; readonly diagnosis?: never };

/** The public function over a `diagnose` and the rules it uses where none are given. */
export async function* manyWith(
  diagnose: (context: TransactionContext, options: DiagnoseOptions) => Promise<Diagnosis>,
  defaults: () => RuleSet,
  contexts: Iterable<TransactionContext> | AsyncIterable<TransactionContext>,
  options: DiagnoseOptions,
): AsyncGenerator<ManyResult, void, undefined> {
  // A faulty option is a fault of the call, not of each context.
  const parsed = parseOptions(options, defaults);
  if ("issues" in parsed) throw new InvalidContextError(parsed.issues);
  let index = 0;
  for await (const context of contexts) {
    yield await resultOf(index, () => diagnose(context, options));
    index += 1;
    await letOthersRun();
  }
}

async function resultOf(index: number, diagnose: () => Promise<Diagnosis>): Promise<ManyResult> {
  try {
    return { index, diagnosis: await diagnose() };
  } catch (error) {
    if (error instanceof InvalidContextError) return { index, error };
    throw error;
  }
}

/** What hosts have of it; a browser has no setImmediate, and not every edge runtime has a MessageChannel. */
interface Host {
  setImmediate?: (run: () => void) => unknown;
  MessageChannel?: new () => {
    port1: { onmessage: (() => void) | null; close(): void };
    port2: { postMessage(message: unknown): void };
  };
  setTimeout: (run: () => void, milliseconds: number) => unknown;
}

/**
 * Resolves in a later turn of the event loop. A promise alone resolves before any timer or input is handled, so a loop of awaits would hold
 * them back until it ends. setTimeout comes last: browsers hold a nested one back for 4 ms.
 */
function letOthersRun(): Promise<void> {
  const host = globalThis as unknown as Host;
  return new Promise((resolve) => {
    if (host.setImmediate !== undefined) host.setImmediate(resolve);
    else if (host.MessageChannel !== undefined) {
      const { port1, port2 } = new host.MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    } else host.setTimeout(resolve, 0);
  });
}
