/** A part of a template: text, a fact, a number of the remedy, or an optional part, which is left out if one of its values is unknown. */
type TemplatePart = string | { fact: string } | { param: string } | { optional: TemplatePart[] };

/** The values of placeholders, as text; undefined if unknown. */
export interface Values {
  fact(name: string): string | undefined;
  param(name: string): string | undefined;
}

/** The templates of one rule set, each parsed once. */
export class Templates {
  readonly #parsed = new Map<string, TemplatePart[]>();

  /** Fills the first text whose placeholders are all known, except those in [[brackets]]; undefined if there is none. */
  fill(template: string | readonly string[] | undefined, values: Values): string | undefined {
    const texts = typeof template === "string" ? [template] : (template ?? []);
    for (const text of texts) {
      const done = filledParts(this.#partsOf(text), values);
      if (done !== undefined) return done;
    }
    return undefined;
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

function filledParts(parts: readonly TemplatePart[], values: Values): string | undefined {
  let done = "";
  for (const part of parts) {
    const text =
      typeof part === "string"
        ? part
        : "optional" in part
          ? (filledParts(part.optional, values) ?? "")
          : "param" in part
            ? values.param(part.param)
            : values.fact(part.fact);
    if (text === undefined) return undefined;
    done += text;
  }
  return done;
}

function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\[\[(.*?)\]\]|\{([^{}]+)\}/g)) {
    const [whole, optional, name = ""] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (optional !== undefined) parts.push({ optional: parseTemplate(optional) });
    else parts.push(name.startsWith("params.") ? { param: name.slice(7) } : { fact: name });
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
