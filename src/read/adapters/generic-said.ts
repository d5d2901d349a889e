import { isObject, type SourceObject, type SourceValue } from "../value.js";
import { isAside, stateOf } from "./generic-names.js";
import { booleanOf, sentence, word } from "./payload.js";

/** How deep a payment may say of itself that it was approved. */
const MAX_DEPTH = 4;

/** What the envelope says of the call. */
export const WELL =
  /^(?:valid format|transaction normal|success(?:ful(?:ly)?)?|ok|normal|no error|none|request processed successfully)[.!]?$/i;

/** An `action` is what was asked for where it names no state, and a status may be that of HTTP: none of them leaves the outcome open. */
export const isState = (name: string, said: string): boolean =>
  stateOf(said) !== undefined ||
  (!/action$/i.test(name) &&
    !/^(?:payment required|bad request|unprocessable entity|forbidden|unauthorized|not found)$/i.test(said));

/** Words that only a refusal has. */
export const WRONG =
  /\b(?:invalid|inv\u00e1lid|declin|refus|reject|denied|denegad|negad|rechazad|recusad|fail|error|insufficient|insuficiente|expired|exceed|incorrect|could not|not (?:allowed|found|permitted|valid|authori[sz]ed))/i;

/** A code by its own words; one that says that there is no error says the opposite. */
export const FAULT =
  /^(?!no_?err|.{0,60}none$).{0,60}(?:^e[_-]|(?:^|[_-])err|error|exception|invalid|fail|declin|refus|reject|denied|insufficient|expired|not_?(?:found|allowed|permitted))/i;

export const FAILURE =
  /^error\b|^(?=.{0,200}\b(?:payment|transaction|charge|capture|card|purchase|order|pago|pagamento|transfer)\b).{0,200}\b(?:fail(?:ed|ure)|declined|refused|rejected|denied|rechazad|recusad)/i;

/** What stands in the place of an error where there is none. */
export function isNothing(value: SourceValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value) || value === true) return false;
  const text = typeof value === "string" ? value.trim() : (word(value) ?? "");
  // A link to where the error was reported is none.
  return /^(?:|0|false|no|none|null|nil|n\/a|ok|success|(?:\[[^\]]{0,80}\]\()?https?:\S{1,500})$/i.test(text);
}

/** Words of a refusal, in front of whatever follows: "DECLINED", "REJECT: 15", "Denegada". */
export const DECLINED =
  /^(?:transaction |payment |auth(?:orization)? )?(?:declined?|den(?:y|ied)|refused?|reject(?:ed)?|deneg|rechaz|recus|negad|ditolak|reddedil|abgelehnt|\u5df2\u62d2\u7edd)/i;

/** "Transaccion denegada": what an answer says of the payment, whatever the state of the call. */
export const denial = (value: SourceValue): true | undefined =>
  /^(?:(?:your|the|la|el|a|o|su) )?(?:transa[ck]\S{2,6}|payment|pago|pagamento|opera\S{3,6}|card|tarjeta|auth\S{0,12})\.? (?:(?:was|has been|is|fue|foi) )?(?:declin|den(?:ied|egad)|refus|reject|rechaz|recus|negad|not (?:author|approv))/i.test(
    sentence(value) ?? "",
  ) || undefined;

/** Whether the payment says of itself that it was not approved: `transaction_approved: 0`, `<approved>No</approved>`, `autorizado: "0"`. */
export function isDenied(value: SourceValue, depth = 0): boolean {
  if (!isObject(value) || depth > MAX_DEPTH) return false;
  return Object.entries(value).some(([name, inner]) =>
    isAside(name)
      ? false
      : APPROVED.test(name)
        ? /^(?:0|n|no|false)$/i.test(word(inner) ?? (inner === false ? "no" : ""))
        : isDenied(inner, depth + 1),
  );
}
const APPROVED = /^(?:is|r|transaction|payment)?[_-]?(?:approved|autorizado|aprobado|aprovado)$/i;

export function booleanMember(payload: SourceObject): boolean | undefined {
  for (const [name, value] of Object.entries(payload))
    if (/^(is_?)?(success|ok|succeeded)$/i.test(name)) return booleanOf(value);
  return undefined;
}

/** Whether an answer is an error of HTTP. */
export const isHttpError = (payload: SourceObject): boolean =>
  Object.entries(payload).some(
    ([name, value]) =>
      /^(?:(?:http_?)?(?:status)?_?code|(?:http_?)?status)$/i.test(name) && /^[45]\d\d$/.test(word(value) ?? ""),
  );

/** What 3-D Secure answers says who is paying, and nothing of whether that was paid. */
export const isAuthentication = (payload: SourceObject): boolean =>
  ["cavv", "eci"].every((part) => Object.keys(payload).some((name) => name.toLowerCase().endsWith(part)));

/** A line of a web server's log: what failed there is the request, `at=error code=H17 method=POST path=/pay dyno=web.1`. */
export const isRequest = (payload: SourceObject): boolean =>
  /^(?:GET|POST|PUT|PATCH|DELETE)$/.test(word(payload.method ?? null) ?? "") &&
  (word(payload.path ?? null) ?? "").startsWith("/") &&
  ["dyno", "fwd", "bytes", "duration", "controller"].some((name) => Object.hasOwn(payload, name));
