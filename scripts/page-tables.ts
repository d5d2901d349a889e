import { deflateRawSync } from "node:zlib";
import type { Json } from "../src/base/json.js";
import { BETWEEN_CELLS, FIRST_SIGN } from "../src/facts/code-table.js";

type Row = Record<string, Json>;
interface Table {
  provider: string;
  schemes: Record<string, { codes: Json; match?: string }>;
}

/** What a table tells its readers beside the meaning of a code. Diagnosing needs none of it, so the page, one file, goes without. */
const FOR_READERS = ["note", "source", "sources", "field", "spelled"];
/** A column with fewer different values has each of them once. Others gain nothing by it. */
const MOST_VALUES = 200;
/** Columns with no more values than these stand together as one: a row that is likely never tried again says both at once. */
const FEW_VALUES = 10;

/**
 * The code tables as the page holds them. What is alike takes less room in a compressed file where it stands side by side: so the rows of
 * all tables are written by columns, rows of one cause stand together, and so do tables that say the same.
 */
export function pageTables(shipped: readonly Json[]): Json {
  const lean = JSON.stringify(shipped, (key, member: Json) => (FOR_READERS.includes(key) ? undefined : member));
  const tables = inOrderOfLikeness(JSON.parse(lean) as Table[]);
  const rows = tables.flatMap(({ schemes }) => Object.values(schemes).flatMap(rowsOf));
  const counted = tables.map(({ schemes, ...table }) => ({
    ...table,
    schemes: Object.fromEntries(
      Object.entries(schemes).map(([name, scheme]) => [name, { ...scheme, codes: (scheme.codes as Json[]).length }]),
    ),
  }));
  const cellsOf = (name: string): Json[] => rows.map((row) => row[name] ?? null);
  const names = [...new Set(rows.flatMap(Object.keys))];
  const few = names.filter((name) => new Set(cellsOf(name).map(keyOf)).size <= FEW_VALUES);
  const together = rows.map((row): Json => few.map((name) => row[name] ?? null));
  const columns = [
    ...names.filter((name) => !few.includes(name)).map((name) => [name, columnOf(cellsOf(name))] as const),
    [few.join(" "), columnOf(together)] as const,
  ];
  return { tables: counted, columns: Object.fromEntries(columns) } as Json;
}

/** Codes that are searched for in a text keep their order: of two as long the first is found. */
function rowsOf({ codes, match }: Table["schemes"][string]): Row[] {
  const rows = codes as Row[];
  const alike = ({ cause, retry, certainty, state, code }: Row): string =>
    `${cause} ${retry} ${certainty} ${state} ${code}`;
  return match === "inside" ? rows : rows.sort((a, b) => (alike(a) < alike(b) ? -1 : 1));
}

/** The largest first, behind each the one that shares most with it: what a compressor saves on the two together. */
export function inOrderOfLikeness<Item>(items: readonly Item[]): Item[] {
  const texts = new Map(items.map((item) => [item, JSON.stringify(item)]));
  const rooms = new Map([...texts].map(([item, text]) => [item, room(text)]));
  const of = <Value>(map: ReadonlyMap<Item, Value>, item: Item): Value => map.get(item) as Value;
  const shared = (one: Item, other: Item): number =>
    (of(rooms, one) + of(rooms, other) - room(of(texts, one) + of(texts, other))) /
    Math.max(of(rooms, one), of(rooms, other));
  const left = new Set(items);
  const ordered: Item[] = [];
  while (left.size > 0) {
    const last = ordered.at(-1);
    const rates = [...left].map((item) => [item, last === undefined ? of(rooms, item) : shared(last, item)] as const);
    const [next] = rates.reduce((most, one) => (one[1] > most[1] ? one : most));
    ordered.push(next);
    left.delete(next);
  }
  return ordered;
}

/**
 * The values of one column. Where few differ, each stands once, and every row has its place among them as one sign. Texts stand in one text
 * one after the other.
 */
function columnOf(cells: readonly Json[]): Json {
  const keys = cells.map(keyOf);
  const values = [...new Set(keys)];
  if (values.length > MOST_VALUES) return cells.every(isPlain) ? cells.join(BETWEEN_CELLS) : [...cells];
  const places = new Map(values.map((value, i) => [value, i]));
  return {
    values: values.map((value) => JSON.parse(value) as Json),
    rows: keys.map((key) => String.fromCharCode(FIRST_SIGN + (places.get(key) as number))).join(""),
  };
}

const keyOf = (cell: Json): string => JSON.stringify(cell);
const isPlain = (cell: Json): cell is string => typeof cell === "string" && !cell.includes(BETWEEN_CELLS);

const room = (text: string): number => deflateRawSync(text).length;
