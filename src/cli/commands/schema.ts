import { assessmentJsonSchema, contextJsonSchema, packetJsonSchema, ruleJsonSchema } from "../../rules/json-schemas.js";
import { meant, quoted } from "../args.js";
import { reportJsonSchema } from "../batch/report-schema.js";
import { EXIT } from "../exit.js";
import { jsonText, UsageError } from "../io.js";
import type { CommandSpec } from "./command.js";

const SCHEMAS = {
  context: contextJsonSchema,
  assessment: assessmentJsonSchema,
  packet: packetJsonSchema,
  rule: ruleJsonSchema,
  report: reportJsonSchema,
};

export const schemaCommand: CommandSpec = {
  name: "schema",
  arguments: "[NAME]",
  summary: "the JSON Schema of context, assessment, packet, rule or report",
  options: ["json"],
  choices: () => Object.keys(SCHEMAS),
  async run({ words: [name = "context"], io }) {
    const names = Object.keys(SCHEMAS);
    if (!Object.hasOwn(SCHEMAS, name)) {
      throw new UsageError(`there is no schema ${quoted(name)}; there are ${names.join(", ")}${meant(name, names)}`);
    }
    io.stdout.write(`${jsonText(SCHEMAS[name as keyof typeof SCHEMAS](), true)}\n`);
    return EXIT.answered;
  },
};
