/** Stands in for clone, by which json-rules-engine copies a rule's condition before it writes results into it: a tree, and plain values. */
export default function clone<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(clone) as T;
  const copied = Object.entries(value).map(([name, member]) => [name, clone(member) as unknown]);
  return Object.assign(Object.create(Object.getPrototypeOf(value)), Object.fromEntries(copied)) as T;
}
