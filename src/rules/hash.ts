import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson, type Json } from "../base/json.js";

/** SHA-256 of a JSON value in hexadecimal; the order of keys does not matter. */
export const hashOf = (value: Json): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));

/** The hash of the shipped causes together with packs, whatever their order: [name, hash] of each. Without packs that of the causes. */
export const hashWith = (core: string, packs: readonly [name: string, hash: string][]): string =>
  packs.length === 0 ? core : hashOf([core, ...packs.map(([name, hash]) => `${name} ${hash}`).sort()]);
