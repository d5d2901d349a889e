import type { Draft } from "../answers.js";
import type { Input } from "../protocol.js";
import { locale } from "../settings.js";
import { view, words } from "../store.js";
import { filled } from "../words/index.js";
import { allZones, isOffset, machineZone } from "../zone.js";

export interface ControlProps {
  id: string;
  /** A label for screen readers; null where the control has a visible one. */
  label: string | null;
  input: Input;
  unit: string;
  value: string;
  isBad: boolean;
  change(value: string): void;
}

/** The texts of the fields of an entry. */
export const textOf = (draft: Draft | undefined): string => (typeof draft === "string" ? draft : "");

/** The control for one value, of whatever kind. What it holds is the text that `answerOf` reads. */
export function Control(props: ControlProps) {
  const { input, value, change } = props;
  switch (input.kind) {
    case "choice":
      return (
        <Select {...props} change={change}>
          <option value="">{props.label === null ? words.value.not_known : words.value.choose}</option>
          {input.options.map(({ label }, i) => (
            <option key={label} value={String(i)}>
              {label}
            </option>
          ))}
        </Select>
      );
    case "zone":
      return (
        <Select {...props} change={change}>
          <option value="">{words.value.not_known}</option>
          <Zones given={view.value?.zone ?? null} isName />
        </Select>
      );
    case "time": {
      const [clock = "", zone = usualZone()] = value.split(" ");
      return (
        <div class="pair">
          <Text {...props} value={clock} change={(next) => change(`${next} ${zone}`)} />
          <select
            aria-label={words.value.zone}
            value={zone}
            onChange={({ currentTarget }) => change(`${clock} ${currentTarget.value}`)}
          >
            <Zones given={view.value?.zone ?? null} />
          </select>
        </div>
      );
    }
    case "period": {
      const [count = "", unit = "D"] = value.split(" ");
      const names = new Intl.DisplayNames(locale.value, { type: "dateTimeField" });
      return (
        <div class="pair">
          <Text {...props} value={count} change={(next) => change(`${next} ${unit}`)} />
          <select
            aria-label={words.value.period_unit}
            value={unit}
            onChange={({ currentTarget }) => change(`${count} ${currentTarget.value}`)}
          >
            {PERIODS.map(([letter, name]) => (
              <option key={letter} value={letter}>
                {names.of(name)}
              </option>
            ))}
          </select>
        </div>
      );
    }
    default:
      return (
        <div class="with-unit">
          <Text {...props} />
          {unitOf(props) !== "" && <span class="unit">{unitOf(props)}</span>}
        </div>
      );
  }
}

const PERIODS = [
  ["H", "hour"],
  ["D", "day"],
  ["W", "weekOfYear"],
  ["M", "month"],
  ["Y", "year"],
] as const;

const unitOf = ({ input, unit }: ControlProps): string =>
  input.kind === "money" ? unit : input.kind === "percent" ? "%" : "";

/** The zone that the transaction speaks of, else that of this machine. */
export const usualZone = (): string => view.value?.zone ?? machineZone;

function Text({ id, label, input, unit, value, isBad, change }: ControlProps) {
  const type = input.kind === "time" ? "datetime-local" : input.kind === "month" ? "month" : "text";
  const isNumber = ["money", "percent", "number", "count", "period"].includes(input.kind);
  const said = unitOf({ input, unit } as ControlProps);
  return (
    <input
      id={id}
      type={type as "text"}
      inputMode={isNumber ? "decimal" : "text"}
      aria-label={label === null ? undefined : said === "" ? label : `${label} (${said})`}
      aria-invalid={isBad}
      aria-describedby={isBad ? `${id}-bad` : undefined}
      placeholder={input.kind === "amount" ? "120.00 USD" : input.kind === "currencies" ? "USD, IDR" : undefined}
      autocomplete="off"
      value={value}
      onInput={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

function Select({ id, label, value, isBad, change, children }: ControlProps & { children: preact.ComponentChildren }) {
  return (
    <select
      id={id}
      aria-label={label ?? undefined}
      aria-invalid={isBad}
      value={value}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    >
      {children}
    </select>
  );
}

/** Zones to choose from, the transaction's and this machine's first. With `isName` the transaction's offset is not offered. */
function Zones({ given, isName = false }: { given: string | null; isName?: boolean }) {
  const said = words.value;
  const stated = given !== null && !(isName && isOffset(given)) ? given : null;
  const likely = [...new Set([stated, machineZone, "UTC"])].filter((zone) => zone !== null);
  const name = (zone: string): string => {
    const shown = isOffset(zone) ? `UTC${zone}` : zone;
    return zone === stated
      ? filled(said.zone_given, { zone: shown })
      : zone === machineZone
        ? filled(said.zone_here, { zone: shown })
        : shown;
  };
  return (
    <>
      {likely.map((zone) => (
        <option key={zone} value={zone}>
          {name(zone)}
        </option>
      ))}
      <optgroup label={said.zone_all}>
        {allZones
          .filter((zone) => !likely.includes(zone))
          .map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
      </optgroup>
    </>
  );
}
