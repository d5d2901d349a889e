import type {
  Cause,
  Conflict,
  Diagnosis,
  Escalation,
  EscalationReason,
  Money,
  Preflight,
  Question,
  Remedy,
  Retry,
  Verdict,
  Warning,
} from "../base/diagnosis.js";
import { InvalidContextError } from "../base/errors.js";
import { own } from "../base/json.js";
import { message, redactedMessage } from "../base/messages.js";
import { applyPatch } from "../base/patch.js";
import { latestOf } from "../base/time.js";
import {
  type FoundCause,
  findCauses,
  ignoredWhenPlanned,
  isAmountOpen,
  type Situation,
  timeText,
} from "../causes/find.js";
import { survey } from "../causes/survey.js";
import { parseContext } from "../context/parse.js";
import type { TransactionContext } from "../context/schema.js";
import { createRedactor, type Redactor } from "../redact/index.js";
import { adviceTime } from "../remedies/actions.js";
import { escalation, escalationReason } from "../remedies/hand-over.js";
import {
  allRemedies,
  type Checked,
  cheapestPlan,
  checkedRemedies,
  passesAt,
  State,
  waitingFor,
} from "../remedies/plan.js";
import { isUnsafe, isWait, MAY_HAVE_PAID, triedFor } from "../remedies/propose.js";
import type { Profile } from "../rules/files.js";
import type { RuleSet } from "../rules/packs.js";
import { chooseLocale, moneyOf, Renderer } from "../words/render.js";
import { type DiagnoseOptions, parseOptions, type Settings } from "./options.js";

/** One context read and found out about, before words. */
interface Case {
  settings: Settings;
  state: State;
  warnings: Warning[];
  situation: Situation;
  remedies: Map<FoundCause, Checked[]>;
  renderer: Renderer;
  redactor: Redactor;
  /** The causes that do not stand, looked at when first asked for. */
  rest(): ReturnType<typeof survey>;
}

/** Everything that works on a rule set handed in; `txwhy` and `txwhy/core` differ in which one they ship. */
export function createDiagnose(defaults: () => RuleSet) {
  async function open(input: unknown, options: unknown, status?: "planned"): Promise<Case> {
    const read = parseOptions(options, defaults);
    let parsed: ReturnType<typeof parseContext> | undefined;
    const issues = "issues" in read ? read.issues : [];
    try {
      parsed = parseContext(input);
    } catch (error) {
      if (!(error instanceof InvalidContextError)) throw error;
      issues.unshift(...error.issues);
    }
    if (parsed === undefined || "issues" in read) throw new InvalidContextError(issues);
    return prepare(parsed, read.settings, status);
  }

  /**
   * Explains why a transaction failed, and what makes it go through.
   * Pure: no clock, no network, no change to its input; the same context, options and rules give the same Diagnosis.
   * @throws {InvalidContextError} when context or options are not what the contract allows. "No rule matched" does not throw: see `escalation`.
   * @example
   * import { diagnose } from "txwhy";
   *
   * const transaction = { amount: "120.00", currency: "EUR" };
   * const { verdict, causes, plan } = await diagnose({ transaction, balance: { available: "100.00" }, fees: [] });
   * console.log(verdict); // self_service
   * console.log(causes[0]?.explanation); // €120.00 + €0.00 fee = €120.00, more than the €100.00 available to spend: short €20.00.
   * console.log(plan?.steps.map(({ action }) => action)); // ["reduce_amount"]
   */
  async function diagnose(context: TransactionContext | unknown, options: DiagnoseOptions = {}): Promise<Diagnosis> {
    return conclude(await open(context, options));
  }

  /**
   * Whether a transaction would pass if it were attempted now: every status is read as planned.
   * @throws {InvalidContextError} as `diagnose` does.
   * @example
   * import { preflight } from "txwhy";
   *
   * const limits = [{ window: "daily", max: "200", used: "180", timeZone: "Europe/Berlin" }];
   * const transaction = { amount: "50", currency: "EUR", at: "2026-11-22T09:00:00+01:00" };
   * const { passes, largestAmount, passesAt } = await preflight({ transaction, limits });
   * console.log([passes, largestAmount?.value, passesAt]); // [false,"20.00","2026-11-23T00:00:00+01:00"]
   */
  async function preflight(context: TransactionContext | unknown, options: DiagnoseOptions = {}): Promise<Preflight> {
    const given = await open(context, options, "planned");
    const { situation, remedies } = given;
    const passes = situation.blocking.length === 0;
    const { now } = situation.sheet;
    const at = passes ? (now.known ? now.value : null) : passesAt(given.state);
    return {
      passes,
      causes: situation.blocking.map((standing) => causeOf(given, standing, remedies.get(standing) ?? [])),
      advice: situation.advice.map((standing) => causeOf(given, standing, remedies.get(standing) ?? [])),
      questions: questionsOf(given),
      largestAmount: largestAmount(situation),
      passesAt: at === null ? null : passes ? (situation.sheet.nowText ?? null) : timeText(situation, at),
    };
  }

  /**
   * What hands any diagnosis over because a person asks for it, also where nothing in it calls for one: channel, list of what to have
   * ready, and packet. The reason is the diagnosis' own where it has one, else that a human is needed.
   * @throws {InvalidContextError} as `diagnose` does.
   */
  async function handOver(context: TransactionContext | unknown, options: DiagnoseOptions = {}): Promise<Escalation> {
    const given = await open(context, options);
    const { diagnosis, reason } = concluded(given);
    return escalationOf(given, diagnosis, reason ?? "needs_human");
  }

  return { diagnose, preflight, handOver };
}

