import type { Said, TransactionSummary } from "../base/assessment.js";
import { own } from "../base/json.js";
import { moneyOf } from "../base/money.js";
import { type CodeReading, isCode } from "../facts/codes.js";
import { paidBy } from "../facts/sheet.js";
import type { Redactor } from "../redact/index.js";
import type { Situation } from "./find.js";

/** A message is cut here: it is shown beside codes, on one line. */
const LONGEST_MESSAGE = 300;

/** What was tried, as it was understood. */
export function transactionSummary({ context, status, sheet }: Situation, redactor: Redactor): TransactionSummary {
  const { kind = "payment", at, reference } = (own(context, "transaction") ?? {}) as Partial<TransactionSummary>;
  const { amount, currency, exponent } = sheet;
  const [payer, brand] = [paidBy(sheet), own(own(context, "instrument"), "brand") as string | undefined];
  const instrument = {
    ...(payer === undefined ? {} : { kind: payer }),
    ...(brand === undefined ? {} : { brand }),
  };
  return {
    kind,
    ...(amount.known && currency !== undefined ? { amount: moneyOf(amount.value, exponent, currency) } : {}),
    status: status as TransactionSummary["status"],
    ...(at === undefined ? {} : { at }),
    ...(reference === undefined ? {} : { reference: redactedReference(reference, redactor) }),
    ...(Object.keys(instrument).length > 0 ? { instrument } : {}),
  };
}

/** Redacted under its own name, so that a reference that only looks like a card number is kept. */
function redactedReference(reference: string, redactor: Redactor): string {
  const redacted = own(redactor.value({ reference }), "reference");
  return typeof redacted === "string" ? redacted : redactor.text(reference);
}

/** Every code that was read, known or not, the one that decides first; then the provider's message. */
export function saidBy(situation: Situation, redactor: Redactor): Said[] {
  const { context, failure } = situation;
  const codes = (failure?.codes ?? []).filter(isCode);
  const deciding = failure?.deciding ?? null;
  const ordered = [...codes.filter((code) => code === deciding), ...codes.filter((code) => code !== deciding)];
  const message = own(own(context, "failure"), "message") as string | undefined;
  const said = ordered.map((code) => saidCode(code, situation, redactor));
  if (message === undefined) return said;
  const provider = own(own(context, "failure"), "provider") as string | undefined;
  const told = deciding !== null && !isCode(deciding) ? deciding : null;
  const cause = told?.cause ?? null;
  // Rows of tables are named as they are in every language: "≈ stripe expired_card, adyen 6".
  const resembles = told?.resembles?.map(({ provider, code }) => `${provider} ${code}`).join(", ");
  const meaning = resembles === undefined ? null : `\u2248 ${resembles}`;
  const text = redactor.text(message);
  const shown = text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE - 1)}…`;
  const named = providerNames(provider, situation, redactor);
  const party = partyOf(cause, situation);
  return [...said, { ...named, scheme: "message", code: shown, meaning, cause, retry: null, party }];
}

function saidCode(reading: CodeReading, situation: Situation, redactor: Redactor): Said {
  const { provider, scheme, code, level, cause, row } = reading;
  const table = scheme === undefined ? undefined : situation.rules.catalog.tableOfScheme(scheme);
  const source = row === undefined || scheme === undefined ? undefined : sourceOf(row.source, scheme, table);
  return {
    ...providerNames(provider, situation, redactor),
    scheme: scheme === undefined ? "" : redactor.text(scheme),
    code: redactor.text(code),
    meaning: row?.meaning ?? null,
    cause,
    retry: row?.retry ?? null,
    party:
      row?.state === "cancelled"
        ? null
        : (partyOf(cause, situation) ?? (row !== undefined && level === "issuer" ? "issuer" : null)),
    ...(source === undefined ? {} : { source }),
  };
}

type Table = ReturnType<Situation["rules"]["catalog"]["tableOfScheme"]>;

/** The row's own source, else that of its scheme. The page ships tables without sources. */
const sourceOf = (key: string | undefined, scheme: string, table: Table): Said["source"] =>
  table?.sources?.[key ?? table.schemes[scheme]?.source ?? ""];

function providerNames(
  provider: string | undefined,
  { rules }: Situation,
  redactor: Redactor,
): { provider: string; name: string } {
  if (provider === undefined) return { provider: "", name: "" };
  const shown = redactor.text(provider);
  return { provider: shown, name: rules.catalog.table(provider)?.name ?? shown };
}

const partyOf = (cause: string | null, { rules }: Situation): Said["party"] =>
  (cause === null ? undefined : rules.byCode.get(cause)?.file.party) ?? null;
