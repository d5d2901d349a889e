import { execFileSync } from "node:child_process";

/** The rules are read from modules made of rules/: make them anew, so that no test sees old ones. */
export default function setup(): void {
  execFileSync("npx", ["tsx", "scripts/generate.ts"], { stdio: "pipe" });
}