async function prepare(parsed: ReturnType<typeof parseContext>, settings: Settings, status?: "planned"): Promise<Case> {
  const { rules, now, audience, profile } = settings;
  const planned = status === undefined ? [] : [{ op: "add" as const, path: "/transaction/status", value: status }];
  const context = applyPatch(parsed.context, planned);
  const raw = parsed.raw === parsed.context ? context : applyPatch(parsed.raw, planned);
  const situation = findCauses(context, now, rules);
  const holding = [...situation.blocking, ...situation.advice].flatMap((standing) =>
    standing.rules.map((rule) => rule.compiled),
  );
  await rules.engine.confirm(holding, situation.read);
  const wish = settings.locale ?? (own(own(context, "customer"), "locale") as string | undefined);
  const { locale, met } = chooseLocale(wish, rules);
  const redactor = createRedactor();
  const renderer = new Renderer(situation, locale, audience, profile, redactor);
  const state = new State(raw, situation);
  const remedies = new Map(
    [...situation.blocking, ...situation.advice].map((standing) => [standing, checkedRemedies(state, standing)]),
  );
  const warnings = [...parsed.warnings, ...situation.sheet.warnings];
  if (!met) {
    const path = settings.locale === undefined ? "/customer/locale" : "/options/locale";
    warnings.push({ path, ...message("locale_unsupported") });
  }
  let surveyed: ReturnType<typeof survey> | undefined;
  const rest = (): ReturnType<typeof survey> => {
    surveyed ??= survey(situation);
    return surveyed;
  };
  // Whatever order the keys came in, and whatever was read first.
  warnings.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { settings, state, warnings, situation, remedies, renderer, redactor, rest };
}

function conclude(given: Case): Diagnosis {
  const { diagnosis, reason } = concluded(given);
  if (reason !== null) diagnosis.escalation = escalationOf(given, diagnosis, reason);
  return diagnosis;
}

function escalationOf(given: Case, diagnosis: Diagnosis, reason: EscalationReason): Escalation {
  const { situation, renderer, redactor, settings } = given;
  const { profile, profileOption, audience } = settings;
  return escalation({ situation, diagnosis, reason, profile, profileOption, audience, renderer, redactor });
}

