/** What a sentence speaks of, by name; `kind` is which sentence of its code it is, where there are several. */
export type MessageParams = Record<string, string | number>;

/** A sentence with the names in braces filled. A brace around anything else is a brace. */
export const filled = (sentence: string, values: Readonly<MessageParams>): string =>
  sentence.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? `${values[name]}` : whole,
  );
