import type { AssessedWarning, Assessment } from "../base/assessment.js";
import type { Diagnosis, Preflight } from "../base/diagnosis.js";
import { InvalidContextError } from "../base/errors.js";
import { own } from "../base/json.js";
import { applyPatch } from "../base/patch.js";
import { confirmCauses, findCauses, timeText } from "../causes/find.js";
import { hasKnownRoom, survey } from "../causes/survey.js";
import { readContext, type TransactionContext } from "../context/parse.js";
import { createRedactor } from "../redact/index.js";
import { ContextState } from "../remedies/check.js";
import { type Conclusion, conclude } from "../remedies/conclude.js";
import { passesAt } from "../remedies/waiting.js";
import type { RuleSet } from "../rules/packs.js";
import { worded } from "../words/diagnosis.js";
import { chooseLocale } from "../words/locale.js";
import { type DiagnoseOptions, parseOptions, type Settings } from "./options.js";

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

  return { assess, assessForHandOver, diagnose, preflight };
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

const customersLocale = (context: unknown): string | undefined =>
  own(own(context, "customer"), "locale") as string | undefined;
