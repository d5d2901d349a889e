import type { Audience } from "../base/assessment.js";
import type { Issue } from "../base/errors.js";
import { copyPlainJson, membersOf } from "../base/json.js";
import { message } from "../base/messages.js";
import { optionsShape } from "../context/generated/shapes.js";
import { checked, type Profile, type Shape, shapeFrom } from "../context/parse.js";
import { redactText } from "../redact/index.js";
import type { RuleSet } from "../rules/packs.js";
import { type CompiledRuleSet, isRuleSet } from "../rules/rule-set.js";
import type { ReplyChannel } from "../words/reply.js";

/**
 * Options of `diagnose`; all are optional. An unknown option is a fault at `/options/<name>`.
 * @example
 * { locale: "zh-CN", now: "2026-11-22T09:00:00+08:00", audience: "agent" }
 */
export interface DiagnoseOptions {
  /** BCP 47 tag. Default: the customer's locale, else English. */
  locale?: string;
  /** The time as of which to diagnose, RFC 3339 with an offset. Default: the time of the attempt. */
  now?: string;
  /** Default "customer". An agent sees more than the customer about sensitive causes. */
  audience?: Audience;
  /** The id of a shipped profile, or your own profile. Default "default", which has no addresses. */
  profile?: string | Profile;
  /** A rule set made by `loadRules` or `composeRules`. Default: the shipped rules. */
  rules?: RuleSet;
}

/**
 * Options of `localize`; all are optional.
 * @example
 * { locale: "id", audience: "customer" }
 */
export type LocalizeOptions = Omit<DiagnoseOptions, "now">;

/**
 * Options of `reply`; all are optional.
 * @example
 * { locale: "id", profile: "gopay", channel: "email" }
 */
export interface ReplyOptions {
  /** BCP 47 tag. Default: the customer's locale, else English. */
  locale?: string;
  /** Default: the profile that the assessment was made with. Its tone greets, closes and signs. */
  profile?: string | Profile;
  /** Default "chat". An email has steps, an SMS has no greeting. */
  channel?: ReplyChannel;
  /** When it is sent, RFC 3339 with an offset. Default: the time as of which the assessment was made. */
  now?: string;
  /** Whether a colleague is really looking into it. Default false: then the reply does not say so. */
  handedOver?: boolean;
  /** A rule set made by `loadRules` or `composeRules`. Default: the shipped rules. */
  rules?: RuleSet;
}

/** The options with their defaults filled in. */
export interface Settings {
  locale: string | undefined;
  now: string | undefined;
  audience: Audience;
  profile: Profile;
  profileOption: string | Profile | undefined;
  rules: CompiledRuleSet;
}

let shape: Shape | undefined;

/** Checks the options and fills in defaults, or names every fault, each at `/options/<name>`. */
export function parseOptions(options: unknown, defaults: () => RuleSet): { settings: Settings } | { issues: Issue[] } {
  const given = membersOf(options);
  if (given === undefined) return { issues: [{ path: "/options", ...message("invalid_type.options") }] };
  // A rule set is the one option that is not JSON.
  const { rules = defaults(), ...rest } = given;
  const copied = copyPlainJson(rest);
  if ("issues" in copied) {
    return { issues: copied.issues.map((issue) => ({ ...issue, path: redactText(`/options${issue.path}`) })) };
  }
  shape ??= shapeFrom(optionsShape());
  const { value, issues } = checked(copied.value, shape, ["options"]);
  const { locale, now, audience = "customer", profile: profileOption } = value as Omit<DiagnoseOptions, "rules">;
  if (!isRuleSet(rules)) return { issues: [...issues, { path: "/options/rules", ...message("invalid_type.rules") }] };
  const { profiles } = rules.parts;
  const wish = profileOption ?? "default";
  const profile = typeof wish === "string" ? profiles.find(({ id }) => id === wish) : wish;
  if (profile === undefined) {
    const choices = profiles.map(({ id }) => id).join(", ");
    issues.push({ path: "/options/profile", ...message("invalid_value", { choices }) });
  }
  if (issues.length > 0 || profile === undefined) return { issues };
  return { settings: { locale, now, audience, profile, profileOption, rules } };
}

const CHANNELS: readonly ReplyChannel[] = ["email", "chat", "sms"];

/** As `parseOptions`, with the two options that only `reply` has. */
export function parseReplyOptions(
  options: unknown,
  defaults: () => RuleSet,
): { settings: Settings; channel: ReplyChannel; handedOver: boolean } | { issues: Issue[] } {
  const given = membersOf(options);
  if (given === undefined) return { issues: [{ path: "/options", ...message("invalid_type.options") }] };
  const { channel = "chat", handedOver = false, ...rest } = given;
  const issues: Issue[] = [];
  if (!CHANNELS.includes(channel as ReplyChannel))
    issues.push({ path: "/options/channel", ...message("invalid_value", { choices: CHANNELS.join(", ") }) });
  if (typeof handedOver !== "boolean") issues.push({ path: "/options/handedOver", ...message("invalid_type.flag") });
  const parsed = parseOptions(rest, defaults);
  if ("issues" in parsed || issues.length > 0)
    return { issues: [...("issues" in parsed ? parsed.issues : []), ...issues] };
  return { settings: parsed.settings, channel: channel as ReplyChannel, handedOver: handedOver as boolean };
}
