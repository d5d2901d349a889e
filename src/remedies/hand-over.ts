import type {
  Channel,
  ChannelKind,
  Conflict,
  Diagnosis,
  Escalation,
  EscalationReason,
  HandoffPacket,
  PrepareItem,
  Question,
} from "../base/diagnosis.js";
import { isJsonObject, type Json, type JsonObject, own, setOwn } from "../base/json.js";
import { localClock } from "../base/time.js";
import type { Situation } from "../causes/find.js";
import { contextShape, type Shape } from "../context/parse.js";
import type { Redactor } from "../redact/index.js";
import type { Profile } from "../rules/files.js";
import type { Audience, Renderer } from "../words/render.js";
import { isUnsafe, triedFor, UNKNOWN_OUTCOME } from "./propose.js";

const CAUSES_WITH_DOCUMENTS = [
  "account.unverified",
  "account.frozen",
  "account.dormant",
  "risk.compliance_block",
  "risk.review_hold",
];

/** Why a human has to take over, the first reason that holds; null where none does. */
export function escalationReason(
  situation: Situation,
  conflicts: readonly Conflict[],
  exhausted: boolean,
): EscalationReason | null {
  const { blocking } = situation;
  const human = blocking.some(({ cause }) => cause.file.needsHuman === true);
  if (human && blocking.some(({ cause }) => cause.code.startsWith("risk."))) return "needs_human";
  if (blocking.some(({ cause }) => UNKNOWN_OUTCOME.includes(cause.code))) return "unknown_outcome";
  if (human) return "needs_human";
  const first = blocking[0]?.cause.code;
  if (first !== undefined && conflicts.some((conflict) => conflict.cause === first)) return "conflicting_evidence";
  if (exhausted) return "remedies_exhausted";
  return blocking.length === 0 ? "no_rule_matched" : null;
}

function priorityOf(situation: Situation): Escalation["priority"] {
  const { blocking, context, status } = situation;
  const codes = blocking.map(({ cause }) => cause.code);
  if (isUnsafe(situation)) return "urgent";
  const debited = own(own(context, "transaction"), "debited") === true;
  if (debited || codes.includes("transaction.debited_not_completed") || codes.includes("instrument.lost_or_stolen"))
    return "high";
  return status === "planned" ? "low" : "normal";
}

type ProfileChannel = Profile["channels"][number];

/** Whether a channel is open at the instant; null where its hours or the time are not known. */
function isOpen(channel: ProfileChannel, { sheet }: Situation): boolean | null {
  if (channel.hours === "always") return true;
  if (channel.hours === undefined || channel.timeZone === undefined || !sheet.now.known) return null;
  const { weekday, minutes } = localClock(sheet.now.value, channel.timeZone);
  const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return channel.hours.some(
    ({ days, from, to }) => days.includes(weekday + 1) && clock(from) <= minutes && minutes < clock(to),
  );
}

/** Channels of the profile, the fit one first. Channels never come from the input. */
function channelsFor(
  situation: Situation,
  profile: Profile,
  priority: Escalation["priority"],
  reason: EscalationReason,
  renderer: Renderer,
): Channel[] {
  const customer = own(situation.context, "customer");
  const preferred = own(customer, "preferredChannel") as ChannelKind | undefined;
  const pressing = priority === "urgent" || priority === "high";
  const fit: ChannelKind = pressing ? "phone" : reason === "conflicting_evidence" ? "email" : "chat";
  const order = pressing ? [fit, preferred, "chat", "email"] : [preferred, fit, "chat", "email", "phone"];
  const usable = profile.channels.filter(
    (channel) => !(channel.needsLogin === true && own(customer, "canLogIn") === false),
  );
  const ranked = (usable.length > 0 ? usable : profile.channels).map((channel) => ({
    channel,
    openNow: isOpen(channel, situation),
  }));
  const place = ({ channel, openNow }: (typeof ranked)[number]): number =>
    (openNow === false ? 10 : 0) + order.indexOf(channel.kind);
  return ranked
    .sort((a, b) => place(a) - place(b))
    .map(({ channel, openNow }): Channel => {
      const why =
        openNow === false
          ? "closed"
          : !pressing && channel.kind === preferred
            ? "preferred"
            : pressing && channel.kind === "phone"
              ? "urgent"
              : channel.kind;
      const because = renderer.phrase(`channel_${why}`);
      return channel.address === undefined
        ? { kind: channel.kind, because, openNow }
        : { kind: channel.kind, because, openNow, address: channel.address };
    });
}

