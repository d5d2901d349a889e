/**
 * The start of what a contract gives back when it reverts: Error(string), Panic(uint256), FailedOp(uint256,string) of ERC-4337, and two
 * errors of token contracts (ERC-6093).
 */
const DATA = /0x(08c379a0|4e487b71|220266b6|e450d38c|fb8f41b2)([0-9a-f]{64,5120})/i;
const NAMED: Readonly<Record<string, string>> = {
  e450d38c: "ERC20InsufficientBalance",
  fb8f41b2: "ERC20InsufficientAllowance",
};
/** Solidity's own panics, by their number. */
const PANICS: Readonly<Record<number, string>> = {
  1: "assertion failed",
  17: "arithmetic overflow",
  18: "division by zero",
  33: "value outside of its enumeration",
  34: "storage is encoded wrongly",
  49: "pop from an empty list",
  50: "index outside of the list",
  65: "too much memory",
  81: "call of a function that is not set",
};
const WORD = 64;

/** The reason in the data of a revert, wherever it stands in a text: `0x08c379a0…` says "Vault: cap reached". Undefined where there is none. */
export function revertReason(text: string): string | undefined {
  const found = DATA.exec(text);
  if (found === null) return undefined;
  const [, selector = "", words = ""] = found;
  const kind = selector.toLowerCase();
  if (kind === "08c379a0") return stringIn(words, 0);
  if (kind === "220266b6") return stringIn(words, 1);
  if (kind !== "4e487b71") return NAMED[kind];
  const code = Number(BigInt(`0x${words.slice(0, WORD)}`));
  return `panic 0x${code.toString(16)}${PANICS[code] === undefined ? "" : `: ${PANICS[code]}`}`;
}

/** A text with the reasons of reverts instead of their data, which no phrase could be found in. */
export const withRevertReasons = (text: string): string =>
  text.replace(new RegExp(DATA, "gi"), (data) => {
    const reason = revertReason(data);
    return reason === undefined ? data : `: ${reason}`;
  });

/** A string as contracts encode it: its argument says where it starts; there are its length in bytes and its bytes in UTF-8. */
function stringIn(words: string, argument: number): string | undefined {
  const start = 2 * Number(BigInt(`0x${words.slice(argument * WORD, (argument + 1) * WORD)}`));
  if (start + WORD > words.length) return undefined;
  const length = Number(BigInt(`0x${words.slice(start, start + WORD)}`));
  const bytes = words.slice(start + WORD, start + WORD + 2 * length);
  if (length === 0 || bytes.length !== 2 * length) return undefined;
  const text = new TextDecoder().decode(Uint8Array.from(bytes.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
  return /^[^\p{C}\ufffd]+$/u.test(text) ? text : undefined;
}
