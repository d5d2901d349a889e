import type { LocalePack } from "./ruleset.js";

/** The type of every module under `txwhy/locales/`. */
declare const pack: LocalePack;
export default pack;
