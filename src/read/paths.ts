import { visible } from "./characters.js";
import { contextFields, type Field, fieldOf } from "./fields.js";
import type { Ledger, Place } from "./ledger.js";
import { Refusal, type View } from "./source.js";
import type { Value } from "./value.js";

/** The steps of a column or form key: `limits.0.max`, `limits[0][max]` or a mixture; null where the brackets do not match. */
export function pathOf(name: string): string[] | null {
  const clean = visible(name).trim();
  if (!/^[^[\]]*(?:\[[^[\]]*\](?:\.[^[\].]+)*)*$/.test(clean.slice(0, 1000)) || clean.length > 1000) return null;
  const steps = clean.replace(/\[([^[\]]*)\]/g, ".$1").split(".");
  return steps.slice(0, -1).includes("") ? null : steps;
}

/** True where a path is that of a field of the contract that holds one value: `transaction.amount`. */
export function isKnownPath(path: readonly string[]): boolean {
  let field: Field | undefined = { members: contextFields };
  for (const step of path) field = under(field, step);
  return typeof field === "string" && (path.length > 1 || field === "text");
}

function under(field: Field | undefined, step: string): Field | undefined {
  if (field === "free") return "free";
  if (field === undefined || typeof field === "string") return undefined;
  return "each" in field ? (/^\d*$/.test(step) ? field.each : undefined) : fieldOf(field.members, step);
}

export interface Cell {
  path: string[];
  text: string;
  place: Place;
}
type Branch = Map<string, Branch | Cell>;

/** One object from the cells of a row or the pairs of a form. An empty cell is unknown and left out; list positions close up. */
export function assembled(cells: readonly Cell[], view: View, at: number, ledger: Ledger): Value {
  const root: Branch = new Map();
  for (const cell of cells) {
    ledger.countValue(cell.place.view, cell.place.value);
    ledger.checkString(cell.place.view, cell.place.value, cell.text.length);
    ledger.checkDepth(cell.place.view, cell.place.value, cell.path.length);
    if (cell.text.trim() !== "") grow(root, cell);
  }
  return built(root, { members: contextFields }, view, at, ledger);
}

function grow(root: Branch, cell: Cell): void {
  let branch = root;
  for (const [i, given] of cell.path.entries()) {
    // `currencies[]` names no position: the next one.
    const step = given === "" && i === cell.path.length - 1 ? String(branch.size) : given;
    const there = branch.get(step);
    if (i === cell.path.length - 1) {
      if (there === undefined) branch.set(step, cell);
      else if (there instanceof Map || visible(there.text) !== visible(cell.text)) twice(cell);
    } else if (there === undefined) {
      const next: Branch = new Map();
      branch.set(step, next);
      branch = next;
    } else if (there instanceof Map) branch = there;
    else twice(cell);
  }
}

function twice(cell: Cell): never {
  const name = cell.path.join(".").slice(0, 80);
  const at = cell.place.view.origin(cell.place.key);
  throw new Refusal(at, "two_values", { name }, true);
}

function built(branch: Branch, field: Field | undefined, view: View, at: number, ledger: Ledger): Value {
  const steps = [...branch.keys()];
  const known = typeof field === "object" && "each" in field;
  const list = known ? steps.every((step) => /^\d+$/.test(step)) : steps.every((step, i) => step === String(i));
  if (list) {
    const array = ledger.array(view, at);
    for (const step of steps.sort((a, b) => Number(a) - Number(b))) {
      const inner = branch.get(step) as Branch | Cell;
      ledger.push(array, leafOr(inner, under(field, step), view, at, ledger), placeOf(inner, view, at));
    }
    return array;
  }
  const object = ledger.object(view, at);
  for (const [step, inner] of branch) {
    ledger.put(object, step, leafOr(inner, under(field, step), view, at, ledger), placeOf(inner, view, at));
  }
  return object;
}

const leafOr = (inner: Branch | Cell, field: Field | undefined, view: View, at: number, ledger: Ledger): Value =>
  inner instanceof Map ? built(inner, field, view, at, ledger) : inner.text;

const placeOf = (inner: Branch | Cell, view: View, at: number): Place =>
  inner instanceof Map ? { view, key: at, value: at } : inner.place;
