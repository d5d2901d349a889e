/** A code in a list: in quotes, in capitals, or with an underscore. */
const CODE = "(?:[\"'`][\\w .-]+[\"'`]|[A-Z][A-Z\\d_]+\\b|[a-z]+_\\w+)";
/** "must be one of ['A', 'B']", "Input should be 'a' or 'b'", "allowed values: A, B", and the words in front of the list. */
const CHOICES = new RegExp(
  `(\\b(?:one of|[Vv]alues|[Ee]num\\w*|[Pp]ermitted|[Aa]llowed|should be|choose from|[Ee]xpected)\\b[^['"\`\n]{0,60}?)(?:\\[[^\\]\\n]*\\]?|${CODE}(?: ?(?:[,|/]|or|and) ?(?:or |and )?${CODE})+)`,
  "g",
);

/** A message without what it lists as what a value may be: those codes are the ones that did not come. */
export const withoutChoices = (message: string): string => message.replace(CHOICES, "$1[\u2026]");
