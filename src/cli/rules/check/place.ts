import { LineCounter, parseDocument } from "yaml";

/** Where in a JSON text a value begins. */
export interface Place {
  /** From 1. */
  line: number;
  column: number;
}

/**
 * Finds values of a JSON text by their JSON Pointers. Gives the place of the nearest value around it where there is none, and the first
 * character of a text that is not JSON.
 */
export function placesIn(text: string): (path: string) => Place {
  const lines = new LineCounter();
  // JSON is YAML, and this parser keeps the places.
  const document = parseDocument(text, { lineCounter: lines, logLevel: "silent" });
  return (path) => {
    const keys = path
      .split("/")
      .slice(1)
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    for (let depth = keys.length; depth >= 0; depth--) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
      const range = (node as { range?: [number, number, number] | null } | null | undefined)?.range;
      if (range === undefined || range === null) continue;
      const { line, col } = lines.linePos(range[0]);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    }
    return { line: 1, column: 1 };
  };
}
