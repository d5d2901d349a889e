import type { Cause, Diagnosis, Preflight, Question } from "../../base/diagnosis.js";
import { jsonText } from "../io.js";
import type { ToolOutput } from "./schemas.js";

/** The most that a brief answer may have, in bytes of its JSON text. */
const MOST_BYTES = 1500;

/** How much of each list is kept, and the most characters of a text that comes from the input. */
interface Room {
  causes: number;
  /** Causes with their explanation. */
  explained: number;
  /** Remedies of the first cause; the others have one less. */
  remedies: number;
  said: number;
  questions: number;
  warnings: number;
  characters: number;
}

/** From roomy to tight: the first in which the answer fits is taken. */
const ROOMS: readonly Room[] = [
  { causes: 4, explained: 2, remedies: 3, said: 3, questions: 3, warnings: 3, characters: 120 },
  { causes: 3, explained: 1, remedies: 2, said: 2, questions: 2, warnings: 2, characters: 80 },
  { causes: 3, explained: 1, remedies: 1, said: 1, questions: 1, warnings: 1, characters: 60 },
  { causes: 2, explained: 0, remedies: 1, said: 1, questions: 1, warnings: 0, characters: 40 },
  { causes: 1, explained: 0, remedies: 1, said: 1, questions: 0, warnings: 0, characters: 24 },
];

/** The answer in the first room in which it is small enough; that in the last if it never is. */
export function fitting<R, T>(rooms: readonly R[], made: (room: R) => T): T {
  let answer: T | undefined;
  for (const room of rooms) {
    answer = made(room);
    if (new TextEncoder().encode(jsonText(answer, false)).length <= MOST_BYTES) break;
  }
  return answer as T;
}

/** A text from the input, cut to what identifies it. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;

type Which = Pick<ToolOutput<"diagnose">, "index" | "of">;
interface SomeWarning {
  path: string;
  message: string;
}

export function briefDiagnosis(
  {
    transaction,
    said,
    verdict,
    summary,
    causes,
    plan,
    retry,
    largestAmount,
    questions,
    escalation,
    ...rest
  }: Diagnosis,
  warnings: readonly SomeWarning[],
  which: Which,
): ToolOutput<"diagnose"> {
  // The provider's sentence is free text and decides little: the full answer has it.
  const codes = said.filter(({ scheme }) => scheme !== "message");
  return fitting(ROOMS, (room) => ({
    ...which,
    transaction: {
      ...transaction,
      ...(transaction.reference === undefined ? {} : { reference: cut(transaction.reference, room.characters) }),
    },
    said: codes.slice(0, room.said).map(({ provider, code, meaning, retry }) => ({
      provider: cut(provider, room.characters),
      code: cut(code, room.characters),
      meaning,
      retry,
    })),
    verdict,
    summary: cut(summary, 400),
    causes: briefCauses(causes, room),
    plan: plan === null ? null : plan.steps.map(({ action }) => action),
    retry: {
      when: retry.when,
      ...(retry.notBefore === undefined ? {} : { notBefore: retry.notBefore }),
      sameReference: retry.sameReference,
    },
    largestAmount,
    questions: briefQuestions(questions, room),
    escalation:
      escalation === null
        ? null
        : {
            reason: escalation.reason,
            priority: escalation.priority,
            channel: escalation.channel.kind,
            ...(escalation.channel.address === undefined ? {} : { address: escalation.channel.address }),
          },
    advice: rest.advice.map(({ code }) => code),
    warnings: briefWarnings(warnings, room),
    locale: rest.locale,
    ...namesLeftOut({
      said: codes.length > room.said,
      causes: isShortened(causes, room),
      questions: questions.length > room.questions,
      warnings: warnings.length > room.warnings,
    }),
  }));
}

export function briefPreflight(
  { outcome, causes, largestAmount, passesAt, questions, advice }: Preflight,
  warnings: readonly SomeWarning[],
  which: Which,
): ToolOutput<"preflight"> {
  return fitting(ROOMS, (room) => ({
    ...which,
    outcome,
    causes: briefCauses(causes, room),
    largestAmount,
    passesAt,
    questions: briefQuestions(questions, room),
    advice: advice.map(({ code }) => code),
    warnings: briefWarnings(warnings, room),
    ...namesLeftOut({
      causes: isShortened(causes, room),
      questions: questions.length > room.questions,
      warnings: warnings.length > room.warnings,
    }),
  }));
}

type BriefCause = ToolOutput<"diagnose">["causes"][number];

const remediesIn = (room: Room, index: number): number => (index === 0 ? room.remedies : room.remedies - 1);

const briefCauses = (causes: readonly Cause[], room: Room): BriefCause[] =>
  causes.slice(0, room.causes).map(({ code, certainty, title, explanation, remedies }, i) => ({
    code,
    certainty,
    title,
    ...(i < room.explained ? { explanation: cut(explanation, 400) } : {}),
    remedies: remedies
      .slice(0, remediesIn(room, i))
      .map(({ action, who, title, verified }) => ({ action, who, title, verified })),
  }));

const isShortened = (causes: readonly Cause[], room: Room): boolean =>
  causes.length > Math.min(room.causes, room.explained) ||
  causes.some(({ remedies }, i) => remedies.length > remediesIn(room, i));

const briefQuestions = (questions: readonly Question[], room: Room): ToolOutput<"diagnose">["questions"] =>
  questions.slice(0, room.questions).map(({ path, ask }) => ({ path, ask }));

const briefWarnings = (warnings: readonly SomeWarning[], room: Room): SomeWarning[] =>
  warnings
    .slice(0, room.warnings)
    .map(({ path, message }) => ({ path: cut(path, room.characters), message: cut(message, 160) }));

/** The names of the members that were shortened; nothing where there are none. */
export function namesLeftOut(shortened: Readonly<Record<string, boolean>>): { leftOut?: string[] } {
  const names = Object.keys(shortened).filter((name) => shortened[name]);
  return names.length === 0 ? {} : { leftOut: names };
}
