import type {
  AssessedCause,
  AssessedChannel,
  AssessedEscalation,
  Assessment,
  ChannelKind,
  HandoffPacket,
} from "../base/assessment.js";
import type { Cause, Channel, Diagnosis, Escalation, Remedy, Warning } from "../base/diagnosis.js";
import { message, sentenceOf } from "../base/messages.js";
import { channelsFor } from "../remedies/hand-over.js";
import { chooseLocale } from "./locale.js";
import { forCustomer } from "./sensitive.js";
import { AnswerTexts, type View } from "./texts.js";
import type { Wording } from "./wording.js";

/** How an assessment is put into words. The rule set may not have the wished locale. */
export interface Wish extends Omit<View, "locale"> {
  /** If undefined, the customer's locale is used. */
  locale: string | undefined;
  /** As the caller gave it; undefined keeps the assessment's own profile. */
  profileOption: HandoffPacket["options"]["profile"];
}

/** Puts an assessment into words, in one locale and for one audience. */
export function worded(whole: Assessment, wish: Wish): Diagnosis {
  const { assessment, titleOnly } =
    wish.audience === "customer" ? forCustomer(whole, wish.rules) : { assessment: whole, titleOnly: new Set<string>() };
  const customers = assessment.facts["customer.locale"]?.value as string | undefined;
  const { locale, met } = chooseLocale(wish.locale ?? customers, wish.rules);
  const { audience, profile, rules } = wish;
  const view: View = { locale, audience, profile, rules };
  const texts = new AnswerTexts(view, assessment);
  const { wording } = texts;
  const { transaction, said, verdict, plan, retry, largestAmount, ruleSet, escalation } = assessment;
  const causes = assessment.causes.map((cause) => wordedCause(cause, texts, titleOnly.has(cause.code)));
  return {
    transaction,
    said,
    verdict,
    summary: summaryOf(assessment, texts),
    causes,
    advice: assessment.advice.map((cause) => wordedCause(cause, texts)),
    plan,
    retry,
    largestAmount,
    questions: assessment.questions.map(({ path, decides }) => ({ path, ask: wording.ask(path), decides })),
    ruledOut: assessment.ruledOut.map(({ cause, because }) => ({ cause, because: texts.denial(because) })),
    conflicts: assessment.conflicts.map(({ cause, facts, because }) => ({
      cause,
      facts,
      because: texts.conflict(because, facts),
    })),
    escalation: escalation === null ? null : wordedEscalation(escalation, assessment, view, wish, wording),
    warnings: warningsOf(
      assessment,
      met ? undefined : wish.locale === undefined ? "/customer/locale" : "/options/locale",
    ),
    ruleSet,
    locale,
  } as Diagnosis;
}

function wordedCause(cause: AssessedCause, texts: AnswerTexts, isTitleOnly = false): Cause {
  const { code, certainty, rules, evidence, remedies, providerCodes, sensitive, party, sinceAttempt, endedAt } = cause;
  const { title, explanation } = texts.cause(cause);
  return {
    code,
    title,
    explanation: isTitleOnly ? title : explanation,
    certainty,
    rules,
    evidence: evidence.map((one) => ({ ...one, label: texts.wording.label(one.fact) })),
    remedies: remedies.map(({ action, who, params, ...checked }): Remedy => {
      const { title, steps } = texts.remedy(code, action, params);
      return { action, who, title, steps, params, ...checked } as Remedy;
    }),
    ...(providerCodes === undefined ? {} : { providerCodes }),
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(party === undefined ? {} : { party }),
    ...(sinceAttempt === undefined ? {} : { sinceAttempt }),
    ...(endedAt === undefined ? {} : { endedAt }),
  };
}

/** The heading: the first cause with its number. Where no cause is known, what the provider said, and whether to try again. */
function summaryOf({ verdict, facts, causes, said, retry }: Assessment, texts: AnswerTexts): string {
  const { wording } = texts;
  if (verdict === "not_failed") return wording.phrase(`summary_${facts["transaction.status"]?.value}`);
  const [first] = causes;
  if (first !== undefined) return texts.cause(first).heading;
  const [answer] = said;
  // Which facts to ask for, and whether to escalate, is an agent's to know.
  const advised = wording.forAgent || retry.when !== "after_remedy";
  const advice = advised ? wording.phrase(`summary_retry_${retry.when}`) : "";
  if (answer === undefined || !wording.forAgent) return wording.sentences([wording.phrase("summary_open"), advice]);
  const { meaning } = answer;
  const text = wording.phrase(meaning === null ? "summary_open" : "english", { text: `${meaning}` });
  return wording.sentences([texts.saidBy(answer.name, answer.code) + wording.sentence(text), advice]);
}

function wordedEscalation(
  escalation: AssessedEscalation,
  { facts }: Assessment,
  { locale, audience, profile }: View,
  { profileOption }: Wish,
  wording: Wording,
): Escalation {
  const { reason, priority, packet } = escalation;
  const worded = ({ because, ...channel }: AssessedChannel): Channel => {
    const { kind, openNow, address } = channel;
    const said = { kind, because: wording.phrase(because.code), openNow };
    return address === undefined ? said : { ...said, address };
  };
  const given = { priority, reason, now: facts.now?.value as string | undefined };
  const [channel, ...alternatives] =
    profileOption === undefined
      ? [escalation.channel, ...escalation.alternatives]
      : channelsFor(profile, {
          ...given,
          preferred: facts["customer.preferredChannel"]?.value as ChannelKind | undefined,
          canLogIn: facts["customer.canLogIn"]?.value as boolean | undefined,
        });
  const { now } = packet.options;
  const chosen = profileOption ?? packet.options.profile;
  const options: HandoffPacket["options"] = {
    locale,
    audience,
    ...(now === undefined ? {} : { now }),
    ...(chosen === undefined ? {} : { profile: chosen }),
  };
  return {
    reason,
    priority,
    channel: worded(channel as AssessedChannel),
    alternatives: alternatives.map(worded),
    prepare: escalation.prepare.map(({ item, state }) => ({ item, label: wording.phrase(`prepare_${item}`), state })),
    packet: { ...packet, options },
  };
}

function warningsOf({ warnings }: Assessment, unmetLocale: string | undefined): Warning[] {
  const said = warnings.map(
    ({ path, code, params, line }): Warning => ({
      path,
      code,
      message: sentenceOf(code, params),
      ...(params === undefined ? {} : { params }),
      ...(line === undefined ? {} : { line }),
    }),
  );
  if (unmetLocale !== undefined) said.push({ path: unmetLocale, ...message("locale_unsupported") });
  return said.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
