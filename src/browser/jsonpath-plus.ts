/** Stands in for jsonpath-plus, which rules have no way to reach: no rule has a `path`, and the page's policy would not let it run. */
export function JSONPath(): never {
  throw new Error("rules have no paths");
}
