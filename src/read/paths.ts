import { withoutInvisible } from "./characters.js";
import { contextFields, type Field, fieldOf } from "./fields.js";
import type { ReadingRecord, SourcePlace } from "./record.js";
import { ReadRefusal, type TextView } from "./source.js";
import type { SourceValue } from "./value.js";

/** The steps of a column or form key: `limits.0.max`, `limits[0][max]` or a mixture; null where the brackets do not match. */
export function pathOf(name: string): string[] | null {
  const clean = withoutInvisible(name).trim();
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

export interface PathCell {
  path: string[];
  text: string;
  place: SourcePlace;
}
type Branch = Map<string, Branch | PathCell>;

/** One object from the cells of a row or the pairs of a form. An empty cell is unknown and left out; list positions close up. */
export function assembled(cells: readonly PathCell[], view: TextView, at: number, record: ReadingRecord): SourceValue {
  const root: Branch = new Map();
  for (const cell of cells) {
    record.countValue(cell.place.view, cell.place.value);
    record.checkString(cell.place.view, cell.place.value, cell.text.length);
    record.checkDepth(cell.place.view, cell.place.value, cell.path.length);
    if (cell.text.trim() !== "") grow(root, cell);
  }
  return built(root, { members: contextFields }, view, at, record);
}

function grow(root: Branch, cell: PathCell): void {
  let branch = root;
  for (const [i, given] of cell.path.entries()) {
    // `currencies[]` names no position: the next one.
    const step = given === "" && i === cell.path.length - 1 ? String(branch.size) : given;
    const there = branch.get(step);
    if (i === cell.path.length - 1) {
      if (there === undefined) branch.set(step, cell);
      else if (there instanceof Map || withoutInvisible(there.text) !== withoutInvisible(cell.text)) twice(cell);
    } else if (there === undefined) {
      const next: Branch = new Map();
      branch.set(step, next);
      branch = next;
    } else if (there instanceof Map) branch = there;
    else twice(cell);
  }
}

function twice(cell: PathCell): never {
  const name = cell.path.join(".").slice(0, 80);
  const at = cell.place.view.origin(cell.place.key);
  throw new ReadRefusal(at, "two_values", { name }, true);
}

function built(
  branch: Branch,
  field: Field | undefined,
  view: TextView,
  at: number,
  record: ReadingRecord,
): SourceValue {
  const steps = [...branch.keys()];
  const known = typeof field === "object" && "each" in field;
  const list = known ? steps.every((step) => /^\d+$/.test(step)) : steps.every((step, i) => step === String(i));
  if (list) {
    const array = record.array(view, at);
    for (const step of steps.sort((a, b) => Number(a) - Number(b))) {
      const inner = branch.get(step) as Branch | PathCell;
      record.push(array, leafOr(inner, under(field, step), view, at, record), placeOf(inner, view, at));
    }
    return array;
  }
  const object = record.object(view, at);
  for (const [step, inner] of branch) {
    record.put(object, step, leafOr(inner, under(field, step), view, at, record), placeOf(inner, view, at));
  }
  return object;
}

const leafOr = (
  inner: Branch | PathCell,
  field: Field | undefined,
  view: TextView,
  at: number,
  record: ReadingRecord,
): SourceValue => (inner instanceof Map ? built(inner, field, view, at, record) : inner.text);

const placeOf = (inner: Branch | PathCell, view: TextView, at: number): SourcePlace =>
  inner instanceof Map ? { view, key: at, value: at } : inner.place;
