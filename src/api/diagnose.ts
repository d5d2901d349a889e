import type { AssessedWarning, Assessment } from "../base/assessment.js";
import type { Diagnosis, Preflight } from "../base/diagnosis.js";
import { InvalidContextError, type Issue } from "../base/errors.js";
import { copyPlainJson, own } from "../base/json.js";
import { message } from "../base/messages.js";
import { applyPatch } from "../base/patch.js";
import { confirmCauses, findCauses, timeText } from "../causes/find.js";
import { hasKnownRoom, survey } from "../causes/survey.js";
import { assessmentShape as generatedAssessmentShape } from "../context/generated/shapes.js";
import { checked, readContext, type Shape, shapeFrom, type TransactionContext } from "../context/parse.js";
import { createRedactor } from "../redact/index.js";
import { ContextState } from "../remedies/check.js";
import { type Conclusion, conclude } from "../remedies/conclude.js";
import { passesAt } from "../remedies/waiting.js";
import type { RuleSet } from "../rules/packs.js";
import { worded } from "../words/diagnosis.js";
import { chooseLocale } from "../words/locale.js";
import { type Reply, replyTo } from "../words/reply.js";
import {
  type DiagnoseOptions,
  type LocalizeOptions,
  parseOptions,
  parseReplyOptions,
  type ReplyOptions,
  type Settings,
} from "./options.js";

type Wanted = Pick<Conclusion, "alwaysAsk" | "alwaysHandOver">;
interface Found {
  settings: Settings;
  state: ContextState;
  assessment: Assessment;
}

/**
 * The public functions over a rule set; `txwhy` and `txwhy/core` differ in which one they ship.
 *
 * text ──read──▶ context ──facts──▶ rules ──▶ causes ──remedies──▶ Assessment ──words──▶ Diagnosis
 */
export function createDiagnose(defaults: () => RuleSet) {
  /** context → causes → checked remedies → plan, verdict, retry, hand-over: all of it data. */
  async function found(input: unknown, options: unknown, status?: "planned", wanted?: Wanted): Promise<Found> {
    const { settings, given, raw, warnings } = read(input, options, defaults, status);
    const { rules, now, audience, profile, profileOption } = settings;
    const situation = findCauses(given, now, rules);
    await confirmCauses(situation);
    const state = new ContextState(raw, situation);
    const { nowText } = situation;
    const { locale } = chooseLocale(settings.locale ?? customersLocale(given), rules);
    const packetOptions = {
      locale,
      audience,
      ...(nowText === undefined ? {} : { now: nowText }),
      ...(profileOption === undefined ? {} : { profile: profileOption }),
    };
    const redactor = createRedactor();
    const assessment = conclude({ state, profile, options: packetOptions, warnings, redactor, ...wanted });
    return { settings, state, assessment };
  }
  const inWords = ({ settings, assessment }: Found): Diagnosis =>
    worded(assessment, { ...settings, profileOption: undefined });

  async function assess(context: TransactionContext, options: DiagnoseOptions = {}): Promise<Assessment> {
    return (await found(context, options)).assessment;
  }

  /**
   * As `assess`, but with an escalation also where the verdict calls for none, because an agent asks for one. Its reason is then that a
   * human is needed. Nothing else differs, so the same assessment serves for both: its escalation counts as asked for unless the verdict
   * is `escalate`.
   */
  async function assessForHandOver(context: TransactionContext, options: DiagnoseOptions = {}): Promise<Assessment> {
    return (await found(context, options, undefined, { alwaysHandOver: true })).assessment;
  }

  function localize(assessment: Assessment, options: LocalizeOptions = {}): Diagnosis {
    const found = readAssessment(assessment);
    const parsed = parseOptions({ ...withProfile(found.assessment), ...options }, defaults);
    const issues = [...found.issues, ...("issues" in parsed ? parsed.issues : [])];
    // Retry and waiting times were found as of the `now` of the assessment: words cannot move it.
    if (own(options, "now") !== undefined) issues.push({ path: "/options/now", ...message("unknown_key.refused") });
    if (issues.length > 0 || "issues" in parsed) throw new InvalidContextError(issues);
    return worded(found.assessment, { ...parsed.settings, profileOption: options.profile });
  }

  function reply(assessment: Assessment, options: ReplyOptions = {}): Reply {
    const found = readAssessment(assessment);
    const parsed = parseReplyOptions({ ...withProfile(found.assessment), ...options }, defaults);
    const issues = [...found.issues, ...("issues" in parsed ? parsed.issues : [])];
    if (issues.length > 0 || "issues" in parsed) throw new InvalidContextError(issues);
    const { settings, channel, handedOver } = parsed;
    return replyTo(found.assessment, { ...settings, channel, handedOver });
  }

  async function diagnose(context: TransactionContext, options: DiagnoseOptions = {}): Promise<Diagnosis> {
    return inWords(await found(context, options));
  }

  async function preflight(context: TransactionContext, options: DiagnoseOptions = {}): Promise<Preflight> {
    const all = await found(context, options, "planned", { alwaysAsk: true });
    const { situation } = all.state;
    const { causes, advice, questions, largestAmount } = inWords(all);
    const outcome = situation.blocking.length > 0 ? "blocked" : hasKnownRoom(survey(situation)) ? "passes" : "unknown";
    const passes = outcome === "passes";
    const later = outcome === "blocked" ? passesAt(all.state) : null;
    const at = passes ? (situation.nowText ?? null) : later === null ? null : timeText(situation, later);
    return { outcome, passes, causes, advice, questions, largestAmount, passesAt: at };
  }

  return { assess, assessForHandOver, localize, reply, diagnose, preflight };
}

/** The context and the options, with every fault of both at once. @throws {InvalidContextError} */
function read(input: unknown, options: unknown, defaults: () => RuleSet, status?: "planned") {
  const read = parseOptions(options, defaults);
  const issues = "issues" in read ? read.issues : [];
  let parsed: ReturnType<typeof readContext> | undefined;
  try {
    parsed = readContext(input);
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    issues.unshift(...error.issues);
  }
  if (parsed === undefined || "issues" in read) throw new InvalidContextError(issues);
  const planned = status === undefined ? [] : [{ op: "add" as const, path: "/transaction/status", value: status }];
  const warnings: AssessedWarning[] = parsed.warnings;
  return {
    settings: read.settings,
    given: applyPatch(parsed.context, planned),
    raw: applyPatch(parsed.raw, planned),
    warnings,
  };
}

let assessmentShape: Shape | undefined;

/** A stored assessment comes from outside: it is checked as a context is, its values copied, and nothing of it is called. */
function readAssessment(input: unknown): { assessment: Assessment; issues: Issue[] } {
  const copied = copyPlainJson(input);
  if ("issues" in copied) return { assessment: {} as Assessment, issues: copied.issues };
  assessmentShape ??= shapeFrom(generatedAssessmentShape());
  return {
    assessment: copied.value as unknown as Assessment,
    issues: checked(copied.value, assessmentShape, []).issues,
  };
}

/** The profile it was made with counts where no other is given. */
function withProfile(assessment: unknown): Pick<LocalizeOptions, "profile"> {
  const profile = own(assessment, "profile") as LocalizeOptions["profile"] | undefined;
  return profile === undefined ? {} : { profile };
}

const customersLocale = (context: unknown): string | undefined =>
  own(own(context, "customer"), "locale") as string | undefined;
