import type { Cause } from "../../base/diagnosis.js";
import { instantTextLike, parseInstant } from "../../base/time.js";
import type { Wording } from "../../words/wording.js";
import type { TimeLine, TimePoint } from "../protocol.js";
import type { PageWords } from "../words/index.js";
import { durationText } from "./values.js";

/** The times in a cause's evidence on one line with the attempt and now; null where there are none. */
export function timeLineOf(
  cause: Cause,
  attempt: string | undefined,
  now: string | undefined,
  wording: Wording,
  words: PageWords,
): TimeLine | null {
  const { locale } = wording;
  const nowAt = now === undefined ? undefined : parseInstant(now);
  const points: TimePoint[] = [];
  const add = (text: string | undefined, label: string, kind: TimePoint["kind"]): void => {
    const at = text === undefined ? undefined : parseInstant(text);
    if (at === undefined || points.some((point) => point.at === at)) return;
    const ahead = nowAt !== undefined && at > nowAt && kind === "event";
    const distance = ahead ? words.in_time.replace("{time}", durationText(at - nowAt, locale)) : null;
    points.push({ at, label, kind, text: wording.time(text as string), distance });
  };
  for (const { fact, value, label } of cause.evidence) {
    if (typeof value === "string" && fact !== "now" && parseInstant(value) !== undefined) add(value, label, "event");
  }
  if (points.length === 0) return null;
  const isOne = now === undefined || (attempt !== undefined && parseInstant(attempt) === nowAt);
  add(attempt, words.attempt, isOne ? "now" : "attempt");
  // In the offset of the attempt: two clocks on one line cannot be compared.
  add(nowAt === undefined || attempt === undefined ? now : instantTextLike(nowAt, attempt), words.now, "now");
  if (points.length < 2) return null;
  points.sort((a, b) => a.at - b.at);
  const said = points.map((point) => wording.labelled(point.label, point.text));
  return { title: words.time_line, desc: wording.list(said), points };
}
