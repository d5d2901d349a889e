import { distance } from "fastest-levenshtein";

/** The one of `names` that a misspelling most likely meant: at most a third of its letters differ. Undefined where none is near. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const wanted = plain(word);
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const letters = distance(wanted, plain(name));
    if (letters < least && letters <= Math.max(1, Math.floor(name.length / 3))) [best, least] = [name, letters];
  }
  return best;
}
