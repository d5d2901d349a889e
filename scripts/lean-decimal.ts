/**
 * decimal.js without the methods that nobody calls: it hangs all of them on one prototype, where no bundler can tell which are needed.
 * A method stays if its name is called anywhere in `sources` or in what stays, so that whoever calls one more gets it by calling it.
 */
export function leanDecimal(library: string, sources: string): string {
  const asked = new Set(namesIn(sources, STATIC_CALL));
  const statics = namesIn(library, STATIC).filter((name) => !asked.has(name));
  const text = library
    .replaceAll("\r\n", "\n")
    .replace(COMMENT, "")
    .replace(OTHER_NOTATIONS, "$1  throw Error(invalidArgument + str);\n}")
    .replace(STATIC, (line, name: string) => (statics.includes(name) ? "" : line))
    .replace(FUNCTION, (all, name: string) => (statics.includes(name) ? "" : all));
  const methods = [...text.matchAll(METHOD)].map(([all, ...names]): Part => ({ text: all, names, isMethod: true }));
  const functions = [...text.matchAll(FUNCTION)].map(([all, ...names]): Part => ({ text: all, names }));
  if (methods.length < 50 || functions.length < 25 || statics.length < 35 || text.includes("isHex.test"))
    throw new Error("decimal.js is not written as it was: look here");

  const called = new Set([...BY_THE_LANGUAGE, ...namesIn(sources, METHOD_CALL)]);
  const mentioned = new Set<string>();
  const read = (kept: string): void => {
    for (const name of namesIn(kept, METHOD_CALL)) called.add(name);
    for (const name of namesIn(kept, MENTION)) mentioned.add(name);
  };
  let gone = [...methods, ...functions];
  read(without(text, gone));
  for (let found = true; found; ) {
    const wanted = gone.filter(({ names, isMethod }) =>
      names.some((name) => (isMethod ? called : mentioned).has(name)),
    );
    for (const part of wanted) read(part.text);
    gone = gone.filter((part) => !wanted.includes(part));
    found = wanted.length > 0;
  }
  const rest = without(text, gone);
  return rest.replace(DIGITS, (all, name: string) => (rest.split(name).length > UNUSED ? all : `${name} = '0'`));
}

interface Part {
  text: string;
  names: string[];
  isMethod?: true;
}

const COMMENT = /^ *\/\*[\s\S]*?\*\/$|(?:^|(?<=\s))\/\/.*$/gm;
/** Called without their names being written. */
const BY_THE_LANGUAGE = ["toString", "valueOf"];
/** `P.times = P.mul = function (y) { … };` */
const METHOD = /^P\.(\w+) = (?:P\.(\w+) = )?function [\s\S]*?^};$/gm;
const FUNCTION = /^function (\w+)\([\s\S]*?^}$/gm;
/** Offered by the constructor, and called through it alone, for it reads `this`: `Decimal.mul = mul;`. */
const STATIC = /^ {2}Decimal\.(\w+) = \1;.*$/gm;
const STATIC_CALL = /\bDecimalJs\.(\w+)\(/g;
/** Texts are checked before they become decimals: hexadecimal and the like never come so far. */
const OTHER_NOTATIONS = /^(function parseOther\(x, str\) \{\n)[\s\S]*?^}$/m;
/** The language's own objects are asked for things of the same names. */
const METHOD_CALL = /(?<!\b(?:Math|console|Number|Object|Promise))\.(\w+)\(/g;
/** A thousand digits each, for logarithms and angles. */
const DIGITS = /\b(LN10|PI) = '[\d.]+'/g;
/** Parts around the mentions of such a constant where it is only made: its text, its length in another, and both sides of its parsing. */
const UNUSED = 6;
const MENTION = /(?<![.\w])(\w+)(?!\w)/g;

const namesIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);

const without = (text: string, parts: readonly Part[]): string =>
  parts.reduce((rest, part) => rest.replace(part.text, ""), text);
