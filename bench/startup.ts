import { diagnoseWith, inChild, type Program, peerProgram } from "./child.js";
import { built } from "./library.js";
import { type Line, linesOf, quick } from "./measure.js";

const FIRST_ANSWER = `
const start = process.hrtime.bigint();
const run = await open();
await run();
process.stdout.write(String(process.hrtime.bigint() - start));
`;

/** From the import to the first answer, each time in a fresh process; Node's own start is not counted. */
export function startup(): Line[] {
  const programs = [
    ["txwhy (ESM)", built("index.js")],
    ["txwhy/core (ESM)", built("core.js")],
    ["txwhy (CommonJS)", built("index.cjs")],
  ].flatMap(([name, file]): Program[] => (name && file ? [diagnoseWith(name, file)] : []));
  if (programs.length === 0) {
    process.stderr.write("start-up is left out: dist/ is not built (npm run build)\n");
    return [];
  }
  const all = [...programs, peerProgram];
  const seen = new Map(all.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round < (quick ? 3 : 25); round++) {
    for (const program of round % 2 === 0 ? all : all.toReversed()) {
      seen.get(program.name)?.push(inChild(program, FIRST_ANSWER));
    }
  }
  return linesOf("start-up to the first answer (dist), 3 causes", "ns", seen);
}
