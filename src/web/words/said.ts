import type { contextMessages } from "../../base/messages.js";
import type { ReadMessageKey } from "../../read/messages.js";

/** Every sentence that the library has about an input. */
export type SaidKey = keyof typeof contextMessages | ReadMessageKey;
