// Every export of the package, used as an app would use it. Compiled, not run: a line marked @ts-expect-error must be refused.
import {
  type Cause,
  type CauseExplanation,
  type Certainty,
  type Channel,
  type ChannelKind,
  type Conflict,
  contextJsonSchema,
  type DiagnoseOptions,
  type Diagnosis,
  defaultRules,
  diagnose,
  type Effort,
  type Escalation,
  type EscalationReason,
  type Evidence,
  type explain,
  type HandoffPacket,
  InvalidContextError,
  InvalidRulesError,
  type Issue,
  type JsonPatch,
  loadRules,
  type Money,
  type Outcome,
  type OutcomeRecord,
  type PatchOperation,
  type Plan,
  type PlanStep,
  type Preflight,
  type PrepareItem,
  type Profile,
  packetJsonSchema,
  type parseContext,
  type preflight,
  type Question,
  type Reading,
  type ReadOptions,
  type ReadTransaction,
  type Remedy,
  type RemedyParams,
  type Repair,
  type Retry,
  type RuleFiles,
  type RuleIssue,
  type RuleSet,
  type RuleSetId,
  readTransaction,
  recordOutcome,
  type redact,
  type TransactionContext,
  TxwhyError,
  UnreadableInputError,
  type Verdict,
  type Warning,
  type Who,
} from "txwhy";
import stripe from "txwhy/codes/stripe";
import * as core from "txwhy/core";
import id from "txwhy/locales/id";
import zh from "txwhy/locales/zh-CN";
import * as alone from "txwhy/redact";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

const context: TransactionContext = {
  transaction: { amount: "120.00", currency: "EUR", status: "failed" },
  balance: { available: 121, held: null },
  limits: [{ window: "daily", max: "200", used: "180" }],
  extensions: { anything: ["goes"] },
};
// @ts-expect-error a status there is not
export const wrongStatus: TransactionContext = { transaction: { status: "declined" } };
// @ts-expect-error an amount is no object
export const wrongAmount: TransactionContext = { transaction: { amount: { value: "1" } } };

const options: DiagnoseOptions = { locale: "id", now: "2026-11-22T09:00:00Z", audience: "agent", profile: "gopay" };
// @ts-expect-error an audience there is not
export const wrongAudience: DiagnoseOptions = { audience: "merchant" };
// @ts-expect-error an option there is not
export const wrongOption: DiagnoseOptions = { language: "id" };
// @ts-expect-error rules are a rule set, not its files
export const wrongRules: DiagnoseOptions = { rules: {} };

holds<Same<ReturnType<typeof diagnose>, Promise<Diagnosis>>>();
holds<Same<ReturnType<typeof preflight>, Promise<Preflight>>>();
holds<Same<ReturnType<typeof explain>, CauseExplanation | null>>();
holds<Same<ReturnType<typeof readTransaction>, Reading>>();
holds<Same<ReturnType<typeof redact>, unknown>>();
holds<Same<Diagnosis["verdict"], Verdict>>();
holds<Same<Diagnosis["escalation"], Escalation | null>>();
holds<Same<Diagnosis["plan"], Plan | null>>();
holds<Same<Diagnosis["largestAmount"], Money | null>>();
holds<Same<Cause["certainty"], Certainty>>();
holds<Same<Remedy["effort"], Effort>>();
holds<Same<Remedy["who"], Who>>();
holds<Same<Remedy["patch"], JsonPatch | null>>();
holds<Same<Escalation["reason"], EscalationReason>>();
holds<Same<Channel["kind"], ChannelKind>>();
holds<Same<Awaited<ReturnType<typeof core.diagnose>>, Diagnosis>>();
holds<Same<typeof alone.redact, typeof redact>>();

/** A verdict is one of four: with all of them answered nothing is left. */
export function said(verdict: Verdict): string {
  switch (verdict) {
    case "self_service":
      return "solve it";
    case "wait":
      return "wait";
    case "escalate":
      return "ask";
    case "not_failed":
      return "nothing";
    default: {
      const never: never = verdict;
      return never;
    }
  }
}

/** What an operation is tells whether it has a value. */
export function putInPlace(operation: PatchOperation): unknown {
  if (operation.op === "remove") {
    // @ts-expect-error nothing is put in place of what is removed
    operation.value;
    return undefined;
  }
  return operation.value;
}

