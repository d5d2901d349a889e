import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Diagnosis } from "../src/base/diagnosis.js";

const inDist = (file: string): string => fileURLToPath(new URL(`../dist/${file}`, import.meta.url));

/** The built library's file, null where nothing is built. */
export function built(file: string): string | null {
  const path = inDist(file);
  return existsSync(path) ? path : null;
}

export type Diagnose = (context: unknown, options?: object) => Promise<Diagnosis>;

/** What users run: the built library; its source where nothing is built. */
export async function loadDiagnose(): Promise<{ diagnose: Diagnose; from: "dist" | "src" }> {
  const path = built("index.js");
  const module = path === null ? await import("../src/api/index.js") : await import(pathToFileURL(path).href);
  return { diagnose: (module as { diagnose: Diagnose }).diagnose, from: path === null ? "src" : "dist" };
}