/** Everything but the escalation, and the reason for one. */
function concluded(given: Case): { diagnosis: Diagnosis; reason: EscalationReason | null } {
  const { state, situation, remedies, renderer, redactor, settings } = given;
  const silent = isSilent(situation);
  const conflicts = silent ? [] : conflictsOf(given);
  const reason = silent ? null : escalationReason(situation, conflicts, isExhausted(given));
  const waiting = silent ? null : waitingFor(state, remedies);
  const verdict: Verdict = silent
    ? "not_failed"
    : reason !== null
      ? "escalate"
      : waiting !== null
        ? "wait"
        : "self_service";
  const causes = silent
    ? []
    : situation.blocking.map((standing) => causeOf(given, standing, remedies.get(standing) ?? []));
  const { id, version, hash } = settings.rules;
  const diagnosis: Diagnosis = {
    verdict,
    summary: "",
    causes,
    advice: situation.advice.map((standing) => causeOf(given, standing, remedies.get(standing) ?? [])),
    plan: silent ? null : cheapestPlan(state),
    retry: retryOf(situation, verdict, waiting?.notBefore),
    largestAmount: largestAmount(situation),
    questions: silent || !situation.failed ? [] : questionsOf(given),
    ruledOut: situation.failed ? ruledOutOf(given) : [],
    conflicts,
    escalation: null,
    warnings: given.warnings.map((warning) => redactedMessage(warning, redactor.text)),
    ruleSet: { id, version, hash },
    locale: renderer.locale,
  };
  diagnosis.summary = summaryOf(given, diagnosis);
  return { diagnosis, reason };
}

/** Nothing failed: succeeded, refunded or pending, or planned with nothing against it. Abnormal activity is spoken of all the same. */
function isSilent({ failed, status, blocking }: Situation): boolean {
  return blocking.length === 0 && (!failed || status === "planned");
}

function causeOf({ renderer, redactor, settings }: Case, standing: FoundCause, remedies: readonly Checked[]): Cause {
  const { cause, certainty, rules, codes } = standing;
  const { title, explanation } = renderer.cause(standing);
  const result: Cause = {
    code: cause.code,
    title,
    explanation,
    certainty,
    rules: rules.map((rule) => rule.name),
    evidence: renderer.evidence(rules),
    remedies: remedies.map((remedy) => remedyOf(renderer, redactor, settings.profile, cause.code, remedy)),
  };
  const named = codes.filter((code) => code.pointer !== "/failure/message");
  if (named.length > 0) {
    result.providerCodes = named.map((code) => ({
      provider: redactor.text(code.provider ?? code.scheme ?? "generic"),
      code: redactor.text(code.code),
    }));
  }
  if (cause.file.sensitive === true) result.sensitive = true;
  return result;
}

function remedyOf(renderer: Renderer, redactor: Redactor, profile: Profile, code: string, remedy: Checked): Remedy {
  const { action, rule, patch, verified, leaves } = remedy;
  const { title, steps } = renderer.remedy(code, action, remedy.params);
  const params = { ...remedy.params };
  if (params.source !== undefined) params.source = redactor.text(params.source);
  // What a new password must be like is the wallet's to say.
  if (action === "reset_payment_password" && profile.passwordPolicy !== undefined)
    params.passwordPolicy = profile.passwordPolicy;
  return { action, who: rule.who, title, steps, params, effort: rule.effort, patch, verified, leaves };
}

/** Every customer remedy of some blocking cause was tried without success. */
function isExhausted({ state, situation }: Case): boolean {
  return situation.blocking.some((standing) => {
    const tried = triedFor(standing.cause.code, situation);
    if (tried.size === 0) return false;
    const own = allRemedies(state, standing).filter((remedy) => remedy.rule.who === "customer");
    return own.length > 0 && own.every((remedy) => tried.has(remedy.action));
  });
}

const NEVER = ["instrument.lost_or_stolen"];

