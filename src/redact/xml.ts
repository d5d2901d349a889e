import type { Claims, Detector } from "./claims.js";
import { claimValue, Frame, isTelling } from "./frames.js";
import { type KeyPlace, TOP } from "./keys.js";
import { lineEnd, matchesOf, spanOf } from "./scan.js";

const TAG = /<(\/?)([\p{L}_][\p{L}\p{N}_:.-]{0,63})((?:\s[^<>]{0,600})?)>|<!\[CDATA\[([^\]]*)/dgu;
const ATTRIBUTE = /([\p{L}_][\p{L}\p{N}_:.-]{0,63})(\s{0,9}=\s{0,9})(?:"([^"]*)"|'([^']*)')/dgu;

interface Element {
  readonly name: string;
  /** What its text says, by its name and by the label in its attributes. */
  readonly place: KeyPlace;
  readonly children: Frame;
}

/** Deeper elements are read as children of the last one. */
const MAX_DEPTH = 500;

const withoutPrefix = (name: string): string => name.slice(name.lastIndexOf(":") + 1);

/** Reads `cvv="847"`, and gives what `name="cvv"` says of the element: `<param name="cvv">847</param>`. */
function readAttributes(
  text: string,
  from: number,
  attributes: string,
  own: Frame,
  claims: Claims,
): KeyPlace | undefined {
  for (const match of matchesOf(ATTRIBUTE, attributes)) {
    const [start, end] = spanOf(match, 3, 4);
    const span = { start: from + start, end: from + end };
    const key = withoutPrefix(match[1] ?? "");
    claims.readSeparators.add(from + match.index + (match[1] ?? "").length + (match[2] ?? "").indexOf("="));
    own.claim(key, text, span, claims);
  }
  return own.labelled;
}

/** `<cvv>847</cvv>`, read by the names of the elements around it, and attributes by theirs. */
export const findXml: Detector = (text, claims) => {
  if (!text.includes("<")) return;
  const root = new Frame(TOP, 0);
  const stack: Element[] = [];
  const open = new Map<string, number>();
  const top = () => stack.at(-1)?.children ?? root;
  /** The element whose text begins here. */
  let begun: { element: Element; parent: Frame; at: number } | undefined;
  const claimText = (start: number, end: number) => {
    if (begun === undefined) return;
    const { element, parent } = begun;
    const span = { start, end };
    const named = parent.placeOf(element.name, start, claims.keys);
    const place = isTelling(element.place) ? element.place : named;
    claimValue(place, text, span, claims);
    parent.note(element.name, text, span, claims);
  };
  for (const match of matchesOf(TAG, text)) {
    const { index } = match;
    const [tag, slash, qualified, attributes = ""] = match;
    if (qualified === undefined) {
      const [start, end] = spanOf(match, 4);
      claimText(start, end);
      continue;
    }
    const name = withoutPrefix(qualified);
    if (slash === "/") {
      // Only what its own tag ends is its text: `<email>` in a sentence begins none.
      if (begun?.element.name === name) claimText(begun.at, index);
      begun = undefined;
      if ((open.get(name) ?? 0) === 0) continue;
      for (let element = stack.pop(); element; element = stack.pop()) {
        open.set(element.name, (open.get(element.name) ?? 1) - 1);
        if (element.name === name) break;
      }
      continue;
    }
    const parent = top();
    const own = parent.placeOf(name, index, claims.keys);
    const inside = new Frame(own, index);
    const label = readAttributes(text, index + tag.indexOf(attributes, 1), attributes, inside, claims);
    const element = { name, place: label ?? own, children: new Frame(own, index) };
    begun = undefined;
    if (attributes.endsWith("/") || stack.length >= MAX_DEPTH) continue;
    stack.push(element);
    open.set(name, (open.get(name) ?? 0) + 1);
    begun = { element, parent, at: index + tag.length };
  }
  // Cut off, as an excerpt may be.
  if (begun) claimText(begun.at, lineEnd(text, begun.at));
};
