/** Characters that JSON writes as a backslash and one more character, by that second character. */
export const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

const XML_ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * The character that an XML reference stands for, without its `&` and `;`: one of the five entities (`amp`) or a number (`#38`, `#x26`).
 * Undefined for any other name and for a number that is no character.
 */
export function xmlCharacter(reference: string): string | undefined {
  if (Object.hasOwn(XML_ENTITIES, reference)) return XML_ENTITIES[reference];
  const [, decimal, hexadecimal] = /^#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}))$/.exec(reference) ?? [];
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

/** The same for HTML, where the case does not matter and `nbsp` is known too. */
export function htmlCharacter(reference: string): string | undefined {
  const name = reference.toLowerCase();
  return name === "nbsp" ? "\u00a0" : xmlCharacter(name);
}
