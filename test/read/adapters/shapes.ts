import type { Adapter } from "../../../src/read/adapters/adapter.js";
import { shapeAdapter } from "../../../src/read/adapters/shape.js";
import { shapes } from "../../../src/rules/generated/shapes.js";

/** The adapter of the shapes that a table gives. */
export function shapesOf(provider: string): Adapter {
  const own = shapes().find((one) => one.provider === provider);
  if (own === undefined) throw new Error(`${provider} has no shapes`);
  return shapeAdapter(own);
}
