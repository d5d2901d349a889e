import type { CodeTable } from "../../src/api/index.js";

type Schemes = CodeTable["schemes"];
type Row = Schemes[string]["codes"][number];

/** A row that says `cause` and nothing of another try, changed as a test wants it. */
export const row = (code: string, cause: string | null, change: Partial<Row> = {}): Row => ({
  code,
  meaning: `what ${code} means`,
  cause,
  retry: "unknown",
  ...change,
});

/** A scheme of a provider that there is not. */
export const scheme = (
  level: Schemes[string]["level"],
  codes: readonly Row[],
  change: Partial<Schemes[string]> = {},
): Schemes[string] => ({ level, field: "error", source: "docs", codes: [...codes], ...change }) as Schemes[string];

/** The file of a table with these schemes; the first one is the main scheme. */
export const tableFile = (schemes: Schemes, provider = "acme"): Record<string, CodeTable> => ({
  [`codes/${provider}.json`]: {
    provider,
    name: `The ${provider} company`,
    mainScheme: Object.keys(schemes)[0] as string,
    sources: { docs: { title: "Its codes", url: `https://${provider}.example/errors`, date: "2026-11-22" } },
    schemes,
  },
});
