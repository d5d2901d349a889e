import { readFileSync } from "node:fs";
import { setFlagsFromString, writeHeapSnapshot } from "node:v8";
import { runInNewContext } from "node:vm";
import { diagnose } from "./untyped.js";

/** Run by itself: diagnoses the context of a file once, lets go of everything, and writes what is still in memory to another file. */
const [contextFile = "", snapshotFile = "", keep] = process.argv.slice(2);
const kept: unknown[] = [];

async function diagnoseOnce(): Promise<void> {
  const context: unknown = JSON.parse(readFileSync(contextFile, "utf8"));
  const diagnosis = await diagnose(context as object, { locale: "en" });
  if (diagnosis.causes.length === 0) throw new Error("nothing was found, so nothing was worked out");
  if (keep === "keep") kept.push(context);
}

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;
await diagnoseOnce();
for (let i = 0; i < 5; i++) {
  gc();
  await new Promise((done) => setTimeout(done, 20));
}
// The engine itself remembers the last text that a regular expression matched (`RegExp.input`): give it another one.
/another/.test("another one");
writeHeapSnapshot(snapshotFile);
process.stdout.write(`${kept.length}`);
