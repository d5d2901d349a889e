import { defaultRules, type RuleSet } from "../../src/api/index.js";
import type { AssessedQuestion } from "../../src/base/assessment.js";
import { findCauses } from "../../src/causes/find.js";
import { missingFacts } from "../../src/causes/questions.js";
import { survey } from "../../src/causes/survey.js";
import { readContext } from "../../src/context/parse.js";
import { compiled } from "../../src/rules/rule-set.js";

/** Every missing fact that could change the causes; an answer asks for the first five. */
export function missingIn(context: object, rules: RuleSet = defaultRules(), now?: string): AssessedQuestion[] {
  const situation = findCauses(readContext(context).context, now, compiled(rules));
  return missingFacts(situation, survey(situation), false);
}
