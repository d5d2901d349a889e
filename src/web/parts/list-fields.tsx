import { useSignal } from "@preact/signals";
import type { JsonObject } from "../../json.js";
import { answerOf, patchOf } from "../answers.js";
import { suppose, words } from "../store.js";
import { limitWindows } from "../windows.js";

interface Props {
  ask: string;
  unit: string;
}

/** Fees: none, or one flat fee. More is pasted. */
export function FeesField({ ask, unit }: Props) {
  const said = words.value;
  const flat = useSignal("");
  const isBad = useSignal(false);
  return (
    <form
      class="field"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const value = answerOf({ kind: "money" }, flat.value);
        isBad.value = value === undefined;
        if (value !== undefined)
          suppose("/fees", `${said.fee} = ${flat.value} ${unit}`, patchOf("/fees", [{ flat: value }]));
      }}
    >
      <div class="field-row">
        <button type="button" onClick={() => suppose("/fees", said.no_fees, patchOf("/fees", []))}>
          {said.no_fees}
        </button>
        <input
          type="text"
          inputMode="decimal"
          placeholder={said.fee_is}
          aria-label={`${ask} ${said.fee_is} (${unit})`}
          aria-invalid={isBad.value}
          value={flat.value}
          onInput={({ currentTarget }) => (flat.value = currentTarget.value)}
        />
        <span class="unit">{unit}</span>
        <button type="submit">{said.answer_it}</button>
      </div>
      {isBad.value && (
        <p class="bad" role="alert">
          {said.bad_number}
        </p>
      )}
    </form>
  );
}

/** Limits: none, or one with what is used of it. */
export function LimitsField({ ask, unit }: Props) {
  const said = words.value;
  const window = useSignal<(typeof limitWindows)[number]>("daily");
  const most = useSignal("");
  const used = useSignal("");
  const isBad = useSignal(false);
  return (
    <form
      class="field"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const [max, done] = [most.value, used.value].map((typed) => answerOf({ kind: "money" }, typed));
        isBad.value = max === undefined || (done === undefined && used.value.trim() !== "");
        if (max === undefined || isBad.value) return;
        const limit: JsonObject = { window: window.value, max };
        if (done !== undefined) limit.used = done;
        suppose("/limits", `${said[`window_${window.value}`]} = ${most.value} ${unit}`, patchOf("/limits", [limit]));
      }}
    >
      <div class="field-row">
        <button type="button" onClick={() => suppose("/limits", said.no_limits, patchOf("/limits", []))}>
          {said.no_limits}
        </button>
        <select
          aria-label={ask}
          value={window.value}
          onChange={({ currentTarget }) => (window.value = currentTarget.value as typeof window.value)}
        >
          {limitWindows.map((name) => (
            <option key={name} value={name}>
              {said[`window_${name}`]}
            </option>
          ))}
        </select>
        <input
          type="text"
          inputMode="decimal"
          placeholder={said.limit}
          aria-label={`${said.limit_is} (${unit})`}
          aria-invalid={isBad.value}
          value={most.value}
          onInput={({ currentTarget }) => (most.value = currentTarget.value)}
        />
        <input
          type="text"
          inputMode="decimal"
          placeholder={said.used_so_far}
          aria-label={`${said.used_so_far} (${unit})`}
          value={used.value}
          onInput={({ currentTarget }) => (used.value = currentTarget.value)}
        />
        <span class="unit">{unit}</span>
        <button type="submit">{said.answer_it}</button>
      </div>
      {isBad.value && (
        <p class="bad" role="alert">
          {said.bad_number}
        </p>
      )}
    </form>
  );
}
