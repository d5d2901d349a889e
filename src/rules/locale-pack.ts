import type { LocalePack } from "./packs.js";

/**
 * The words of one language, for `composeRules`: `txwhy/locales/id`, `txwhy/locales/zh-CN`.
 * @example
 * import id from "txwhy/locales/id";
 *
 * console.log(id.locale); // id
 */
declare const pack: LocalePack;
export default pack;
