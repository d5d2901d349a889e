/** A number as it was written in the text: its digits are kept, nothing is rounded. */
export class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What a pasted text or a parsed payload holds. Objects made by the reader have no prototype; look names up as own keys. */
export type SourceValue =
  | null
  | boolean
  | number
  | string
  | NumberText
  | SourceValue[]
  | { [key: string]: SourceValue };
export type SourceObject = { [key: string]: SourceValue };

export function isObject(value: SourceValue | undefined): value is SourceObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof NumberText);
}

/** The own member of an object, or undefined where the value is no object or has no such own key. */
export function member(value: SourceValue | undefined, key: string): SourceValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
