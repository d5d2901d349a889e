/** What a customer or an agent writes, and the cause that it tells of; null where it tells of none. */
export type Sentence = readonly [said: string, cause: string | null];
