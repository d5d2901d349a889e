/** How large one input may be. Anything over is refused before any other work. */
export const MAX_DEPTH = 64;
export const MAX_ENTRIES = 10_000;
export const MAX_VALUES = 200_000;
/** Characters in one string: 1 MiB. */
export const MAX_STRING = 1_048_576;
/** Characters of a pasted text: 16 MiB. */
export const MAX_TEXT = 16 * MAX_STRING;
/** Digits of one number. */
export const MAX_DIGITS = 200;
/** The exponent of one number, either way. */
export const MAX_EXPONENT = 400;
