import type { ProviderPack } from "./providers.js";

/** The type of every module under `txwhy/providers/`. */
declare const pack: ProviderPack;
export default pack;
