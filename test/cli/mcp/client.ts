import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { createMcpServer, type McpOptions } from "../../../src/cli/mcp/server.js";

/** What a tool answered: its text, the same as data, and whether it is an error. */
export interface Answered {
  text: string;
  data: unknown;
  isError: boolean;
}

export type Call = (name: string, args: Record<string, unknown>) => Promise<Answered>;

/** Calls tools through the official client. Fails where an answer is more than one text, or its text is not its data. */
export const callsOf =
  (client: Client): Call =>
  async (name, args) => {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: args });
    const [block, ...more] = content;
    if (block?.type !== "text" || more.length > 0) throw new Error("not one text");
    const data: unknown = JSON.parse(block.text);
    if (isError !== true && JSON.stringify(data) !== JSON.stringify(structuredContent))
      throw new Error("the text is not the data");
    return { text: block.text, data, isError: isError === true };
  };

/** A server in this process, and the official client connected to it. */
export async function connected(options: McpOptions = {}): Promise<{ client: Client; call: Call }> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createMcpServer(options).connect(theirs);
  const client = new Client({ name: "test", version: "1" });
  await client.connect(ours);
  // The client checks answers against the output schemas that it was told.
  await client.listTools();
  return { client, call: callsOf(client) };
}
