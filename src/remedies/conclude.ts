import type {
  AssessedCause,
  AssessedRemedy,
  AssessedWarning,
  Assessment,
  HandoffPacket,
  Money,
  ProviderCode,
} from "../base/assessment.js";
import { own } from "../base/json.js";
import type { Message } from "../base/messages.js";
import { moneyOf } from "../base/money.js";
import { type FoundCause, isAmountOpen, type Situation, timeText } from "../causes/find.js";
import { questionsOf } from "../causes/questions.js";
import { saidBy, transactionSummary } from "../causes/said.js";
import { conflictsOf, ruledOutBy, survey } from "../causes/survey.js";
import { FactValues } from "../causes/values.js";
import { largestPassable } from "../facts/amounts.js";
import { isCode } from "../facts/codes.js";
import type { Redactor } from "../redact/index.js";
import type { Profile } from "../rules/files.js";
import { type Checked, type ContextState, checkedRemedies } from "./check.js";
import { escalationOf } from "./hand-over.js";
import { cheapestPlan } from "./plan.js";
import { retryOf } from "./retry.js";
import { escalationReason, isExhausted, isSilent, verdictOf } from "./verdict.js";
import { waitingFor } from "./waiting.js";

/** What the answer is made from, beside what was found. */
export interface Conclusion {
  state: ContextState;
  profile: Profile;
  /** How it was asked for, so that the packet can be diagnosed again. */
  options: HandoffPacket["options"];
  /** Of the reading of the context; those of its amounts are added. */
  warnings: readonly AssessedWarning[];
  redactor: Redactor;
  /** Questions also where nothing failed: `preflight` asks what it does not know. */
  alwaysAsk?: boolean;
  /** An escalation also where the verdict calls for none, because an agent asks for one. */
  alwaysHandOver?: boolean;
}

/** Everything that was found, checked and decided, as data. */
export function conclude(given: Conclusion): Assessment {
  const { state, profile, options, redactor } = given;
  const { situation } = state;
  const values = new FactValues(situation, redactor);
  const silent = isSilent(situation);
  const surveyed = survey(situation);
  const { id, version, hash } = situation.rules;
  const ruleSet = { id, version, hash };
  const remedies = new Map(
    [...situation.blocking, ...situation.advice].map((found) => [found, checkedRemedies(state, found)]),
  );
  const assessed = (found: FoundCause): AssessedCause => causeOf(found, remedies.get(found) ?? [], given, values);
  const causes = silent ? [] : situation.blocking.map(assessed);
  const conflicts = silent ? [] : conflictsOf(situation, values, redactor);
  const isAsked = given.alwaysAsk === true || (!silent && situation.failed);
  const questions = isAsked ? questionsOf(situation, surveyed, isProvedBySum(situation, remedies)) : [];
  const plan = silent ? null : cheapestPlan(state);
  const reason = silent ? null : escalationReason(situation, conflicts, isExhausted(state, plan));
  const waiting = silent ? null : waitingFor(state, remedies);
  const retry = retryOf(situation, silent, waiting, redactor);
  const verdict = verdictOf(silent, reason, retry.when === "now" ? null : waiting);
  const handOverFor = reason ?? (given.alwaysHandOver ? "needs_human" : null);
  const advice = situation.advice.map(assessed);
  const transaction = transactionSummary(situation, redactor);
  const said = saidBy(situation, redactor);
  const ruledOut = situation.failed ? ruledOutBy(surveyed, values) : [];
  const escalation =
    handOverFor === null
      ? null
      : escalationOf({
          situation,
          reason: handOverFor,
          profile,
          options,
          ruleSet,
          transaction,
          said,
          causes,
          questions,
          conflicts,
          redactor,
        });
  addView(values, situation);
  return {
    transaction,
    said,
    verdict,
    causes,
    advice,
    plan,
    retry,
    largestAmount: largestAmount(situation),
    questions,
    ruledOut,
    conflicts,
    escalation,
    warnings: warningsOf(given, situation),
    ruleSet,
    facts: values.facts,
    ...(options.profile === undefined ? {} : { profile: options.profile }),
  };
}

