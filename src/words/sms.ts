/** GSM 03.38: characters that take seven bits in an SMS. Those of the second line take fourteen. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "\f^{}\\[~]|€";

export interface SmsLength {
  encoding: "GSM-7" | "UCS-2";
  /** Characters as a person counts them. */
  characters: number;
  segments: number;
}

/** How many SMS a text needs: 160 or 153 GSM-7 units each, or 70 or 67 UTF-16 units where a character is outside GSM-7. */
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
