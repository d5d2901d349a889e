import { shape as generated } from "../rules/generated/context-shape.js";
import { type Fault, faultOf, type ValueKind } from "./values.js";

/** The schema of a context as plain data, made from it at build time, so that reading a context needs no schema library. */
export type PlainShape =
  | ValueKind
  | { list: PlainShape }
  | { members: Readonly<Record<string, PlainShape>>; required?: readonly string[] };

/** What a walk over a context has to know of a value at its place. */
export interface Shape {
  /** Of an object: its members in the order of the contract, and those without which it says nothing. */
  members: ReadonlyMap<string, Shape> | null;
  required: readonly string[];
  /** Of a list: its entries. */
  element: Shape | null;
  /** Of the value itself; its members and entries are checked by themselves. */
  fault: Fault;
}

function shapeFrom(plain: PlainShape): Shape {
  if (typeof plain === "object" && "list" in plain)
    return { members: null, required: [], element: shapeFrom(plain.list), fault: faultOf("list") };
  if (typeof plain !== "object" || !("members" in plain))
    return { members: null, required: [], element: null, fault: faultOf(plain) };
  const members = Object.entries(plain.members).map(([key, member]): [string, Shape] => [key, shapeFrom(member)]);
  return { members: new Map(members), required: plain.required ?? [], element: null, fault: faultOf("object") };
}

let made: Shape | undefined;
/** Of a whole context. Made when first asked for. */
export function contextShape(): Shape {
  made ??= shapeFrom(generated());
  return made;
}
