import { createRedactor } from "../redact/index.js";

/** Redacts a text and changes nothing else. JSON stays JSON: a number that was replaced becomes a string. */
export function redacted(text: string): string {
  const result = createRedactor().text(text);
  if (!isJson(text) || isJson(result)) return result;
  return result.replace(/"(?:[^"\\]|\\.)*"|<[A-Z]+_[^<>"]*>/g, (piece) =>
    piece.startsWith("<") ? `"${piece}"` : piece,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