function causeOf(
  found: FoundCause,
  remedies: readonly Checked[],
  { profile, redactor, state }: Conclusion,
  values: FactValues,
): AssessedCause {
  const { cause, certainty, rules, codes, sinceAttempt, read } = found;
  for (const name of state.situation.rules.factsInTexts(cause.code)) values.add(name);
  const { sensitive } = cause.file;
  const isStateOnly = codes.every(({ row }) => row?.state !== undefined);
  const isOpen = rules.every(({ partyUnknown, byCode }) => partyUnknown || (byCode && isStateOnly));
  const party = isOpen ? undefined : cause.file.party;
  const providerCodes = codes.filter(isCode).map(
    ({ provider, scheme, code }): ProviderCode => ({
      provider: redactor.text(provider ?? scheme ?? "generic"),
      code: redactor.text(code),
    }),
  );
  return {
    code: cause.code,
    certainty,
    rules: rules.map(({ name }) => name),
    evidence: values.evidence(
      rules.flatMap((rule) => rule.evidence),
      read,
    ),
    remedies: remedies.map((remedy) => remedyOf(remedy, profile, redactor)),
    ...(providerCodes.length > 0 ? { providerCodes } : {}),
    ...(sensitive === true ? { sensitive } : {}),
    ...(party === undefined ? {} : { party }),
    ...(sinceAttempt === undefined ? {} : { sinceAttempt }),
    ...(found.ended === undefined ? {} : { endedAt: endOf(found, state.situation) }),
  };
}

/** When a cause of the attempt ended: the end of the wait that its remedies name, as it was known at the attempt. */
function endOf({ cause }: FoundCause, situation: Situation): string | null {
  for (const { rule } of cause.remedies) {
    const fact = own(rule.params?.notBefore, "fact") as string | undefined;
    const end = fact === undefined ? undefined : situation.rules.fact(fact)?.derive(situation.sheet);
    if (end?.known && situation.now.known && (end.value as number) <= situation.now.value)
      return timeText(situation, end.value as number, fact);
  }
  return null;
}

function remedyOf(
  { action, rule, params, patch, verified, leaves, tried }: Checked,
  { passwordPolicy }: Profile,
  redactor: Redactor,
): AssessedRemedy {
  const shown: Record<string, unknown> = { ...params };
  if (typeof shown.source === "string") shown.source = redactor.text(shown.source);
  // What a new password must be like is the wallet's to say.
  if (action === "reset_payment_password" && passwordPolicy !== undefined) shown.passwordPolicy = passwordPolicy;
  return {
    action,
    who: rule.who,
    params: shown,
    effort: rule.effort,
    patch,
    verified,
    leaves,
    ...(tried ? { tried } : {}),
  } as AssessedRemedy;
}

/** Whether a sum shows the first cause, and every amount that would clear it was checked. */
function isProvedBySum({ blocking }: Situation, remedies: ReadonlyMap<FoundCause, readonly Checked[]>): boolean {
  const [first] = blocking;
  if (first?.cause.file.amount !== true || first.certainty !== "certain") return false;
  if (first.rules.every((rule) => rule.byCode)) return false;
  const checked = remedies.get(first) ?? [];
  return checked.every(({ params, verified }) => verified !== "not_simulated" || Object.keys(params).length === 0);
}

/** Null when nothing known bounds it, nothing would pass, nothing failed, or only a code says that the amount is wrong. */
function largestAmount(situation: Situation): Money | null {
  const { sheet, failed } = situation;
  const { currency, exponent } = sheet;
  if (!failed || currency === undefined || isAmountOpen(situation)) return null;
  const largest = largestPassable(situation.next.sheet);
  return largest.known ? moneyOf(largest.value, exponent, currency) : null;
}

/** What the texts and the choice of a channel look at beside the facts of the causes. */
function addView(values: FactValues, { context, status, nowText }: Situation): void {
  const customer = own(context, "customer");
  values.addText("transaction.status", status);
  values.addText("now", nowText);
  for (const name of ["locale", "preferredChannel"])
    values.addText(`customer.${name}`, own(customer, name) as string | undefined);
  const canLogIn = own(customer, "canLogIn");
  if (typeof canLogIn === "boolean") values.facts["customer.canLogIn"] = { kind: "boolean", value: canLogIn };
}

/** In the order of their places, whatever order the keys came in, and whatever was read first. */
function warningsOf({ warnings, redactor }: Conclusion, { sheet }: Situation): AssessedWarning[] {
  return [...warnings, ...sheet.warnings]
    .map(({ path, code, params, line }) => ({
      path,
      code,
      ...(params === undefined ? {} : { params: redactedParams(params, redactor) }),
      ...(line === undefined ? {} : { line }),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

const redactedParams = (params: NonNullable<Message["params"]>, redactor: Redactor): NonNullable<Message["params"]> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? redactor.text(value) : value]),
  );
