/** A table of which the build made columns, with its rows again. 0 stands for a member that a row does not have. */
export const rowsOf = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => {
    const columns = (value as { columns?: Record<string, unknown[]> } | null)?.columns;
    if (columns === undefined) return value;
    const keys = Object.keys(columns);
    const length = columns[keys[0] ?? ""]?.length ?? 0;
    return Array.from({ length }, (_row, i) =>
      Object.fromEntries(keys.flatMap((key) => (columns[key]?.[i] === 0 ? [] : [[key, columns[key]?.[i]]]))),
    );
  });
