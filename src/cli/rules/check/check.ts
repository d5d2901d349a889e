import { prove } from "../../../rules/proofs/prove.js";
import { type RuleSource, shippedSource } from "../source.js";
import { type CheckIssue, issueOf } from "./issue.js";
import { confirmed, type Trials } from "./witness.js";

/** What `rules check` found, and how many questions were too large to decide. */
export interface RuleFaults {
  issues: CheckIssue[];
  undecided: number;
}

/**
 * The faults of rule files. Only where the files have none by themselves are their conditions proved. What depends on facts that may not
 * occur together is reported only with a context that has them.
 */
export function checkedRules(source: RuleSource): RuleFaults {
  const { rules, causes } = source;
  if (rules === null) return { issues: source.issues, undecided: 0 };
  const { findings, undecided } = prove(
    rules,
    causes.map(({ code }) => code),
  );
  if (findings.length === 0) return { issues: [], undecided };
  const trials = trialsOf(source);
  const issues = findings.flatMap((finding): CheckIssue[] => {
    const issue = issueOf(finding, rules);
    if (issue.witness === undefined) return [issue];
    const found = confirmed(finding, rules, trials);
    if (found === undefined) return finding.certain ? [issue] : [];
    return [{ ...issue, witness: { ...issue.witness, ...found } }];
  });
  return { issues, undecided };
}

/** The cases of the files, and of the shipped ones below them. */
export function trialsOf({ causes, baseline, whole }: RuleSource): Trials {
  const own = new Set(causes.map(({ code }) => code));
  const below = whole ? [] : shippedSource().causes.filter(({ code }) => !own.has(code));
  return { files: [...causes, ...below], baseline };
}
