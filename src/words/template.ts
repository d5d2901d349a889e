import type { Forms, Template } from "../rules/files.js";

/** A part of a template: text, a fact, a number of the remedy, a term, or an optional part, left out if one of its values is unknown. */
type TemplatePart =
  | string
  | { fact: string }
  | { param: string }
  | { term: string; atStart: boolean }
  | { optional: TemplatePart[] };

/** The values of placeholders, as text; undefined if unknown. */
export interface Values {
  fact(name: string): string | undefined;
  param(name: string): string | undefined;
}

/** What depends on the transaction: the forms that fit it, best first, and the words for them. */
export interface Fit {
  readonly forms: readonly string[];
  term(name: string): string | undefined;
}

/** The form that fits best; the default if none does. */
export function formed<T>(text: Forms<T>, forms: readonly string[]): T {
  const form = forms.find((name) => Object.hasOwn(text, name)) as keyof Forms<T> | undefined;
  return (form === undefined ? undefined : text[form]) ?? text.default;
}

const isText = (template: Template): template is string | string[] =>
  typeof template === "string" || Array.isArray(template);

/** The templates of one rule set, each parsed once. */
export class Templates {
  readonly #parsed = new Map<string, TemplatePart[]>();

  /** Fills the first text whose placeholders are all known, except those in [[brackets]]; undefined if there is none. */
  fill(template: Template | undefined, values: Values, fit: Fit): string | undefined {
    for (const text of this.#texts(template, fit)) {
      const done = filledParts(this.#partsOf(text), values, fit);
      if (done !== undefined) return done;
    }
    return undefined;
  }

  /** The fullest wording, without a transaction: facts stay as {names}, optional parts are left out. */
  shown(template: Template | undefined, fit: Fit): string {
    const [text = ""] = this.#texts(template, fit);
    const names: Values = { fact: (name) => `{${name}}`, param: (name) => `{params.${name}}` };
    const parts = this.#partsOf(text).filter((part) => typeof part === "string" || !("optional" in part));
    return filledParts(parts, names, fit) ?? text;
  }

  #texts(template: Template | undefined, { forms }: Fit): readonly string[] {
    if (template === undefined) return [];
    return [isText(template) ? template : formed(template, forms)].flat();
  }

  #partsOf(text: string): TemplatePart[] {
    let parts = this.#parsed.get(text);
    if (parts === undefined) {
      parts = parseTemplate(text);
      this.#parsed.set(text, parts);
    }
    return parts;
  }
}

/** A WeakMap, so that templates are released together with their rule set. */
const templates = new WeakMap<object, Templates>();

export function templatesOf(rules: object): Templates {
  let found = templates.get(rules);
  if (found === undefined) {
    found = new Templates();
    templates.set(rules, found);
  }
  return found;
}

const capital = (word: string | undefined): string | undefined =>
  word === undefined ? undefined : word.charAt(0).toUpperCase() + word.slice(1);

function filledParts(parts: readonly TemplatePart[], values: Values, fit: Fit): string | undefined {
  let done = "";
  for (const part of parts) {
    const text = filledPart(part, values, fit);
    if (text === undefined) return undefined;
    done += text;
  }
  return done;
}

function filledPart(part: TemplatePart, values: Values, fit: Fit): string | undefined {
  if (typeof part === "string") return part;
  if ("optional" in part) return filledParts(part.optional, values, fit) ?? "";
  if ("param" in part) return values.param(part.param);
  if ("fact" in part) return values.fact(part.fact);
  const word = fit.term(part.term);
  return part.atStart ? capital(word) : word;
}

function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\[\[(.*?)\]\]|\{([^{}]+)\}/g)) {
    const [whole, optional, name = ""] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (optional !== undefined) parts.push({ optional: parseTemplate(optional) });
    else if (name.startsWith("params.")) parts.push({ param: name.slice(7) });
    // A term that begins a sentence gets a capital letter.
    else if (name.startsWith("term."))
      parts.push({ term: name.slice(5), atStart: /(?:^|[.!?] )$/.test(text.slice(0, match.index)) });
    else parts.push({ fact: name });
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
