import { echoOf } from "../amounts.js";
import type { Input } from "../protocol.js";
import { locale } from "../settings.js";
import { around, words } from "../store.js";

interface Props {
  /** Id of the field: its description has this id with "-bad" behind it. */
  id: string;
  input: Input;
  typed: string;
  /** The field was sent, or left: only then is a fault told. */
  isBad: boolean;
  /** Another currency than the transaction's. */
  currency?: string | undefined;
}

/** Below a field: how its amount is understood, or why it is not. */
export function FieldNote({ id, input, typed, isBad, currency }: Props) {
  const said = words.value;
  const echo = echoOf(
    input,
    typed,
    currency === undefined ? around.value : { ...around.value, currency },
    locale.value,
    said,
  );
  if (isBad) {
    return (
      <p class="bad" id={`${id}-bad`} role="alert">
        {echo?.isBad === true ? echo.text : said.bad_number}
      </p>
    );
  }
  return echo === null || echo.isBad ? null : <p class="echo">{echo.text}</p>;
}