export async function answer(): Promise<string> {
  const diagnosis = await diagnose(context, options);
  // @ts-expect-error an escalation may be null
  diagnosis.escalation.packet;
  // @ts-expect-error there may be no cause
  diagnosis.causes[0].title;
  // @ts-expect-error a promise is not the answer
  diagnose(context).verdict;
  const [cause]: Cause[] = diagnosis.causes;
  const evidence: Evidence | undefined = cause?.evidence[0];
  const params: RemedyParams | undefined = cause?.remedies[0]?.params;
  const step: PlanStep | undefined = diagnosis.plan?.steps[0];
  const [question]: Question[] = diagnosis.questions;
  const [conflict]: Conflict[] = diagnosis.conflicts;
  const [warning]: Warning[] = diagnosis.warnings;
  const retry: Retry = diagnosis.retry;
  const set: RuleSetId = diagnosis.ruleSet;
  if (diagnosis.escalation !== null) {
    const packet: HandoffPacket = diagnosis.escalation.packet;
    const item: PrepareItem | undefined = diagnosis.escalation.prepare[0];
    const outcome: Outcome = { ticket: "T-1", result: "solved" };
    const record: OutcomeRecord = recordOutcome(packet, outcome);
    // @ts-expect-error a result there is not
    recordOutcome(packet, { ticket: "T-1", result: "done" });
    return `${record.ticket} ${item?.label}`;
  }
  return [
    evidence?.value,
    params?.amount?.value,
    step?.action,
    question?.ask,
    conflict?.because,
    warning?.line,
    retry.when,
    set.hash,
  ].join();
}

export function rules(): RuleSet {
  const files: RuleFiles = { "merchant/closed.json": "{}" };
  try {
    const own: RuleSet = loadRules(files, defaultRules());
    // @ts-expect-error a rule set is not changed
    own.version = "2";
    // @ts-expect-error nor are its causes
    own.causes.clear();
    return own;
  } catch (error) {
    if (error instanceof InvalidRulesError) {
      const issue: RuleIssue | undefined = error.issues[0];
      // @ts-expect-error the list of an error is not replaced
      error.issues = [];
      throw new Error(issue?.file);
    }
    if (error instanceof InvalidContextError) {
      const issue: Issue | undefined = error.issues[0];
      // @ts-expect-error a fault of a context has no file
      issue?.file;
      const name: "InvalidContextError" = error.name;
      throw new Error(`${name} ${issue?.path}`);
    }
    throw error;
  }
}

export function read(text: string): TransactionContext | undefined {
  const wish: ReadOptions = { locale: "id", provider: "midtrans" };
  try {
    const reading = readTransaction(text, wish);
    const [found]: ReadTransaction[] = reading.transactions;
    const [repair]: Repair[] = reading.repairs;
    return repair?.kind === "text" ? undefined : found?.context;
  } catch (error) {
    if (!(error instanceof UnreadableInputError)) throw error;
    const { line, column, excerpt, hint }: { line: number; column: number; excerpt: string; hint: string } = error;
    throw new Error(`${line}:${column} ${excerpt} ${hint}`);
  }
}

export function inBrowser(): Promise<Diagnosis> {
  const packs: core.RulePacks = { codes: [stripe], locales: [id, zh] };
  // @ts-expect-error a table is no language
  core.composeRules({ locales: [stripe] });
  const profile: Profile = {
    id: "own",
    name: "Own",
    channels: [{ kind: "chat" }],
    source: { title: "Us", date: "2026-11-22" },
  };
  const made: core.RuleSet = core.loadRules({}, core.composeRules(packs));
  return core.diagnose(context, { rules: made, profile });
}

// The parts of a context and of a profile have names of their own.
type Parts = [
  core.TransactionDetails,
  core.Decimal,
  core.Currency,
  core.DateTime,
  core.Balance,
  core.Network,
  core.Limit,
  core.Fee,
  core.FeeBand,
  core.FundingSource,
  core.Instrument,
  core.Authentication,
  core.Account,
  core.Payee,
  core.PayeeBalance,
  core.Failure,
  core.FailureCode,
  core.HistoryEntry,
  core.Customer,
  core.SupportChannel,
  core.OpeningHours,
  core.PasswordPolicy,
  core.ProfileSource,
  core.TriedRemedies,
];
export const limit: Parts[6] = { window: "daily", max: "200.00" };
// @ts-expect-error a limit needs its window
export const noWindow: core.Limit = { max: "200.00" };
holds<Same<ReturnType<typeof parseContext>, TransactionContext>>();
export const issueCode: core.IssueCode = "not_a_decimal";
export const warningCode: core.WarningCode = "unknown_key";
export const codeOf = (error: unknown): string => (error instanceof TxwhyError ? error.code : "");

export const schemas = [contextJsonSchema().title, packetJsonSchema().title, core.coreRules().hash];
export const redactor: alone.Redactor = alone.createRedactor();
export const clean: string = alone.redactText("text");
export const others: unknown[] = [core.InvalidContextError, core.InvalidRulesError, core.preflight, core.redact];
