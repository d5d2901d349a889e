import { useId } from "preact/hooks";
import type { LabelledText, NumberView, Picture, PicturePart } from "../protocol.js";
import { LegendNumber } from "./number-field.js";

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
/** Minimum width of a part, so that it can be seen. */
const width = ({ from, to }: PicturePart): string => percent(Math.max(0.006, to - from));

interface Props {
  picture: Picture;
  /** The numbers of the transaction: those that the legend shows can be changed in it. Of one picture only, because each has one field. */
  numbers?: readonly NumberView[];
}

/** The sum of a cause as bars: what is needed in parts, what is available below it, and the excess. */
export function PictureOf({ picture, numbers = [] }: Props) {
  const id = useId();
  const { title, desc, parts, against, excess, headroom } = picture;
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
      <ul class="legend">
        {[...parts, against].map((part) => (
          <Entry
            key={part.label}
            tone={part.tone}
            part={part}
            number={numbers.find(({ path }) => path === part.path)}
          />
        ))}
        {headroom !== null && <Entry tone="room" part={headroom} />}
        {excess !== null && <Entry tone="over" part={excess} />}
      </ul>
    </figure>
  );
}

interface EntryProps {
  tone: string;
  part: LabelledText;
  number?: NumberView | undefined;
}

const Entry = ({ tone, part: { label, text }, number }: EntryProps) => (
  <li class={`entry ${tone}`}>
    <i aria-hidden="true" />
    {number === undefined ? (
      <>
        {label} <b>{text}</b>
      </>
    ) : (
      <LegendNumber number={number} label={label} text={text} />
    )}
  </li>
);
