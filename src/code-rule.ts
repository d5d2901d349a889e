import type { CauseFile } from "./rule-schema.js";

type Rule = CauseFile["rules"][number];
type Texts = NonNullable<CauseFile["text"]["rules"]>;

/** A cause file in which the rule that rests on a provider's code, nearly the same in every cause, is written as what is its own. */
export type ShortCause = Omit<CauseFile, "rules" | "text"> & {
  rules: (Rule | "code")[];
  text: Omit<CauseFile["text"], "rules"> & { rules?: Record<string, Texts[string] | string> };
};

const NAME = "provider_code";

const ruleFor = (cause: string): Rule => ({
  name: NAME,
  certainty: "code",
  when: { all: [{ fact: "failure.cause", operator: "equal", value: cause }] },
  evidence: ["failure.provider", "failure.code"],
});
const explanationOf = (said: string): Texts[string] => ({
  explanation: [`The answer “{failure.code}” from {failure.provider} ${said}`, `The answer “{failure.code}” ${said}`],
});

const mapped = <T, R>(members: Readonly<Record<string, T>>, change: (value: T, name: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value, name)]));

/** The file as it was before `shortCause`. */
export function wholeCause({ ...file }: ShortCause): CauseFile {
  const { rules, text } = file;
  file.rules = rules.map((rule) => (rule === "code" ? ruleFor(file.code) : rule));
  if (text.rules !== undefined) {
    const texts = mapped(text.rules, (said) => (typeof said === "string" ? explanationOf(said) : said));
    file.text = { ...text, rules: texts };
  }
  return file as CauseFile;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The same file, shorter where its rule and its words for a code are the usual ones. */
export function shortCause({ ...file }: CauseFile): ShortCause {
  const short = file as ShortCause;
  const { rules, text } = file;
  short.rules = rules.map((rule) => (isSame(rule, ruleFor(file.code)) ? "code" : rule));
  if (text.rules !== undefined) {
    const texts = mapped(text.rules, (words) => {
      const said = String(words.explanation).split("” ").at(-1) ?? "";
      return isSame(words, explanationOf(said)) ? said : words;
    });
    short.text = { ...text, rules: texts };
  }
  return short;
}
