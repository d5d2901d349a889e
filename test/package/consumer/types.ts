// Every export of the package, used as an app would use it. Compiled, not run: a line marked @ts-expect-error must be refused.
import {
  type Action,
  type AssessedCause,
  type AssessedChannel,
  type AssessedConflict,
  type AssessedEscalation,
  type AssessedEvidence,
  type AssessedFact,
  type AssessedPrepareItem,
  type AssessedQuestion,
  type AssessedRemedy,
  type AssessedRuledOut,
  type AssessedWarning,
  type Assessment,
  type Audience,
  assess,
  assessmentJsonSchema,
  type Cause,
  type CauseCode,
  type CauseExplanation,
  type CauseFile,
  type CauseText,
  type Certainty,
  type Channel,
  type ChannelKind,
  type CodeRetry,
  type CodeTable,
  type Condition,
  type Conflict,
  contextJsonSchema,
  type DiagnoseOptions,
  type Diagnosis,
  defaultRules,
  diagnose,
  diagnoseMany,
  type Effort,
  type Escalation,
  type EscalationReason,
  type Evidence,
  type ExplainOptions,
  type explain,
  type FactName,
  type FormName,
  type Forms,
  findCause,
  type HandoffPacket,
  InvalidContextError,
  InvalidRulesError,
  type Issue,
  isCause,
  type JsonPatch,
  type LocaleFile,
  type LocalizeOptions,
  loadRules,
  localize,
  type ManyResult,
  type Money,
  type Outcome,
  type OutcomeRecord,
  type Party,
  type PatchOperation,
  type Plan,
  type PlanStep,
  type Preflight,
  type PrepareItem,
  type Priority,
  type Profile,
  type ProviderCode,
  packetJsonSchema,
  parseContext,
  type preflight,
  type Question,
  type ReadFormat,
  type Reading,
  type ReadOptions,
  type ReadProvider,
  type ReadTransaction,
  type Reason,
  type Remedy,
  type RemedyParams,
  type RemedyParamsByAction,
  type Repair,
  type Reply,
  type ReplyChannel,
  type ReplyNote,
  type ReplyOptions,
  type Retry,
  type RetryLimit,
  type RetryLimits,
  type RuledOut,
  type RuleFiles,
  type RuleIssue,
  type RuleSet,
  type RuleSetId,
  readTransaction,
  recordOutcome,
  type redact,
  reply,
  type Said,
  type SomeWords,
  type Template,
  type TermName,
  type Tone,
  type TransactionContext,
  type TransactionSummary,
  TxwhyError,
  UnreadableInputError,
  type Verdict,
  type Verified,
  type Warning,
  type Who,
  type Words,
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
// @ts-expect-error a status that does not exist
export const wrongStatus: TransactionContext = { transaction: { status: "declined" } };
// @ts-expect-error an amount is not an object
export const wrongAmount: TransactionContext = { transaction: { amount: { value: "1" } } };

const options: DiagnoseOptions = { locale: "id", now: "2026-11-22T09:00:00Z", audience: "agent", profile: "gopay" };
// @ts-expect-error an audience that does not exist
export const wrongAudience: DiagnoseOptions = { audience: "merchant" };
// @ts-expect-error an option that does not exist
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
  const [cause]: readonly Cause[] = diagnosis.causes;
  const evidence: Evidence | undefined = cause?.evidence[0];
  const params: RemedyParams | undefined = cause?.remedies[0]?.params;
  const step: PlanStep | undefined = diagnosis.plan?.steps[0];
  const [question]: readonly Question[] = diagnosis.questions;
  const [conflict]: readonly Conflict[] = diagnosis.conflicts;
  const [warning]: readonly Warning[] = diagnosis.warnings;
  const retry: Retry = diagnosis.retry;
  const set: RuleSetId = diagnosis.ruleSet;
  if (diagnosis.escalation !== null) {
    const packet: HandoffPacket = diagnosis.escalation.packet;
    const item: PrepareItem | undefined = diagnosis.escalation.prepare[0];
    const outcome: Outcome = { ticket: "T-1", result: "solved" };
    const record: OutcomeRecord = recordOutcome(packet, outcome);
    // @ts-expect-error a result that does not exist
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
    own.causes.push("merchant.closed");
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
    const [found]: readonly ReadTransaction[] = reading.transactions;
    const [repair]: readonly Repair[] = reading.repairs;
    return repair?.kind === "text" ? undefined : found?.context;
  } catch (error) {
    if (!(error instanceof UnreadableInputError)) throw error;
    const { line, column, excerpt, hint }: { line: number; column: number; excerpt: string; hint: string } = error;
    throw new Error(`${line}:${column} ${excerpt} ${hint}`);
  }
}

/** A verdict, an action and a code narrow. */
export async function narrowed(): Promise<string | undefined> {
  const diagnosis = await diagnose(context, { rules: core.coreRules() });
  // @ts-expect-error a misspelt area of the context
  diagnose({ balanc: {} });
  // @ts-expect-error a time is a text
  diagnose(context, { now: new Date() });
  // @ts-expect-error results are readonly
  diagnosis.causes.push();
  if (diagnosis.verdict === "escalate") return diagnosis.escalation.packet.reason;
  if (diagnosis.verdict === "wait") return diagnosis.causes[0].title;
  if (isCause(diagnosis, "limit.daily")) return diagnosis.causes[0].explanation;
  const remedy = findCause(diagnosis, "balance.insufficient")?.remedies[0];
  if (remedy?.action === "split_payment") return `${remedy.params.parts * 1} × ${remedy.params.amount.value}`;
  if (remedy?.action === "top_up") return remedy.params.fee?.value;
  // @ts-expect-error an action that does not exist
  if (remedy?.action === "wait_untill") return undefined;
  // @ts-expect-error only a later retry has a time
  const retry: Retry = { when: "now", notBefore: "2026-11-22T09:00:00Z", sameReference: false };
  return diagnosis.retry.when === "later" ? diagnosis.retry.notBefore : retry.when;
}

