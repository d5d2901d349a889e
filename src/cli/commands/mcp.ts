import { EXIT } from "../exit.js";
import { UsageError } from "../io.js";
import { profileFor } from "../profile.js";
import { rulesFor } from "../rules/option.js";
import { listen } from "../signals.js";
import type { Call, CommandSpec } from "./command.js";

export const mcpCommand: CommandSpec = {
  name: "mcp",
  summary: "answer a model's calls (Model Context Protocol)",
  options: ["http", "locale", "audience", "profile", "rules"],
  run: serve,
};

async function serve({ options, io }: Call): Promise<number> {
  const rules = rulesFor(options, io);
  const { locale, audience, http } = options;
  const profile = options.profile === undefined ? undefined : await profileFor(options.profile, rules);
  const [{ createMcpServer }, { overHttp, overStdio }] = await Promise.all([
    import("../mcp/server.js"),
    import("../mcp/serve.js"),
  ]).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UsageError(
      "this needs two packages beside txwhy: npm install @modelcontextprotocol/server @modelcontextprotocol/node",
    );
  });
  const create = () =>
    createMcpServer({
      rules,
      ...(locale === undefined ? {} : { locale }),
      ...(audience === undefined ? {} : { audience }),
      ...(profile === undefined ? {} : { profile }),
    });
  const stop = new AbortController();
  const signals = listen(stop, http === undefined);
  try {
    if (http === undefined) await overStdio(create, io, stop.signal);
    else await overHttp(create, http, io, stop.signal);
  } finally {
    signals.end();
  }
  return EXIT.answered;
}
