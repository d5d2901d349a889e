import { useId } from "preact/hooks";
import type { TimeLine, TimePoint } from "../protocol.js";

/** The positions of the points: by time, but with a minimum distance. */
function places(points: readonly TimePoint[]): number[] {
  const first = points[0]?.at ?? 0;
  const span = Math.max(1, (points.at(-1)?.at ?? 0) - first);
  const gap = Math.min(0.18, 0.9 / points.length);
  const result: number[] = [];
  for (const [i, { at }] of points.entries()) {
    const exact = 0.03 + (0.94 * (at - first)) / span;
    const latest = 0.97 - gap * (points.length - 1 - i);
    result.push(Math.min(latest, Math.max(exact, (result.at(-1) ?? -1) + gap)));
  }
  return result;
}

/** The attempt, now, and when a window resets or a lock ends. */
export function TimeLineOf({ line }: { line: TimeLine }) {
  const id = useId();
  const { title, desc, points } = line;
  const at = places(points).map((share) => `${(share * 100).toFixed(2)}%`);
  const now = points.findIndex(({ kind }) => kind === "now");
  return (
    <figure class="time-line">
      <svg width="100%" height="34" role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{desc}</desc>
        <line class="rail" x1="0" x2="100%" y1="17" y2="17" />
        {now >= 0 && at.at(-1) !== at[now] && <line class="wait" x1={at[now]} x2={at.at(-1)} y1="17" y2="17" />}
        {points.map((point, i) => (
          <circle key={point.at} class={point.kind} cx={at[i]} cy="17" r={point.kind === "now" ? 8 : 7} />
        ))}
      </svg>
      <ol class="moments">
        {points.map((point) => (
          <li key={point.at} class={point.kind}>
            <span>{point.label}</span>
            <b>{point.text}</b>
            {point.distance !== null && <em>{point.distance}</em>}
          </li>
        ))}
      </ol>
    </figure>
  );
}
