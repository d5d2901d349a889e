import { withEscapes } from "../io.js";

/** A table that scrolls by itself where it is too wide. Cells are HTML. */
export function table(heads: readonly string[], rows: readonly string[]): string {
  const cells = heads.map((head) => (head === "" ? "<td></td>" : `<th scope="col">${text(head)}</th>`)).join("");
  return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead><tr>${cells}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** A cell with a number. */
export const number = (shown: string): string => `<td class="number">${text(shown)}</td>`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** A text as HTML. */
export const text = (given: string): string =>
  withEscapes(given).replace(/[&<>"']/g, (char) => ENTITIES[char] as string);

/** A name that fits beside a picture. */
export const shortLabel = (name: string): string =>
  [...name].length > 40 ? `${[...name].slice(0, 39).join("")}…` : name;
