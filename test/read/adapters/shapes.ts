import type { Adapter } from "../../../src/read/adapters/adapter.js";
import { shapeAdapters } from "../../../src/read/adapters/shape.js";
import { shapes } from "../../../src/rules/generated/shapes.js";

/** The adapter of the shapes that a table gives. */
export function shapesOf(provider: string): Adapter {
  const own = shapeAdapters(shapes()).find((adapter) => adapter.provider === provider);
  if (own === undefined) throw new Error(`${provider} has no shapes`);
  return own;
}
