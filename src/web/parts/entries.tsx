import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Json } from "../../base/json.js";
import { amountText } from "../amounts.js";
import { answerOf, type Draft, type DraftEntry, faultsOf } from "../answers.js";
import type { EntryKind, FieldView, Input } from "../protocol.js";
import { locale } from "../settings.js";
import { around, words } from "../store.js";
import { filled, type PageWords } from "../words/index.js";
import { Control, textOf } from "./control.js";
import { FieldNote } from "./fault.js";
import { Icon } from "./icon.js";

type EntriesInput = Input & { kind: "entries" };

let made = 0;
/** An entry with empty fields. A limit starts as a daily one, because its window is required. */
function emptyEntry(fields: readonly FieldView[]): DraftEntry {
  const required = fields.find(({ name }) => name === "window");
  const daily =
    required?.input.kind === "choice" ? required.input.options.findIndex(({ value }) => value === "daily") : -1;
  return { key: ++made, fields: daily < 0 ? {} : { window: String(daily) } };
}

const wordFor = (kind: "add" | "one" | "no", of: EntryKind): string => words.value[`${kind}_${of}` as keyof PageWords];

interface AnswerProps {
  input: EntriesInput;
  unit: string;
  submit(value: Json, shown: string): void;
}

/** The answer to "which fees?" and "which limits?": none, or a list of entries. */
export function EntriesField({ input, unit, submit }: AnswerProps) {
  const said = words.value;
  const entries = useSignal<readonly DraftEntry[]>([]);
  const isChecked = useSignal(false);
  const { of, fields } = input;
  if (entries.value.length === 0) {
    return (
      <div class="choices">
        <button type="button" onClick={() => submit([], wordFor("no", of))}>
          {wordFor("no", of)}
        </button>
        <button type="button" onClick={() => (entries.value = [emptyEntry(fields)])}>
          <Icon name="plus" />
          {wordFor("add", of)}
        </button>
      </div>
    );
  }
  return (
    <form
      class="entries"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const value = answerOf(input, [...entries.value], around.peek());
        isChecked.value = value === undefined;
        if (value !== undefined) submit(value, summaryOf(fields, entries.value, unit));
      }}
    >
      <Entries
        input={input}
        unit={unit}
        entries={entries.value}
        isChecked={isChecked.value}
        change={(next) => (entries.value = next)}
      />
      <div class="row end">
        <button type="submit" class="primary">
          {said.answer_it}
        </button>
      </div>
    </form>
  );
}

/** What was entered, in short. */
const summaryOf = (fields: readonly FieldView[], entries: readonly DraftEntry[], unit: string): string =>
  entries
    .map((entry) =>
      fields
        .flatMap(({ name, input }) => {
          const typed = textOf(entry.fields[name]).trim();
          if (typed === "" || input.kind === "zone") return [];
          if (input.kind === "choice") return name === "window" ? [input.options[Number(typed)]?.label ?? ""] : [];
          if (input.kind !== "money") return [input.kind === "percent" ? `${typed} %` : typed];
          return [amountText(String(answerOf(input, typed, around.peek())), unit || undefined, locale.peek())];
        })
        .join(" "),
    )
    .join("; ");

interface ListProps {
  input: EntriesInput;
  unit: string;
  entries: readonly DraftEntry[];
  /** The answer was sent, so faults are shown. */
  isChecked: boolean;
  change(entries: readonly DraftEntry[]): void;
}

function Entries({ input, unit, entries, isChecked, change }: ListProps) {
  const { of, fields } = input;
  return (
    <>
      {entries.map((entry, i) => (
        <Entry
          key={entry.key}
          name={filled(wordFor("one", of), { number: i + 1 })}
          entry={entry}
          fields={fields}
          unit={unit}
          isChecked={isChecked}
          change={(next) => change(entries.map((one) => (one === entry ? next : one)))}
          remove={() => change(entries.filter((one) => one !== entry))}
        />
      ))}
      <button type="button" class="quiet add" onClick={() => change([...entries, emptyEntry(fields)])}>
        <Icon name="plus" />
        {wordFor("add", of)}
      </button>
    </>
  );
}

interface EntryProps {
  name: string;
  entry: DraftEntry;
  fields: readonly FieldView[];
  unit: string;
  isChecked: boolean;
  change(entry: DraftEntry): void;
  remove(): void;
}

function Entry({ name, entry, fields, unit, isChecked, change, remove }: EntryProps) {
  const said = words.value;
  const bad = isChecked ? faultsOf(fields, entry, around.value) : [];
  const window = fields.find((field) => field.name === "window")?.input;
  const chosen = window?.kind === "choice" ? window.options[Number(textOf(entry.fields.window))]?.value : undefined;
  // A rolling window has a period, a calendar window has a zone; the others have neither.
  const isApt = ({ name: field }: FieldView): boolean =>
    window === undefined ||
    (field === "period"
      ? chosen === "rolling"
      : field === "timeZone" || field === "resetsAt"
        ? ["daily", "weekly", "monthly", "yearly"].includes(String(chosen))
        : true);
  const drawn = (isMore: boolean) =>
    fields
      .filter((field) => field.isMore === isMore && isApt(field))
      .map((field) => (
        <EntryField
          key={field.name}
          field={field}
          unit={unit}
          value={entry.fields[field.name] ?? ""}
          isBad={bad.includes(field.name)}
          isChecked={isChecked}
          change={(value) => change({ ...entry, fields: { ...entry.fields, [field.name]: value } })}
        />
      ));
  const more = drawn(true);
  return (
    <fieldset class="entry-card">
      <legend>{name}</legend>
      <button type="button" class="quiet remove" aria-label={filled(said.remove_entry, { name })} onClick={remove}>
        <Icon name="close" />
      </button>
      <div class="number-grid">{drawn(false)}</div>
      {more.length > 0 && (
        <details>
          <summary>{said.more_fields}</summary>
          <div class="number-grid">{more}</div>
        </details>
      )}
    </fieldset>
  );
}

interface FieldProps {
  field: FieldView;
  unit: string;
  value: Draft;
  isBad: boolean;
  isChecked: boolean;
  change(value: Draft): void;
}

function EntryField({ field: { label, input }, unit, value, isBad, isChecked, change }: FieldProps) {
  const id = useId();
  if (input.kind === "entries") {
    return (
      <div class="number-field wide">
        <span class="label">{label}</span>
        <Entries
          input={input}
          unit={unit}
          entries={typeof value === "string" ? [] : value}
          isChecked={isChecked}
          change={(next) => change([...next])}
        />
      </div>
    );
  }
  return (
    <div class="number-field">
      <label for={id}>{label}</label>
      <Control id={id} label={null} input={input} unit={unit} value={textOf(value)} isBad={isBad} change={change} />
      <FieldNote id={id} input={input} typed={textOf(value)} isBad={isBad} />
    </div>
  );
}
