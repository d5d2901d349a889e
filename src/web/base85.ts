/** Eighty-five letters that mean nothing in HTML, in a script or to what replaces text: four bytes as five of them, where base64 takes more. */
const LETTERS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .filter((letter) => !"<&\"'`\\$%".includes(letter))
  .slice(0, 85)
  .join("");

/** Bytes as text. What is no multiple of four is filled up with zeros. */
export function toBase85(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    let value = 0;
    for (let i = 0; i < 4; i++) value = value * 256 + (bytes[at + i] ?? 0);
    let group = "";
    for (let i = 0; i < 5; i++) {
      group = LETTERS[value % 85] + group;
      value = Math.floor(value / 85);
    }
    text += group;
  }
  return text;
}

/** The bytes of a text, with the zeros it was filled up with. */
export function fromBase85(text: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  for (let i = 0; i < LETTERS.length; i++) values[LETTERS.charCodeAt(i)] = i;
  const bytes = new Uint8Array((text.length / 5) * 4);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 5) {
    let value = 0;
    for (let i = 0; i < 5; i++) value = value * 85 + (values[text.charCodeAt(at + i)] as number);
    view.setUint32((at / 5) * 4, value);
  }
  return bytes;
}
