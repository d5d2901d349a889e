import { diagnoseWith, inChild, type Program, peerProgram } from "./child.js";
import { built } from "./library.js";
import { type Line, linesOf, quick } from "./measure.js";

const RUNS = quick ? 200 : 2000;

/** What a run leaves behind for the collector: every rise of the heap; a fall is a collection. */
const ALLOCATED = `
const run = await open();
for (let i = 0; i < ${RUNS}; i++) await run();
gc();
let sum = 0;
let before = process.memoryUsage().heapUsed;
const sampling = (() => {
  const start = process.memoryUsage().heapUsed;
  for (let i = 0; i < 100; i++) process.memoryUsage();
  return Math.max(0, process.memoryUsage().heapUsed - start) / 100;
})();
before = process.memoryUsage().heapUsed;
let counted = 0;
for (let i = 0; i < ${RUNS}; i++) {
  await run();
  const now = process.memoryUsage().heapUsed;
  if (now >= before) { sum += now - before - sampling; counted++; }
  before = now;
}
process.stdout.write(String(sum / counted));
`;

/** What stays after a full collection: close to nothing unless something leaks. */
const RETAINED = `
const run = await open();
for (let i = 0; i < ${RUNS}; i++) await run();
gc(); gc();
const before = process.memoryUsage().heapUsed;
for (let i = 0; i < ${RUNS}; i++) await run();
gc(); gc();
process.stdout.write(String((process.memoryUsage().heapUsed - before) / ${RUNS}));
`;

/**
 * What is still held after small collections alone: objects that outlive them wait for a full collection, which stops everything. A
 * closure in a field or an entry in a WeakMap shows here.
 */
const HELD = `
const run = await open();
const runs = 300;
for (let i = 0; i < 100; i++) await run();
gc();
const before = process.memoryUsage().heapUsed;
for (let i = 0; i < runs; i++) {
  await run();
  if (i % 5 === 0) gc({ type: "minor" });
}
gc({ type: "minor" });
gc({ type: "minor" });
process.stdout.write(String((process.memoryUsage().heapUsed - before) / runs));
`;

const FLAGS = ["--expose-gc", "--min-semi-space-size=64", "--max-semi-space-size=64"];

/** Heap per diagnosis with three causes, in processes of their own. */
export function memory(): Line[] {
  const file = built("index.js");
  if (file === null) {
    process.stderr.write("memory is left out: dist/ is not built (npm run build)\n");
    return [];
  }
  const programs: Program[] = [diagnoseWith("txwhy diagnose", file), peerProgram];
  const measured = (group: string, measure: string, flags: readonly string[]): Line[] => {
    const seen = new Map(programs.map(({ name }): [string, number[]] => [name, []]));
    for (let round = 0; round < (quick ? 2 : 7); round++) {
      for (const program of programs) seen.get(program.name)?.push(inChild(program, measure, flags));
    }
    return linesOf(group, "bytes", seen);
  };
  const kept = measured("memory a run keeps (dist), 3 causes", RETAINED, FLAGS);
  return [
    ...measured("memory a run allocates (dist), 3 causes", ALLOCATED, FLAGS),
    ...measured("memory a run holds after small collections (dist), 3 causes", HELD, ["--expose-gc"]),
    // Nearly nothing over nearly nothing is no ratio.
    ...kept.map((line): Line => ({ ...line, ratio: null })),
  ];
}
