import { styleText } from "node:util";
import type { Options } from "./args.js";
import type { Io } from "./io.js";

export type Paint = (text: string) => string;

/** How to write to a terminal: its width, signs and colours. */
export interface Style {
  /** Columns for sentences, at most 100. */
  width: number;
  /** Columns for tables, at most 120. */
  wide: number;
  /** Whether block characters and dashes can be shown. If not, ASCII is used. */
  unicode: boolean;
  bold: Paint;
  dim: Paint;
  red: Paint;
  yellow: Paint;
  green: Paint;
  cyan: Paint;
}

/** In this order: `--no-color`, FORCE_COLOR, NO_COLOR, and whether the output is a terminal with colours. */
function hasColour({ env, stdout }: Io, options: Options): boolean {
  if (options.color === false) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if ((env.NO_COLOR ?? "") !== "") return false;
  return stdout.isTTY === true && env.TERM !== "dumb";
}

/** False when the locale names another character set than UTF-8, or the terminal lacks these signs. */
function hasUnicode({ env, platform }: Io): boolean {
  if (env.TERM === "dumb" || env.TERM === "linux") return false;
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => (value ?? "") !== "");
  if (locale !== undefined) return /utf-?8/i.test(locale);
  if (platform !== "win32") return true;
  return [env.WT_SESSION, env.TERM_PROGRAM, env.ConEmuTask].some((value) => (value ?? "") !== "");
}

const NARROWEST = 40;
const WIDEST = 100;
const WIDEST_TABLE = 120;

export function styleFor(io: Io, options: Options): Style {
  const coloured = hasColour(io, options);
  // Whether colours are wanted was decided above, for the stream of this run.
  const paint =
    (format: "bold" | "dim" | "red" | "yellow" | "green" | "cyan"): Paint =>
    (text) =>
      coloured && text !== "" ? styleText(format, text, { validateStream: false }) : text;
  const columns = io.stdout.isTTY === true ? (io.stdout.columns ?? 80) : Number(io.env.COLUMNS ?? 80);
  const room = Math.max(NARROWEST, Number.isInteger(columns) && columns > 0 ? columns : 80);
  return {
    width: Math.min(WIDEST, room),
    wide: Math.min(WIDEST_TABLE, room),
    unicode: hasUnicode(io),
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    yellow: paint("yellow"),
    green: paint("green"),
    cyan: paint("cyan"),
  };
}
