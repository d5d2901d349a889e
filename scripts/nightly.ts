import { spawnSync } from "node:child_process";

/**
 * What takes too long for every test run: the property tests with 100,000 tries each and a seed of their own, which is said, then half an
 * hour of fuzzing. TXWHY_RUNS, TXWHY_SEED and TXWHY_MINUTES change that. Exit code 1 where either found something.
 */
const seed = process.env.TXWHY_SEED ?? String(Date.now() % 2 ** 31);
const runs = process.env.TXWHY_RUNS ?? "100000";
const minutes = process.env.TXWHY_MINUTES ?? "30";

function passes(name: string, args: readonly string[]): boolean {
  console.log(`== ${name}, seed ${seed}`);
  const env = { ...process.env, TXWHY_SEED: seed, TXWHY_RUNS: runs };
  return spawnSync("npx", args, { stdio: "inherit", env }).status === 0;
}

// A hundred thousand tries take hours: the time that a test usually has is no measure here.
const properties = ["vitest", "run", "property", "invariants", "read/properties", "--testTimeout=0"];
const results = [
  passes(`properties, ${runs} tries each`, properties),
  passes(`fuzz, ${minutes} minutes`, ["tsx", "scripts/fuzz.ts", "--minutes", minutes, "--seed", seed]),
];
process.exitCode = results.every(Boolean) ? 0 : 1;
