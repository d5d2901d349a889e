import type { Assessment } from "../base/assessment.js";
import type { Diagnosis } from "../base/diagnosis.js";
import { InvalidContextError, type Issue } from "../base/errors.js";
import { copyPlainJson, membersOf, own } from "../base/json.js";
import { message } from "../base/messages.js";
import { assessmentShape as generatedAssessmentShape } from "../context/generated/shapes.js";
import { checked, type Shape, shapeFrom } from "../context/parse.js";
import type { RuleSet } from "../rules/packs.js";
import { worded } from "../words/diagnosis.js";
import { type Reply, replyTo } from "../words/reply.js";
import { type LocalizeOptions, parseOptions, parseReplyOptions, type ReplyOptions } from "./options.js";

interface ReadAssessment {
  assessment: Assessment;
  issues: Issue[];
}

/**
 * The public functions that put an assessment into words. They are apart from `createDiagnose`, so that an app which only diagnoses does
 * not bundle the replies and the check of a stored assessment.
 */
export const createLocalize = (defaults: () => RuleSet) => wordsOfRead(defaults, readStored);

/** The same functions for a program that puts only its own assessments into words, and needs no check of stored ones. */
export const createLocalizeOwn = (defaults: () => RuleSet) =>
  wordsOfRead(defaults, (assessment) => ({ assessment, issues: [] }));

function wordsOfRead(defaults: () => RuleSet, read: (assessment: Assessment) => ReadAssessment) {
  function localize(assessment: Assessment, options: LocalizeOptions = {}): Diagnosis {
    const found = read(assessment);
    const parsed = parseOptions(withProfile(found.assessment, options), defaults);
    const issues = [...found.issues, ...("issues" in parsed ? parsed.issues : [])];
    // Retry and waiting times were found as of the `now` of the assessment: words cannot move it.
    if (own(membersOf(options), "now") !== undefined)
      issues.push({ path: "/options/now", ...message("unknown_key.refused") });
    if (issues.length > 0 || "issues" in parsed) throw new InvalidContextError(issues);
    return worded(found.assessment, { ...parsed.settings, profileOption: options.profile });
  }

  function reply(assessment: Assessment, options: ReplyOptions = {}): Reply {
    const found = read(assessment);
    const parsed = parseReplyOptions(withProfile(found.assessment, options), defaults);
    const issues = [...found.issues, ...("issues" in parsed ? parsed.issues : [])];
    if (issues.length > 0 || "issues" in parsed) throw new InvalidContextError(issues);
    const { settings, channel, handedOver } = parsed;
    return replyTo(found.assessment, { ...settings, channel, handedOver });
  }

  return { localize, reply };
}

let assessmentShape: Shape | undefined;

/** A stored assessment comes from outside: it is checked as a context is, its values copied, and nothing of it is called. */
function readStored(input: unknown): ReadAssessment {
  const copied = copyPlainJson(input);
  if ("issues" in copied) return { assessment: {} as Assessment, issues: copied.issues };
  assessmentShape ??= shapeFrom(generatedAssessmentShape());
  return {
    assessment: copied.value as unknown as Assessment,
    issues: checked(copied.value, assessmentShape, []).issues,
  };
}

/** The profile it was made with counts where no other is given. What are no options is left for their check to refuse. */
function withProfile(assessment: Assessment, options: unknown): object | undefined {
  const given = membersOf(options);
  return given && { profile: own(assessment, "profile"), ...given };
}
