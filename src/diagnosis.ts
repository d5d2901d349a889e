/** The words of the answer: what `diagnose` and `preflight` return. Every value is plain JSON. */

export type Certainty = "certain" | "likely" | "possible";
export type Verdict = "self_service" | "wait" | "escalate" | "not_failed";
export type Effort = "seconds" | "minutes" | "hours" | "days";
export type Who = "customer" | "payee" | "merchant" | "issuer" | "support";
export type ChannelKind = "phone" | "chat" | "email";

/** An amount with exactly its currency's digits, in major units. */
export interface Money {
  value: string;
  currency: string;
}

/** One operation of an RFC 6902 patch; only these three are ever made. */
export type PatchOperation = { op: "add" | "replace"; path: string; value: unknown } | { op: "remove"; path: string };
export type JsonPatch = PatchOperation[];

export interface Warning {
  /** JSON Pointer of the place it is about. */
  path: string;
  code: string;
  message: string;
  line?: number;
}

export interface Evidence {
  fact: string;
  value: string | number | boolean | null;
  unit?: string;
  label: string;
}

export interface RemedyParams {
  amount?: Money;
  notBefore?: string;
  limit?: Money;
  source?: string;
  [name: string]: unknown;
}

export interface Remedy {
  action: string;
  who: Who;
  title: string;
  steps: string[];
  params: RemedyParams;
  effort: Effort;
  /** Onto the context that was diagnosed; null where the effect cannot be simulated. */
  patch: JsonPatch | null;
  /** Found by diagnosing the patched context. */
  verified: "clears_all" | "clears_this" | "fails" | "not_simulated";
  /** Codes that still block after the patch, in the order of causes. */
  leaves: string[];
}

export interface Cause {
  /** `<group>.<name>`: also the path of the rule file. */
  code: string;
  title: string;
  explanation: string;
  certainty: Certainty;
  /** Names of the rules that fired. */
  rules: string[];
  evidence: Evidence[];
  remedies: Remedy[];
  providerCodes?: { provider: string; code: string }[];
  sensitive?: true;
}

export interface PlanStep {
  cause: string;
  action: string;
  params: RemedyParams;
}

/** The cheapest set of remedies after which nothing blocks; `patch` is that of all steps in turn. */
export interface Plan {
  steps: PlanStep[];
  patch: JsonPatch;
  clears: true;
}

export interface Retry {
  when: "now" | "after_remedy" | "later" | "check_status_first" | "never";
  notBefore?: string;
  sameReference: boolean;
}

/** A missing fact that could add or remove a blocking cause. */
export interface Question {
  path: string;
  ask: string;
  /** Codes of the causes it would decide. */
  decides: string[];
}

export interface Conflict {
  cause: string;
  facts: string[];
  because: string;
}

export interface Channel {
  kind: ChannelKind;
  because: string;
  /** null when the hours or the time are not known. */
  openNow: boolean | null;
  address?: string;
}

export type EscalationReason =
  | "unknown_outcome"
  | "needs_human"
  | "conflicting_evidence"
  | "remedies_exhausted"
  | "no_rule_matched";

export interface PrepareItem {
  item: string;
  label: string;
  state: "have" | "missing" | "not_applicable";
}

/** What the human who takes over needs: redacted, and enough to make the same diagnosis again. */
export interface HandoffPacket {
  schema: "txwhy.handoff/1";
  reason: EscalationReason;
  priority: Escalation["priority"];
  /** Give these back to `diagnose` with `context` to get the same diagnosis. */
  options: { locale: string; now?: string; audience: "customer" | "agent"; profile?: unknown };
  ruleSet: RuleSetId;
  /** The context as it was given, redacted, its keys in the order of the contract. */
  context: Record<string, unknown>;
  causes: {
    code: string;
    certainty: Certainty;
    rules: string[];
    providerCodes?: { provider: string; code: string }[];
  }[];
  questions: string[];
  conflicts: { cause: string; facts: string[] }[];
  /** Remedies already tried, from the failed entries of `history`. */
  tried: { cause: string; actions: string[] }[];
}

export interface Escalation {
  reason: EscalationReason;
  priority: "urgent" | "high" | "normal" | "low";
  channel: Channel;
  alternatives: Channel[];
  prepare: PrepareItem[];
  packet: HandoffPacket;
}

export interface RuleSetId {
  id: string;
  version: string;
  hash: string;
}

export interface Diagnosis {
  verdict: Verdict;
  summary: string;
  causes: Cause[];
  advice: Cause[];
  plan: Plan | null;
  retry: Retry;
  /** The most that would pass right now; null when unknown or nothing would. */
  largestAmount: Money | null;
  questions: Question[];
  ruledOut: { cause: string; because: string }[];
  conflicts: Conflict[];
  escalation: Escalation | null;
  warnings: Warning[];
  ruleSet: RuleSetId;
  locale: string;
}

export interface Preflight {
  /** No rule fires on known facts. What is not known is in `questions`. */
  passes: boolean;
  causes: Cause[];
  advice: Cause[];
  questions: Question[];
  largestAmount: Money | null;
  /** Now when it passes, else the first time at which the full amount would pass by waiting alone; null when never or unknown. */
  passesAt: string | null;
}