function prepareItems(situation: Situation, renderer: Renderer): PrepareItem[] {
  const { context, blocking, status, failure } = situation;
  const has = (area: string, ...names: string[]): PrepareItem["state"] =>
    names.every((name) => own(own(context, area), name) !== undefined) ? "have" : "missing";
  const tried = blocking.some(({ cause }) => triedFor(cause.code, situation).size > 0);
  const debited = own(own(context, "transaction"), "debited");
  const documents = blocking.some(({ cause }) => CAUSES_WITH_DOCUMENTS.includes(cause.code));
  const codes = (failure?.codes.length ?? 0) > 0 ? "have" : status === "planned" ? "not_applicable" : "missing";
  const items: [string, PrepareItem["state"]][] = [
    ["account_details", has("customer", "id")],
    [
      "transaction_id",
      has("transaction", "id") === "have" || has("transaction", "reference") === "have" ? "have" : "missing",
    ],
    ["amount_and_currency", has("transaction", "amount", "currency")],
    ["time_of_attempt", has("transaction", "at")],
    ["provider_code", codes],
    ["what_was_tried", tried ? "have" : status === "planned" ? "not_applicable" : "missing"],
    ["proof_of_debit", debited === true ? "missing" : "not_applicable"],
    ["identity_document", documents ? "missing" : "not_applicable"],
  ];
  return items.map(([item, state]) => ({ item, label: renderer.phrase(`prepare_${item}`), state }));
}

/** Keys in the order of the contract, whatever order they came in. */
function inContractOrder(value: Json, shape: Shape | null | undefined): Json {
  if (Array.isArray(value)) return value.map((entry) => inContractOrder(entry, shape?.element));
  if (!isJsonObject(value)) return value;
  // What the contract gives no order, a user's own facts, is ordered by name.
  const keys = shape?.members?.keys() ?? Object.keys(value).sort();
  const result: JsonObject = {};
  for (const key of keys) {
    const member = own(value, key);
    if (member !== undefined) setOwn(result, key, inContractOrder(member, shape?.members?.get(key)));
  }
  return result;
}

export interface Handover {
  situation: Situation;
  /** All of it but the hand-over itself. */
  diagnosis: Diagnosis;
  reason: EscalationReason;
  profile: Profile;
  /** As the caller named it, so that the packet can be diagnosed again. */
  profileOption: string | Profile | undefined;
  audience: Audience;
  renderer: Renderer;
  redactor: Redactor;
}

/** Everything a human needs to take over: how to reach one, what to have ready, and a packet that makes this diagnosis again. */
export function escalation(handover: Handover): Escalation {
  const { situation, diagnosis, reason, profile, renderer } = handover;
  const priority = priorityOf(situation);
  const [channel, ...alternatives] = channelsFor(situation, profile, priority, reason, renderer) as [
    Channel,
    ...Channel[],
  ];
  const packet = packetOf(handover, priority, diagnosis.questions);
  return { reason, priority, channel, alternatives, prepare: prepareItems(situation, renderer), packet };
}

function packetOf(handover: Handover, priority: Escalation["priority"], questions: readonly Question[]): HandoffPacket {
  const { situation, diagnosis, reason, profileOption, audience, redactor } = handover;
  const { given, sheet, blocking } = situation;
  const options: HandoffPacket["options"] = { locale: diagnosis.locale, audience };
  if (sheet.nowText !== undefined) options.now = sheet.nowText;
  if (profileOption !== undefined) options.profile = profileOption;
  const tried = blocking.flatMap(({ cause }) => {
    const done = [...triedFor(cause.code, situation)];
    return done.length > 0 ? [{ cause: cause.code, actions: done }] : [];
  });
  return {
    schema: "txwhy.handoff/1",
    reason,
    priority,
    options,
    ruleSet: diagnosis.ruleSet,
    context: redactor.value(inContractOrder(given, contextShape())) as JsonObject,
    causes: diagnosis.causes.map(({ code, certainty, rules, providerCodes }) =>
      providerCodes === undefined ? { code, certainty, rules } : { code, certainty, rules, providerCodes },
    ),
    questions: questions.map((question) => question.path),
    conflicts: diagnosis.conflicts.map(({ cause, facts }) => ({ cause, facts })),
    tried: redactor.value(tried) as HandoffPacket["tried"],
  };
}
