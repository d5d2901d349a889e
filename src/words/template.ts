/** A part of a template: text, a fact, a number of the remedy, or a part that is left out where something in it is missing. */
export type TemplatePart = string | { fact: string } | { param: string } | { optional: TemplatePart[] };

/** The templates of one rule set, each read once. */
export class Templates {
  readonly #parsed = new Map<string, TemplatePart[]>();

  partsOf(text: string): TemplatePart[] {
    let parts = this.#parsed.get(text);
    if (parts === undefined) {
      parts = parseTemplate(text);
      this.#parsed.set(text, parts);
    }
    return parts;
  }
}

/** They go when their rule set goes. */
const templates = new WeakMap<object, Templates>();

export function templatesOf(rules: object): Templates {
  let found = templates.get(rules);
  if (found === undefined) {
    found = new Templates();
    templates.set(rules, found);
  }
  return found;
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
