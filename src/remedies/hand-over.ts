import type {
  AssessedCause,
  AssessedChannel,
  AssessedConflict,
  AssessedEscalation,
  AssessedPrepareItem,
  AssessedQuestion,
  ChannelKind,
  EscalationReason,
  HandoffPacket,
  Priority,
  RuleSetId,
  Said,
  TransactionSummary,
} from "../base/assessment.js";
import { isJsonObject, type Json, type JsonObject, own, setOwn } from "../base/json.js";
import { localClock, parseInstant } from "../base/time.js";
import type { Situation } from "../causes/find.js";
import { contextShape, type Shape } from "../context/parse.js";
import type { Redactor } from "../redact/index.js";
import type { Profile } from "../rules/files.js";
import { triedFor } from "./policy.js";

/** The highest priority among the causes. If money has left the payer, it is at least high. */
function priorityOf({ blocking, context, status }: Situation): Priority {
  const stated = blocking.map(({ cause }) => cause.file.priority);
  if (stated.includes("urgent")) return "urgent";
  if (stated.includes("high") || own(own(context, "transaction"), "debited") === true) return "high";
  return status === "planned" ? "low" : "normal";
}

/** What decides the order of the profile's channels. */
export interface ChannelWish {
  priority: Priority;
  reason: EscalationReason;
  /** RFC 3339; undefined if the time is unknown. */
  now: string | undefined;
  preferred: ChannelKind | undefined;
  canLogIn: boolean | undefined;
}

type ProfileChannel = Profile["channels"][number];

/** Whether a channel is open at a time; null if its hours or the time are unknown. */
function isOpen(channel: ProfileChannel, now: string | undefined): boolean | null {
  if (channel.hours === "always") return true;
  const instant = now === undefined ? undefined : parseInstant(now);
  if (channel.hours === undefined || channel.timeZone === undefined || instant === undefined) return null;
  const { weekday, minutes } = localClock(instant, channel.timeZone);
  const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return channel.hours.some(
    ({ days, from, to }) => days.includes(weekday + 1) && clock(from) <= minutes && minutes < clock(to),
  );
}

/** The profile's channels, the best first. Channels never come from the input. */
export function channelsFor(profile: Profile, wish: ChannelWish): [AssessedChannel, ...AssessedChannel[]] {
  const { priority, reason, preferred } = wish;
  const pressing = priority === "urgent" || priority === "high";
  const fit: ChannelKind = pressing ? "phone" : reason === "conflicting_evidence" ? "email" : "chat";
  const order = pressing ? [fit, preferred, "chat", "email"] : [preferred, fit, "chat", "email", "phone"];
  const usable = profile.channels.filter((channel) => !(channel.needsLogin === true && wish.canLogIn === false));
  const ranked = (usable.length > 0 ? usable : profile.channels).map((channel) => ({
    channel,
    openNow: isOpen(channel, wish.now),
  }));
  const place = ({ channel, openNow }: (typeof ranked)[number]): number =>
    (openNow === false ? 10 : 0) + order.indexOf(channel.kind);
  return ranked
    .sort((a, b) => place(a) - place(b))
    .map(({ channel: { kind, address }, openNow }): AssessedChannel => {
      const why =
        openNow === false
          ? "closed"
          : !pressing && kind === preferred
            ? "preferred"
            : pressing && kind === "phone"
              ? "urgent"
              : kind;
      const because = { code: `channel_${why}`, params: {} };
      return address === undefined ? { kind, because, openNow } : { kind, because, openNow, address };
    }) as [AssessedChannel, ...AssessedChannel[]];
}

