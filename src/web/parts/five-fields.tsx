import { signal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Json, JsonObject } from "../../base/json.js";
import { answerOf } from "../answers.js";
import type { Input } from "../protocol.js";
import { seenIn } from "../seen.js";
import { around, setText, words } from "../store.js";
import { pastedText } from "../tickets.js";
import { Control } from "./control.js";
import { FieldNote } from "./fault.js";

export const showForm = signal(false);

const AMOUNT: Input = { kind: "amount" };
const MONEY: Input = { kind: "money" };
const TEXT: Input = { kind: "text" };
const TIME: Input = { kind: "time" };
type Name = "amount" | "balance" | "fee" | "said" | "time";
const FIELDS: [name: Name, input: Input][] = [
  ["amount", AMOUNT],
  ["balance", MONEY],
  ["fee", MONEY],
  ["said", TEXT],
  ["time", TIME],
];

/** Five questions in place of data: what an agent can read off a screen or ask the customer. */
export function FiveFields() {
  const said = words.value;
  const id = useId();
  const seen = seenIn(pastedText.value);
  const typed = useSignal<Readonly<Record<Name, string>>>({
    amount: "",
    balance: "",
    fee: "",
    said: seen.codes[0] ?? "",
    time: "",
  });
  const isChecked = useSignal(false);
  const codeOnly = useSignal(false);
  const amount = answerOf(AMOUNT, typed.value.amount, around.value) as { amount: string; currency: string } | undefined;
  const near = { ...around.value, currency: amount?.currency };
  const isFilled = (name: Name): boolean => typed.value[name].trim() !== "" && !typed.value[name].startsWith(" ");
  const isBad = (name: Name, input: Input): boolean =>
    isChecked.value && isFilled(name) && answerOf(input, typed.value[name], near) === undefined;
  const set = (name: Name, value: string): void => {
    typed.value = { ...typed.value, [name]: value };
  };
  const shown = FIELDS.filter(([name]) => !codeOnly.value || name === "said");
  const isEmpty = shown.every(([name]) => !isFilled(name));
  const submit = (): void => {
    isChecked.value = true;
    if (isEmpty || shown.some(([name, input]) => isBad(name, input))) return;
    const value = (name: Name, input: Input): Json | undefined =>
      shown.some(([one]) => one === name) && isFilled(name) ? answerOf(input, typed.value[name], near) : undefined;
    showForm.value = false;
    setText(JSON.stringify(contextOf(value), null, 2));
  };
  return (
    <form
      class="card five"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{said.form_title}</h2>
      <p class="hint">{said.form_lead}</p>
      <div class="number-grid">
        {shown.map(([name, input]) => (
          <div key={name} class="number-field">
            <label for={`${id}-${name}`}>{said[`form_${name}`]}</label>
            <Control
              id={`${id}-${name}`}
              label={null}
              input={input}
              unit={input === MONEY ? (amount?.currency ?? "") : ""}
              value={typed.value[name]}
              isBad={isBad(name, input)}
              change={(next) => set(name, next)}
            />
            {input !== TEXT && (
              <FieldNote
                id={`${id}-${name}`}
                input={input}
                typed={typed.value[name]}
                isBad={isBad(name, input)}
                currency={amount?.currency}
              />
            )}
            {name !== "said" && name !== "time" && (
              <Candidates
                texts={seen.amounts}
                choose={(text) => set(name, name === "amount" ? text : text.replace(/ .*$/, ""))}
              />
            )}
            {name === "said" && <Candidates texts={seen.codes} choose={(text) => set("said", text)} />}
          </div>
        ))}
      </div>
      {isChecked.value && isEmpty && (
        <p class="bad" role="alert">
          {said.form_empty}
        </p>
      )}
      <div class="row between">
        <button type="button" class="quiet" onClick={() => (codeOnly.value = !codeOnly.value)}>
          {codeOnly.value ? said.form_all : said.form_code_only}
        </button>
        <button type="submit" class="primary">
          {said.form_submit}
        </button>
      </div>
    </form>
  );
}

/** What was seen in the text, to be chosen and never taken unasked. */
function Candidates({ texts, choose }: { texts: readonly string[]; choose(text: string): void }) {
  if (texts.length === 0) return null;
  return (
    <div class="candidates">
      <span class="hint">{words.value.form_seen}</span>
      {texts.map((text) => (
        <button key={text} type="button" class="small" onClick={() => choose(text)}>
          {text}
        </button>
      ))}
    </div>
  );
}

/** The transaction that the fields describe. What stands in one word is a code, a sentence is a message. */
function contextOf(value: (name: Name, input: Input) => Json | undefined): JsonObject {
  const amount = value("amount", AMOUNT) as JsonObject | undefined;
  const at = value("time", TIME);
  const available = value("balance", MONEY);
  const flat = value("fee", MONEY);
  const said = value("said", TEXT);
  return {
    transaction: { status: "failed", ...amount, ...(at === undefined ? {} : { at }) },
    ...(available === undefined ? {} : { balance: { available } }),
    ...(flat === undefined ? {} : { fees: [{ flat }] }),
    ...(typeof said !== "string" ? {} : { failure: /^\S{1,60}$/.test(said) ? { code: said } : { message: said } }),
  };
}
