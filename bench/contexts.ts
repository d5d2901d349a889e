import { readFileSync } from "node:fs";
import type { Json, JsonObject } from "../src/base/json.js";
import { mergePatch } from "../src/base/patch.js";

const read = (path: string): JsonObject =>
  JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8")) as JsonObject;

/** The healthy, fully known payment that every case of a rule starts from: nine limits, a fee, a history. */
const baseline = read("rules/baseline.json");

/** The tenant and the score by which the benchmark's own rules are told apart. */
const extensions = { tenant: "tenant-0", riskScore: 3 };

const limits = (patches: Record<number, Json>): Json =>
  (baseline.limits as Json[]).map((limit, i) => mergePatch(limit, patches[i] ?? {}));

const patched = (patch: Json): JsonObject => mergePatch(baseline, patch) as JsonObject;

const three: JsonObject = {
  balance: { available: "60.00" },
  network: { status: "unstable" },
  limits: limits({ 0: { max: "80.00" } }),
};
const six: JsonObject = {
  ...three,
  limits: limits({ 0: { max: "80.00" }, 1: { used: "1950.00" } }),
  authentication: { status: "failed" },
  account: { verification: "none" },
};

/** Failed payments by the number of causes that block them. */
export const failures: Readonly<Record<string, JsonObject>> = {
  "1 cause": patched({ balance: { available: "60.00" } }),
  "3 causes": patched(three),
  "6 causes": patched(six),
};

/** What is matched: a payment with nothing wrong, the failures, and one of which most facts are missing. */
export const matched: readonly JsonObject[] = [
  baseline,
  ...Object.values(failures),
  read("examples/balance-limit-and-network.json"),
].map((context) => ({ ...context, extensions }));
