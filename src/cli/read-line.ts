import type { Diagnosis } from "../base/diagnosis.js";
import { meaningText } from "../words/said.js";
import type { Wording } from "../words/wording.js";
import type { Page, Span } from "./layout.js";

type Read = Pick<Diagnosis, "transaction" | "said">;

/** The first line of an answer, so that it can be seen whether the paste was understood: amount, provider, kind, time, reference, status. */
export function readLine(page: Page, { transaction, said }: Read, wording: Wording): void {
  const { kind, amount, at, reference, status, instrument } = transaction;
  const provider = wording.forAgent ? (said.find(({ name }) => name !== "" && name !== "generic")?.name ?? "") : "";
  const paidBy = [instrument?.brand, instrument?.kind].flatMap((word) =>
    word === undefined ? [] : wording.value(word),
  );
  const parts = [
    provider,
    wording.value(kind),
    paidBy.join(" "),
    at === undefined ? "" : wording.time(at),
    reference === undefined ? "" : wording.phrase("reply_reference", { reference }),
    status === "unknown"
      ? wording.labelled(wording.label("transaction.status"), wording.value(status))
      : wording.value(status),
  ].filter((part) => part !== "");
  const dot = page.style.unicode ? "·" : "-";
  const rest = parts.join(` ${dot} `);
  page.hang("", amount === undefined ? rest : [[wording.money(amount), page.style.bold], ` ${dot} ${rest}`]);
}

/** What the provider said besides the codes that `told` has: each code with what its table says of it, then the provider's sentence. */
export function saidLines(page: Page, { said }: Read, told: readonly string[], wording: Wording): void {
  // A customer is told of no code.
  if (!wording.forAgent) return;
  const { unicode, bold, dim } = page.style;
  const dash = unicode ? "—" : "-";
  for (const one of said) {
    const { name, scheme, code, retry } = one;
    if (told.includes(code)) continue;
    const who = name === "" || name === "generic" ? "" : name;
    if (scheme === "message") {
      const sentence = `“${code}”`;
      page.hang("  ", who === "" ? sentence : wording.labelled(who, sentence));
      continue;
    }
    const meaning = meaningText(one, wording);
    const about: Span[] = meaning === null ? [] : [` ${dash} ${meaning}`];
    if (retry !== null && retry !== "unknown") {
      const again = wording.labelled(wording.phrase("heading_retry"), wording.phrase(`retry_${retry}`));
      about.push([wording.phrase("in_brackets", { text: again }), dim]);
    }
    page.hang("  ", [[wording.labelled(who === "" ? scheme : who, code), bold], ...about]);
  }
}
