/** GSM 03.38: what an SMS holds at seven bits a character; the second line takes two places each. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "\f^{}\\[~]|€";

export interface SmsLength {
  encoding: "GSM-7" | "UCS-2";
  /** As a person counts. */
  characters: number;
  segments: number;
}

/** How many SMS a text takes: 160 or 153 seven-bit places each, or 70 or 67 UTF-16 units once one character is outside GSM-7. */
export function smsLength(text: string): SmsLength {
  const characters = [...text].length;
  let places = 0;
  for (const character of text) {
    if (BASIC.includes(character)) places += 1;
    else if (EXTENDED.includes(character)) places += 2;
    else return { encoding: "UCS-2", characters, segments: segmentsOf(text.length, 70, 67) };
  }
  return { encoding: "GSM-7", characters, segments: segmentsOf(places, 160, 153) };
}

const segmentsOf = (places: number, one: number, each: number): number =>
  places <= one ? 1 : Math.ceil(places / each);
