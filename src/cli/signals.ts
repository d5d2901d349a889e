import { EXIT } from "./exit.js";

/** The first signal ends the run in order; the second ends the process at once. */
export function listen(stop: AbortController, readsInput: boolean): { code(): number; end(): void } {
  let code: number = EXIT.answered;
  const on = (name: "SIGINT" | "SIGTERM", number: number): (() => void) => {
    const heard = (): void => {
      code = 128 + number;
      stop.abort();
      // An open pipe would keep the process alive.
      if (readsInput) process.stdin.destroy();
    };
    process.once(name, heard);
    return () => void process.off(name, heard);
  };
  const ends = [on("SIGINT", 2), on("SIGTERM", 15)];
  return {
    code: () => code,
    end: () => {
      for (const end of ends) end();
    },
  };
}
