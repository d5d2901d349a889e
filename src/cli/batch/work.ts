import type { DiagnoseOptions } from "../../api/options.js";
import { type CompiledRuleSet, compiled } from "../../rules/rule-set.js";
import { defaultRules, loadRules } from "../../rules/shipped.js";
import { type Answered, createAnswering, type ResultForm } from "./answer.js";
import type { Chunk } from "./chunk.js";
import { LF } from "./row.js";
import { type Line, Tally, type TallyData } from "./tally.js";

/** What every thread needs before it starts: plain data. */
export interface Setup {
  /** Names of the inputs in results. */
  names: string[];
  options: Omit<DiagnoseOptions, "rules">;
  form: ResultForm;
  /** The user's own rule files by path; null for the shipped rules alone. */
  ruleFiles: Record<string, string> | null;
}

/** Complete lines of results from an earlier run. */
export interface Written {
  bytes: Uint8Array;
  /** Their offset in the file. */
  offset: number;
}

/** Tally of such lines. */
export interface Counted {
  tally: TallyData;
  /** Offset of the first line that is not JSON; null when all are. */
  broken: number | null;
}

export interface Work {
  diagnoseChunk(chunk: Chunk): Promise<Answered>;
  countWritten(written: Written): Promise<Counted>;
}

export const rulesOf = ({ ruleFiles }: Setup): CompiledRuleSet =>
  compiled(ruleFiles === null ? defaultRules() : loadRules(ruleFiles));

/** Makes the functions that a thread runs. */
export function createWork(setup: Omit<Setup, "ruleFiles">, rules: CompiledRuleSet): Work {
  const diagnoseChunk = createAnswering(setup, rules);
  return { diagnoseChunk, countWritten: async (written) => counted(written, rules) };
}

function counted({ bytes, offset }: Written, rules: CompiledRuleSet): Counted {
  const tally = new Tally(rules);
  const decoder = new TextDecoder();
  for (let start = 0, end = bytes.indexOf(LF); end >= 0; start = end + 1, end = bytes.indexOf(LF, start)) {
    try {
      tally.add(JSON.parse(decoder.decode(bytes.subarray(start, end))) as Line);
    } catch {
      return { tally: tally.data(), broken: offset + start };
    }
  }
  return { tally: tally.data(), broken: null };
}
