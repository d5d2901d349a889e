import { deflate, inflate } from "./engine.js";

const MARK = "#t=";
/** Maximum length of a link; mail programs and chats cut longer ones. */
const MOST = 30_000;

/** A link that holds a redacted context and nothing else; null where it would be too long. */
export async function linkTo(safeContext: string): Promise<string | null> {
  const bytes = await deflate(safeContext);
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const url = `${location.href.split("#")[0]}${MARK}${text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
  return url.length > MOST ? null : url;
}

/** The text in a link; null where there is none or it is broken. */
export async function readLink(hash: string): Promise<string | null> {
  if (!hash.startsWith(MARK) || hash.length > MOST) return null;
  try {
    const packed = atob(hash.slice(MARK.length).replace(/-/g, "+").replace(/_/g, "/"));
    return new TextDecoder().decode(await inflate(Uint8Array.from(packed, (character) => character.charCodeAt(0))));
  } catch {
    return null;
  }
}