/** Data first, words later. */
export async function inTwoSteps(): Promise<string> {
  const assessment: Assessment = await assess(context, { now: "2026-11-22T09:00:00Z" });
  // @ts-expect-error an assessment has no sentence
  assessment.summary;
  const words: LocalizeOptions = { locale: "zh-CN", audience: "customer" satisfies Audience };
  // @ts-expect-error the time was that of the assessment
  localize(assessment, { now: "2026-11-22T09:00:00Z" });
  return localize(assessment, words).summary;
}

export async function oneByOne(contexts: Iterable<TransactionContext>, foreign: unknown): Promise<ManyResult[]> {
  const found: ManyResult[] = [];
  for await (const result of diagnoseMany(contexts, options)) {
    if (result.error === undefined) result.diagnosis.verdict;
    else result.error.issues.map(({ path }) => path);
    found.push(result);
  }
  for await (const { index } of core.diagnoseMany([parseContext(foreign)])) found.length = index;
  return found;
}

/** Rule files of one's own, checked before they are loaded. */
export function ownFiles(): RuleSet {
  const when: Condition = { fact: "extensions.shopOpen", operator: "equal", value: false };
  const text: CauseText = { title: "The shop is closed", explanation: "The shop takes no payment now." };
  const cause: CauseFile = {
    code: "merchant.closed",
    since: "1.0.0",
    rules: [{ name: "shop_closed", certainty: "certain", when, evidence: ["extensions.shopOpen"] }],
    remedies: [],
    text,
  };
  const table: CodeTable = {
    provider: "acme",
    name: "Acme Pay",
    mainScheme: "acme.code",
    sources: { docs: { title: "Acme API", url: "https://acme.example/errors", date: "2026-11-22" } },
    schemes: {
      "acme.code": {
        level: "provider",
        field: "code",
        source: "docs",
        codes: [{ code: "E51", meaning: "too little money", cause: "balance.insufficient", retry: "after_remedy" }],
      },
    },
  };
  const texts: LocaleFile = { "merchant.closed": text };
  const words: SomeWords = { facts: { "extensions.shopOpen": "Shop open" } };
  // @ts-expect-error a cause needs its code
  loadRules({ "merchant/closed.json": { cod: "merchant.closed" } });
  const pack: core.CodeTablePack = { provider: "acme", aliases: [], schemes: ["acme.code"], load: () => table };
  const language: core.LocalePack = id;
  return loadRules(
    {
      "merchant/closed.json": cause,
      "codes/acme.json": table,
      "locales/id/merchant.json": texts,
      "locales/en/words.json": words,
    },
    core.composeRules({ codes: [stripe, pack], locales: [language] }),
  );
}

// Codes are unions that an editor completes; those of causes, facts and warnings are open to rules of one's own.
holds<Same<Extract<CauseCode, "limit.daily">, "limit.daily">>();
holds<Same<Extract<FactName, "balance.shortfall">, "balance.shortfall">>();
holds<Same<Remedy["action"], Action>>();
holds<Same<RemedyParamsByAction["reduce_amount"]["amount"], Money>>();
holds<Same<Remedy["verified"], Verified>>();
holds<Same<Escalation["priority"], Priority>>();
holds<Same<Cause["party"], Party | undefined>>();
holds<Same<Reading["transactions"][number], ReadTransaction>>();
export const own: [CauseCode, FactName] = ["merchant.closed", "extensions.shopOpen"];

/** The parts of an assessment have names too. */
export interface Data {
  causes: readonly AssessedCause[];
  remedies: readonly AssessedRemedy[];
  evidence: readonly AssessedEvidence[];
  facts: Readonly<Record<string, AssessedFact>>;
  questions: readonly AssessedQuestion[];
  ruledOut: readonly [AssessedRuledOut, RuledOut];
  conflicts: readonly AssessedConflict[];
  warnings: readonly AssessedWarning[];
  escalation: AssessedEscalation;
  channels: readonly AssessedChannel[];
  prepare: readonly AssessedPrepareItem[];
  because: Reason;
  codes: readonly ProviderCode[];
  words: Words;
  explain: ExplainOptions;
  read: [ReadFormat, ReadProvider];
}

export function inBrowser(): Promise<Diagnosis> {
  const packs: core.RulePacks = { codes: [stripe], locales: [id, zh] };
  // @ts-expect-error a table is not a language
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

export const schemas = [contextJsonSchema(), packetJsonSchema(), assessmentJsonSchema()].map(({ title }) => title);
export const redactor: alone.Redactor = alone.createRedactor();
export const clean: string = alone.redactText("text");
export const others: unknown[] = [core.InvalidContextError, core.InvalidRulesError, core.preflight, core.redact];

export type Replied = [
  Reply,
  ReplyChannel,
  ReplyNote,
  ReplyOptions,
  CodeRetry,
  FormName,
  Forms<string>,
  RetryLimit,
  RetryLimits,
  Said,
  Template,
  TermName,
  Tone,
  TransactionSummary,
];
export const replied = async (): Promise<Reply> => reply(await assess({}), { channel: "sms" });
