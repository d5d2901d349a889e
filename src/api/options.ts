import type { Issue } from "../base/errors.js";
import { copyPlainJson, isJsonObject, type Json, type JsonObject } from "../base/json.js";
import { nearest } from "../base/nearest.js";
import { parseInstant } from "../base/time.js";
import { fitsSchema } from "../context/json-schema.js";
import { redactText } from "../redact/index.js";
import type { Profile } from "../rules/files.js";
import { profileSchema } from "../rules/generated/profile-schema.js";
import type { RuleSet } from "../rules/packs.js";
import { type CompiledRuleSet, isRuleSet } from "../rules/rule-set.js";
import type { Audience } from "../words/render.js";

/**
 * How to diagnose; nothing is required. An unknown option is a fault, at `/options/<name>`.
 * @example
 * { locale: "zh-CN", now: "2026-11-22T09:00:00+08:00", audience: "agent" }
 */
export interface DiagnoseOptions {
  /** BCP 47 tag; the customer's locale where it is not given, else English. */
  locale?: string;
  /** RFC 3339; the time of the attempt where it is not given. */
  now?: string;
  /** "customer" where it is not given: of some causes an agent is told more. */
  audience?: Audience;
  /** A shipped profile's id, or a profile of one's own. */
  profile?: string | Profile;
  /** Made by `loadRules` or `composeRules`; the shipped ones where it is not given. */
  rules?: RuleSet;
}

const OPTIONS = ["locale", "now", "audience", "profile", "rules"] as const;

/** The options read and filled in. */
export interface Settings {
  locale: string | undefined;
  now: string | undefined;
  audience: Audience;
  profile: Profile;
  profileOption: string | Profile | undefined;
  rules: CompiledRuleSet;
}

export function parseOptions(options: unknown, defaults: () => RuleSet): { settings: Settings } | { issues: Issue[] } {
  const issues: Issue[] = [];
  const fault = (name: string, code: string, message: string): undefined => {
    issues.push({ path: `/options/${redactText(name)}`, code, message });
    return undefined;
  };
  const given = ownMembers(options);
  if (given === undefined)
    return { issues: [{ path: "/options", code: "invalid_type", message: "expected a plain object of options" }] };
  for (const key of Object.keys(given)) {
    if (OPTIONS.includes(key as (typeof OPTIONS)[number])) continue;
    const near = nearest(key, OPTIONS);
    fault(key, "unknown_option", `no such option${near === undefined ? "" : `; did you mean "${near}"?`}`);
  }
  const text = (name: string): string | undefined =>
    given[name] === undefined || typeof given[name] === "string"
      ? given[name]
      : fault(name, "invalid_type", "expected a text");
  const locale = text("locale");
  const now = text("now");
  if (now !== undefined && parseInstant(now) === undefined) {
    fault("now", "invalid_time", "write the time with its offset, as in 2026-11-22T09:00:00+08:00");
  }
  const audience = given.audience ?? "customer";
  if (audience !== "customer" && audience !== "agent") fault("audience", "invalid_value", "expected customer or agent");
  const rules = given.rules ?? defaults();
  if (!isRuleSet(rules)) {
    fault("rules", "invalid_type", "expected a rule set made by loadRules");
    return { issues };
  }
  const profile = parseProfile(given.profile, rules, fault);
  if (issues.length > 0 || profile === undefined) return { issues };
  const profileOption = given.profile as string | Profile | undefined;
  return { settings: { locale, now, audience: audience as Audience, profile, profileOption, rules } };
}

/** Own members as they stand: no accessor is called. Undefined where there is one, or no object, or a Proxy that gives none. */
function ownMembers(options: unknown): Record<string, unknown> | undefined {
  try {
    if (!isJsonObject(options)) return undefined;
    const members = Object.entries(Object.getOwnPropertyDescriptors(options)).filter(([, member]) => member.enumerable);
    if (members.some(([, member]) => !("value" in member))) return undefined;
    return Object.fromEntries(members.map(([name, { value }]) => [name, name === "profile" ? plainOr(value) : value]));
  } catch {
    return undefined;
  }
}

/** A copy where it is plain JSON; else null, which is no profile. */
function plainOr(value: unknown): unknown {
  if (value === undefined) return undefined;
  const copied = copyPlainJson(value);
  return "value" in copied ? copied.value : null;
}

let schemaOfProfiles: JsonObject | undefined;

function parseProfile(
  wish: unknown,
  rules: CompiledRuleSet,
  fault: (name: string, code: string, message: string) => undefined,
): Profile | undefined {
  const { profiles } = rules.parts;
  if (wish === undefined || typeof wish === "string") {
    const found = profiles.find((profile) => profile.id === (wish ?? "default"));
    return (
      found ?? fault("profile", "invalid_value", `expected one of: ${profiles.map((profile) => profile.id).join(", ")}`)
    );
  }
  schemaOfProfiles ??= profileSchema();
  if (fitsSchema(wish as Json, schemaOfProfiles) && (wish as Profile).channels.length > 0) return wish as Profile;
  return fault("profile", "invalid_value", "expected a profile with at least one channel, as in rules/profiles");
}
