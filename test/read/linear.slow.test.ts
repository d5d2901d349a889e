import { describe, it } from "vitest";
import { UnreadableInputError } from "../../src/base/errors.js";
import { createReader } from "../../src/read/reader.js";
import { growsInLine } from "../support/growth.js";

const readTransaction = createReader([]);

/** Texts that make a careless reader look at every place again and again. */
const hostile: Record<string, (size: number) => string> = {
  "open braces": (n) => "{".repeat(n),
  "open braces apart": (n) => "{ ".repeat(n / 2),
  "open brackets in prose": (n) => "[x ".repeat(n / 3),
  quotes: (n) => '"'.repeat(n),
  backslashes: (n) => "\\".repeat(n),
  "an object and backslashes": (n) => `{"a":"${"\\\\".repeat(n / 2)}`,
  "a brace and spaces": (n) => `{${" ".repeat(n)}`,
  "spaces between no-break spaces": (n) => `{a:\u00a0${" ".repeat(n)}\u00a0,`,
  "spaces in a header": (n) => `a${" ".repeat(n)}b,c\n`,
  "braces and words": (n) => "{a ".repeat(n / 3),
  "escaped objects": (n) => '{\\"a\\":1} '.repeat(n / 80) + " ".repeat(n),
  "braces before entities": (n) => "{&nbsp; ".repeat(n / 8),
  "quoted words": (n) => '"aaaa" '.repeat(n / 7),
  "colour codes cut off": (n) => "\u001b]".repeat(n / 2),
  "objects that are cut off": (n) => 'failed {"errors":[{"code":"A"},'.repeat(n / 31),
  "objects that are whole in one that is cut off": (n) => `failed {"credits":[${'{"a":1},'.repeat(n / 8)}{"b`,
  "texts that are cut off in each other": (n) =>
    `${'{"status":"FAILED","raw":"'.repeat(6)}${'{\\"a\\":1,'.repeat(n / 9)}`,
  "spaces in an object that is cut off": (n) => `failed {"errors":[{"code":"A"}],${" ".repeat(n)}"a`,
  "members that are cut off": (n) => `failed {"errors":[{"code":"A"}],${'"a":[1,'.repeat(60)}${"1,".repeat(n / 2)}`,
  "line numbers": (n) => "1 {\n".repeat(n / 4),
  "angle brackets": (n) => "<a ".repeat(n / 3),
  "instructions of XML": (n) => "<?xml ".repeat(n / 6),
  "entities of XML": (n) => `<a>${"&".repeat(n)}</a>`,
  "curl and curl": (n) => "curl ".repeat(n / 5),
  "curl and open quotes": (n) => "curl -d 'curl -d '".repeat(n / 18),
  "brackets in a form key": (n) => `${"a[".repeat(n / 2)}=1`,
  "quotes in a table": (n) => `transaction.amount,transaction.id\n${'"'.repeat(n)}`,
  "a header of a million columns": (n) => "a,".repeat(n / 2),
  "one long word": (n) => "a".repeat(n),
  "labels and spaces": (n) => `payee${" ".repeat(n)}{"a":1}`,
  "strings that look like objects": (n) =>
    JSON.stringify({ a: Array.from({ length: 100 }, () => "{ x [ ".repeat(n / 600)) }),
  "maps that are not closed": (n) => "{a=x(".repeat(n / 5),
  "classes that are not closed": (n) => "Foo(a=".repeat(n / 6),
  "quotes in a map": (n) => `{a=${'"x, b='.repeat(n / 6)}`,
  "arrays of PHP": (n) => "array (".repeat(n / 7),
  "lines of print_r": (n) => `Array\n(\n${"[a] => 1\n".repeat(n / 9)}`,
  "print_r on one line": (n) => "Array ( [a] => ( ".repeat(n / 17),
  "print_r on one line in itself": (n) => "Array ( [a] => Array ( [b] => x ".repeat(n / 32),
  "a text of print_r": (n) => `Array\n(\n[a] => ${"x\n".repeat(n / 2)}`,
  "lengths of var_dump": (n) => 'string(999999) "'.repeat(n / 16),
  "sizes of Xdebug": (n) => "array (size=1) ".repeat(n / 15),
  "keys of Xdebug": (n) => `array (size=1)\n${" 'a' => string 'x' (length=1)\n".repeat(n / 32)}`,
  "objects of Ruby": (n) => "#<A:0x1 @a=".repeat(n / 11),
  "errors of Apple": (n) => "Error Domain=a Code=1 UserInfo={".repeat(n / 32),
  "structs of Go": (n) => `&{${"a:b ".repeat(n / 4)}`,
  "open parentheses": (n) => "A(".repeat(n / 2),
  "lines of a key and a value": (n) => "a: b\n".repeat(n / 5),
  "lines of YAML": (n) => "a:\n  b: c\n".repeat(n / 10),
  "brackets in YAML": (n) => `a:\n  b: ${"[".repeat(n)}`,
  "brackets in lines of YAML": (n) => `a:\n  b:\n${"  [\n".repeat(n / 4)}`,
  "keys of keys in lines of YAML": (n) => `a:\n  b:\n${"  {\n".repeat(n / 11)}${"  }: x\n".repeat(n / 11)}`,
  "pairs in one line": (n) => "a=b ".repeat(n / 4),
  "links with pairs": (n) => "x?a=b&c=d&e=f ".repeat(n / 14),
  "times of a log": (n) => "2026-01-01 00:00:00 {\n".repeat(n / 22),
  "a prose": (n) => "The payment was declined. ".repeat(n / 26),
  "a long valid map": (n) =>
    `{transaction={id=x}, extensions={${Array.from({ length: n / 100 }, (_, i) => `k${i}=${"x".repeat(90)}`).join(", ")}}}`,
  "a long valid object": (n) =>
    `{"transaction":{},"extensions":{"a":[${`"${"x".repeat(90)}",`.repeat(n / 100)}1]}}`.slice(0, n * 2),
};

function read(text: string): void {
  try {
    readTransaction(text);
  } catch (error) {
    if (!(error instanceof UnreadableInputError)) throw error;
  }
}

describe("time grows with the size of the text and no faster", () => {
  it.each(Object.entries(hostile))("%s", { timeout: 60_000 }, (_, make) => growsInLine(make, read, 150_000));
});
