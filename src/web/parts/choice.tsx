import { useId } from "preact/hooks";

interface Props {
  label: string;
  value: string;
  options: [value: string, label: string][];
  /** Its label is for screen readers alone. */
  isQuiet?: boolean;
  change(value: string): void;
}

/** A labelled choice of one from a few. */
export function Choice({ label, value, options, isQuiet, change }: Props) {
  const id = useId();
  return (
    <div class="choice">
      <label for={id} class={isQuiet ? "visually-hidden" : undefined}>
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => change(event.currentTarget.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
