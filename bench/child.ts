import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { failures } from "./contexts.js";
import { factsOf } from "./facts.js";
import { conditionOf } from "./peers/json-rules-engine.js";
import { shipped } from "./rules.js";

/** A program for a fresh process: it defines `open()`, which imports what it needs and returns what one run is. */
export interface Program {
  name: string;
  open: string;
}

/** What programs are given, read before anything is measured: a payment with three causes, and the same rules and facts for the peer. */
function input(): string {
  const context = failures["3 causes"] ?? {};
  const rules = shipped.map(({ id, when }) => ({ name: id, conditions: conditionOf(when), event: { type: id } }));
  return JSON.stringify({ context, rules, facts: factsOf(context).flat });
}

export const diagnoseWith = (name: string, file: string, ...steps: string[]): Program => ({
  name,
  open: `const { diagnose } = ${file.endsWith(".cjs") ? "require" : "await import"}(${JSON.stringify(file)});
    ${steps.join("\n")}
    return () => diagnose(input.context);`,
});

const peerFile = fileURLToPath(import.meta.resolve("json-rules-engine"));
/** json-rules-engine with rules that are parsed and facts that are derived already: the least it could take. */
export const peerProgram: Program = {
  name: "json-rules-engine, same rules, facts ready",
  open: `const { Engine } = require(${JSON.stringify(peerFile)});
    const engine = new Engine(input.rules, { allowUndefinedFacts: true });
    return () => engine.run(input.facts);`,
};

/** Runs `measure` (which calls `open`) in a fresh process and returns the number it prints. */
export function inChild(program: Program, measure: string, flags: readonly string[] = []): number {
  const folder = mkdtempSync(join(tmpdir(), "txwhy-bench-"));
  try {
    const script = join(folder, "program.mjs");
    writeFileSync(join(folder, "input.json"), input());
    writeFileSync(
      script,
      `import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const input = JSON.parse(readFileSync(new URL("input.json", import.meta.url), "utf8"));
const open = async () => { ${program.open} };
${measure}`,
    );
    const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, script], { encoding: "utf8" });
    if (status !== 0) throw new Error(`${program.name}: ${stderr}`);
    return Number(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
