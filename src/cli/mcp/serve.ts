import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable, Writable } from "node:stream";
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, type McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import { redactText } from "../../redact/index.js";
import { type Io, tell, UsageError, withEscapes } from "../io.js";

/** The reader refuses texts over 16 MiB with a hint. A longer message ends the connection, and over HTTP it is refused. */
const MOST_BYTES = 32 * 1_048_576;
const PATH = "/mcp";

/** Faults of a connection: what a client sent may be in their text. */
const teller =
  (io: Io) =>
  (error: Error): void =>
    tell(io, `txwhy mcp: ${redactText(error.message).replace(/\s+/g, " ").slice(0, 200)}`);

/** Serves one client over standard input and output, until the input ends or the run is stopped. */
export async function overStdio(create: () => McpServer, io: Io, signal: AbortSignal): Promise<void> {
  const input = Readable.from(io.stdin, { objectMode: false });
  // A line is JSON: an escape in it is the character itself.
  const output = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, _encoding, done) => {
      const isWritten = io.stdout.write(withEscapes(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString()));
      if (isWritten === false && io.stdout.once !== undefined) io.stdout.once("drain", () => done());
      else done();
    },
  });
  const transport = new StdioServerTransport(input, output, { maxBufferSize: MOST_BYTES });
  const connection = serveStdio(create, { transport, onerror: teller(io) });
  await new Promise<void>((resolve) => {
    for (const event of ["end", "close", "error"]) input.once(event, () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await connection.close();
}

/**
 * Serves any number of clients over HTTP at this machine's own address, until the run is stopped. A browser page of another origin and a
 * name that was pointed at this machine (DNS rebinding) are refused. Port 0 is any free one; the address is told.
 * @throws {UsageError} where the port cannot be had.
 */
export async function overHttp(create: () => McpServer, port: number, io: Io, signal: AbortSignal): Promise<void> {
  const handler = createMcpHandler(create, { onerror: teller(io), maxRequestBodySize: MOST_BYTES });
  const answer = toNodeHandler(handler, { onerror: teller(io), maxRequestBodySize: MOST_BYTES });
  const isOurHost = localhostHostValidation();
  const isOurOrigin = localhostOriginValidation();
  const server = createServer((request, response) => {
    if (!isOurHost(request, response) || !isOurOrigin(request, response)) return;
    if (request.url?.split("?")[0] === PATH) void answer(request as Parameters<typeof answer>[0], response);
    else response.writeHead(404).end();
  });
  const address = await listening(server, port);
  tell(io, `txwhy mcp: http://127.0.0.1:${address.port}${PATH}`);
  if (!signal.aborted)
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  await handler.close();
  server.close();
  server.closeAllConnections();
}

const listening = (server: Server, port: number): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) =>
      reject(new UsageError(`port ${port} cannot be used (${code ?? "unknown reason"}); --http 0 takes a free one`)),
    );
    server.listen(port, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });
