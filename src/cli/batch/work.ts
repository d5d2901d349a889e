import type { DiagnoseOptions } from "../../api/options.js";
import { type CompiledRuleSet, compiled } from "../../rules/rule-set.js";
import { defaultRules, loadRules } from "../../rules/shipped.js";
import { type Answered, createAnswering } from "./answer.js";
import type { Chunk } from "./chunk.js";
import { LF } from "./row.js";
import { type Line, Tally, type TallyData } from "./tally.js";

/** What every thread needs to know before it works: plain data. */
export interface Setup {
  /** What the inputs are called in results. */
  names: string[];
  options: Omit<DiagnoseOptions, "rules">;
  /** The user's own rule files by path; null where only the shipped rules are used. */
  ruleFiles: Record<string, string> | null;
}

/** Complete lines of results that are there already. */
export interface Written {
  bytes: Uint8Array;
  /** Where in their file they begin. */
  offset: number;
}

/** What is in them. */
export interface Counted {
  tally: TallyData;
  /** Where in the file the first line begins that is no JSON. */
  broken: number | null;
}

export interface Work {
  answer(chunk: Chunk): Promise<Answered>;
  count(written: Written): Promise<Counted>;
}

export const rulesOf = ({ ruleFiles }: Setup): CompiledRuleSet =>
  compiled(ruleFiles === null ? defaultRules() : loadRules(ruleFiles));

/** The work itself, in whatever thread. */
export function createWork(setup: Setup): Work {
  const rules = rulesOf(setup);
  const answer = createAnswering(setup.names, setup.options, rules);
  return { answer, count: async (written) => counted(written, rules) };
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
