import type { Options } from "./args.js";
import type { Io } from "./io.js";

export type Paint = (text: string) => string;

/** How a terminal is written to: how wide, with which signs and colours. */
export interface Style {
  width: number;
  /** Whether block characters and dashes can be shown; else ASCII stands for them. */
  unicode: boolean;
  bold: Paint;
  dim: Paint;
  red: Paint;
  yellow: Paint;
  green: Paint;
  cyan: Paint;
}

/** `--no-color`, then FORCE_COLOR, then NO_COLOR, then whether it is a terminal that knows colours. */
function hasColour({ env, stdout }: Io, options: Options): boolean {
  if (options["no-color"] === true) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if ((env.NO_COLOR ?? "") !== "") return false;
  return stdout.isTTY === true && env.TERM !== "dumb";
}

/** Where the locale names a character set that is not UTF-8, or the terminal has no such signs. */
function hasUnicode({ env, platform }: Io): boolean {
  if (env.TERM === "dumb" || env.TERM === "linux") return false;
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => (value ?? "") !== "");
  if (locale !== undefined) return /utf-?8/i.test(locale);
  if (platform !== "win32") return true;
  return [env.WT_SESSION, env.TERM_PROGRAM, env.ConEmuTask].some((value) => (value ?? "") !== "");
}

const NARROWEST = 40;
const WIDEST = 100;

export function styleFor(io: Io, options: Options): Style {
  const coloured = hasColour(io, options);
  const paint =
    (open: number, close: number): Paint =>
    (text) =>
      coloured && text !== "" ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  const columns = io.stdout.isTTY === true ? (io.stdout.columns ?? 80) : Number(io.env.COLUMNS ?? 80);
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, Number.isInteger(columns) && columns > 0 ? columns : 80)),
    unicode: hasUnicode(io),
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    yellow: paint(33, 39),
    green: paint(32, 39),
    cyan: paint(36, 39),
  };
}
