import type { Ask } from "../../src/web/protocol.js";

/** What the page asks its worker about a text, changed as a test wants it. */
export const ask = (text: string, more: Partial<Ask> = {}): Ask => ({
  id: 1,
  text,
  locale: "en",
  replyLocale: null,
  channel: "chat",
  handedOver: false,
  chosen: 0,
  added: [],
  supposed: [],
  now: "2026-11-28T09:00:00+07:00",
  profile: "default",
  numbers: null,
  ...more,
});