function retryOf(situation: Situation, verdict: Verdict, notBefore: string | undefined): Retry {
  const codes = situation.blocking.map(({ cause }) => cause.code);
  const plain = (when: Retry["when"]): Retry => ({ when, sameReference: false });
  if (verdict === "not_failed") {
    if (situation.status === "planned") return plain("now");
    return plain(situation.status === "pending" ? "check_status_first" : "never");
  }
  if (isUnsafe(situation) || codes.some((code) => NEVER.includes(code))) return plain("never");
  if (codes.some((code) => MAY_HAVE_PAID.includes(code))) {
    return { when: "check_status_first", sameReference: true };
  }
  const advice = situation.failure?.advice;
  if (advice?.when === "never") return plain("never");
  const times = [notBefore, adviceUntil(situation)].filter((text): text is string => text !== undefined);
  if (verdict === "wait" || advice?.when === "later") {
    const latest = latestOf(times);
    return latest === undefined ? plain("later") : { when: "later", notBefore: latest, sameReference: false };
  }
  return plain("after_remedy");
}

/** The end of the waiting time that an advice code gives, counted from now. */
function adviceUntil(situation: Situation): string | undefined {
  const until = adviceTime(situation);
  return until === undefined ? undefined : timeText(situation, until);
}

/** Null when nothing known bounds it, nothing would pass, nothing failed, or a code alone speaks against the amount. */
function largestAmount(situation: Situation): Money | null {
  const { sheet, source, failed } = situation;
  if (!failed || sheet.currency === undefined) return null;
  const largest = source.amounts.largest;
  return isAmountOpen(situation) || !largest.known ? null : moneyOf(largest.value, sheet.exponent, sheet.currency);
}

/** Missing facts that could add or remove a blocking cause, the one that decides most first. */
function questionsOf({ situation, renderer, rest }: Case): Question[] {
  const decides = new Map<string, string[]>();
  const ask = (path: string, code: string): void => {
    const codes = decides.get(path);
    if (codes === undefined) decides.set(path, [code]);
    else if (!codes.includes(code)) codes.push(code);
  };
  const planned = situation.status === "planned";
  for (const { cause, missing } of rest().open) {
    if (cause.file.advice === true) continue;
    for (const path of missing) if (!planned || !ignoredWhenPlanned(path)) ask(path, cause.code);
  }
  // Where an excess was proved without a missing fact, that fact still changes the sum.
  for (const { cause, rules } of situation.blocking) {
    for (const name of rules.flatMap((rule) => rule.restsOn)) {
      const reading = situation.read(name);
      if (reading.known && reading.assumed !== undefined) for (const path of reading.assumed) ask(path, cause.code);
    }
  }
  return [...decides]
    .map(([path, codes]) => ({ path, ask: renderer.ask(path), decides: codes.sort() }))
    .sort((a, b) => b.decides.length - a.decides.length || (a.path < b.path ? -1 : 1));
}

function ruledOutOf({ renderer, rest }: Case): Diagnosis["ruledOut"] {
  return rest().out.map(({ cause, leaf, wanted }) => ({ cause: cause.code, because: renderer.denial(leaf, wanted) }));
}

function conflictsOf({ situation, renderer, redactor }: Case): Conflict[] {
  return situation.conflicts.map(({ cause, facts, code }) => {
    const shown = facts
      .filter((name) => name !== "failure.code")
      .map((name) => `${renderer.label(name)} ${renderer.fact(name) ?? ""}`.trim());
    const values = { facts: shown.join(renderer.phrase("list_separator")), code: redactor.text(code?.code ?? "") };
    return { cause, facts, because: renderer.phrase(code === null ? "conflict_facts" : "conflict_code", values) };
  });
}

/** One sentence with the numbers: what is decisive, and what to do first. */
function summaryOf({ situation, renderer }: Case, { verdict, causes }: Diagnosis): string {
  if (verdict === "not_failed") return renderer.phrase(`summary_${situation.status}`);
  const [first] = causes;
  if (first === undefined) return renderer.phrase("summary_no_rule");
  const remedy =
    (verdict === "wait" ? first.remedies.find(({ action }) => isWait(action)) : undefined) ?? first.remedies[0];
  const sentence = (text: string): string => text.replace(/[.。!?！？\s]+$/u, "");
  if (remedy === undefined || remedy.verified === "fails")
    return renderer.phrase("summary_cause", { cause: sentence(first.explanation) });
  return renderer.phrase("summary_cause_and_remedy", {
    cause: sentence(first.explanation),
    remedy: sentence(remedy.title),
  });
}
