import * as library from "../../src/api/index.js";

/** The public functions for values that the compiler must not look into: random ones, faulty ones, and those of a file. */
type Untyped<T extends keyof typeof library> = (
  context: unknown,
  options?: unknown,
) => ReturnType<Extract<(typeof library)[T], (...args: never[]) => unknown>>;

export const diagnose = library.diagnose as Untyped<"diagnose">;
export const preflight = library.preflight as Untyped<"preflight">;
export const assess = library.assess as Untyped<"assess">;