function prepareItems(situation: Situation): AssessedPrepareItem[] {
  const { context, blocking, status, failure } = situation;
  const has = (area: string, ...names: string[]): AssessedPrepareItem["state"] =>
    names.every((name) => own(own(context, area), name) !== undefined) ? "have" : "missing";
  const hasOneOf = (area: string, ...names: string[]): AssessedPrepareItem["state"] =>
    names.some((name) => has(area, name) === "have") ? "have" : "missing";
  /** A planned transaction has no attempt, so it has no code and no tried remedy. */
  const ofAttempt = (isThere: boolean): AssessedPrepareItem["state"] =>
    isThere ? "have" : status === "planned" ? "not_applicable" : "missing";
  const needed = new Set(blocking.flatMap(({ cause }) => cause.file.documents ?? []));
  if (own(own(context, "transaction"), "debited") === true) needed.add("proof_of_debit");
  const document = (item: "proof_of_debit" | "identity_document"): AssessedPrepareItem => ({
    item,
    state: needed.has(item) ? "missing" : "not_applicable",
  });
  return [
    { item: "account_details", state: has("customer", "id") },
    { item: "transaction_id", state: hasOneOf("transaction", "id", "reference") },
    { item: "amount_and_currency", state: has("transaction", "amount", "currency") },
    { item: "time_of_attempt", state: has("transaction", "at") },
    { item: "provider_code", state: ofAttempt((failure?.codes.length ?? 0) > 0) },
    {
      item: "what_was_tried",
      state: ofAttempt(blocking.some(({ cause }) => triedFor(cause.code, situation).size > 0)),
    },
    document("proof_of_debit"),
    document("identity_document"),
  ];
}

/** A copy with its keys in the order of the context schema. */
function inContractOrder(value: Json, shape: Shape | null | undefined): Json {
  if (Array.isArray(value)) return value.map((entry) => inContractOrder(entry, shape?.element));
  if (!isJsonObject(value)) return value;
  // The schema does not order a user's own facts, so they are sorted by name.
  const keys = shape?.members?.keys() ?? Object.keys(value).sort();
  const result: JsonObject = {};
  for (const key of keys) {
    const member = own(value, key);
    if (member !== undefined) setOwn(result, key, inContractOrder(member, shape?.members?.get(key)));
  }
  return result;
}

/** Everything that an escalation is made from. */
export interface HandOver {
  situation: Situation;
  reason: EscalationReason;
  profile: Profile;
  /** The options of the call, so that the packet can be diagnosed again. */
  options: HandoffPacket["options"];
  ruleSet: RuleSetId;
  transaction: TransactionSummary;
  said: readonly Said[];
  causes: readonly AssessedCause[];
  questions: readonly AssessedQuestion[];
  conflicts: readonly AssessedConflict[];
  redactor: Redactor;
}

/** The escalation: its channels, the items to prepare, and a packet that reproduces this diagnosis. */
export function escalationOf(handOver: HandOver): AssessedEscalation {
  const { situation, reason, profile } = handOver;
  const priority = priorityOf(situation);
  const customer = own(situation.context, "customer");
  const [channel, ...alternatives] = channelsFor(profile, {
    priority,
    reason,
    now: situation.nowText,
    preferred: own(customer, "preferredChannel") as ChannelKind | undefined,
    canLogIn: own(customer, "canLogIn") as boolean | undefined,
  });
  const packet = packetOf(handOver, priority);
  return { reason, priority, channel, alternatives, prepare: prepareItems(situation), packet };
}

function packetOf(handOver: HandOver, priority: Priority): HandoffPacket {
  const { situation, reason, options, ruleSet, transaction, said, causes, questions, conflicts, redactor } = handOver;
  const tried = situation.blocking.flatMap(({ cause }) => {
    const actions = [...triedFor(cause.code, situation)];
    return actions.length > 0 ? [{ cause: cause.code, actions }] : [];
  });
  return {
    schema: "txwhy.handoff/1",
    reason,
    priority,
    options,
    ruleSet,
    transaction,
    said,
    context: redactor.value(inContractOrder(situation.given, contextShape())) as JsonObject,
    causes: causes.map(({ code, certainty, rules, providerCodes }) =>
      providerCodes === undefined ? { code, certainty, rules } : { code, certainty, rules, providerCodes },
    ),
    questions: questions.map(({ path }) => path),
    conflicts: conflicts.map(({ cause, facts }) => ({ cause, facts })),
    tried: redactor.value(tried) as HandoffPacket["tried"],
  };
}
