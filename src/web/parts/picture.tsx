import { useId } from "preact/hooks";
import type { Picture, PicturePart } from "../protocol.js";
import { FigureTable } from "./figure-table.js";

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
/** Minimum width of a part, so that it can be seen. */
const width = ({ from, to }: PicturePart): string => percent(Math.max(0.006, to - from));

/** The sum of a cause as bars: what is needed in parts, what is available below it, and the excess. */
export function PictureOf({ picture }: { picture: Picture }) {
  const id = useId();
  const { title, desc, parts, against, excess, headroom } = picture;
  const rows = [...parts, against, ...(excess === null ? [] : [excess])];
  return (
    <figure class="picture">
      <svg width="100%" height="74" role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{desc}</desc>
        <defs>
          <pattern id={`${id}-over`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="over-ground" width="7" height="7" />
            <rect class="over-line" width="3" height="7" />
          </pattern>
        </defs>
        <rect class="track" x="0" y="4" width="100%" height="28" rx="6" />
        {parts.map((part) => (
          <rect
            key={part.label}
            class={`bar ${part.tone}`}
            x={percent(part.from)}
            y="4"
            width={width(part)}
            height="28"
            rx="6"
          />
        ))}
        <rect class="track" x="0" y="42" width="100%" height="28" rx="6" />
        <rect class="bar limit" x="0" y="42" width={width(against)} height="28" rx="6" />
        {excess !== null && (
          <>
            <rect
              class="bar"
              x={percent(excess.from)}
              y="42"
              width={width(excess)}
              height="28"
              rx="6"
              fill={`url(#${id}-over)`}
            />
            <line class="edge" x1={percent(excess.from)} x2={percent(excess.from)} y1="0" y2="74" />
          </>
        )}
      </svg>
      <div class="legend" aria-hidden="true">
        {parts.map((part) => (
          <Entry key={part.label} tone={part.tone} label={part.label} text={part.text} />
        ))}
        <Entry tone="limit" label={against.label} text={against.text} />
        {headroom !== null && <Entry tone="room" label={headroom.label} text={headroom.text} />}
        {excess !== null && <Entry tone="over" label={excess.label} text={excess.text} />}
      </div>
      <FigureTable title={title} rows={[...rows, ...(headroom === null ? [] : [headroom])]} />
    </figure>
  );
}

const Entry = ({ tone, label, text }: { tone: string; label: string; text: string }) => (
  <span class={`entry ${tone}`}>
    <i />
    {label} <b>{text}</b>
  </span>
);
