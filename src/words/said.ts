import type { Said } from "../base/assessment.js";
import type { Wording } from "./wording.js";

/**
 * What a table says of a code. Tables are in English: in another language the title of the cause says it, and where there is none the
 * text is said to be English.
 */
export function meaningText({ meaning, cause }: Pick<Said, "meaning" | "cause">, wording: Wording): string | null {
  if (meaning === null || wording.locale === "en") return meaning;
  return cause === null ? wording.phrase("english", { text: meaning }) : (wording.titles([cause], [])[0] ?? meaning);
}
