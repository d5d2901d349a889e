import type { Request, Response } from "./protocol.js";
import type { Locale, PageLanguage } from "./words/index.js";

/** The worker, unpacked from the page itself. */
export interface Engine {
  send(request: Request): void;
}

/** What the build packed into the page: its words, and the worker's code. */
export async function unpackPage(): Promise<{ words: Record<Locale, PageLanguage>; code: Uint8Array<ArrayBuffer> }> {
  const packed = document.getElementById("engine")?.textContent ?? "";
  const deflated = Uint8Array.from(atob(packed.trim()), (character) => character.charCodeAt(0));
  const bytes = new Uint8Array(await inflate(deflated));
  const end = bytes.indexOf(10);
  const words = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Record<Locale, PageLanguage>;
  return { words, code: bytes.subarray(end + 1) };
}

/** Starts the worker. */
export function startEngine(
  { words, code }: Awaited<ReturnType<typeof unpackPage>>,
  receive: (response: Response) => void,
  failed: (reason: string) => void,
): Engine {
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  worker.onmessage = ({ data }: MessageEvent<Response>) => receive(data);
  worker.onerror = ({ message }) => failed(message);
  const send = (request: Request): void => worker.postMessage(request);
  send({ kind: "words", words });
  return { send };
}

export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new globalThis.Response(stream).arrayBuffer();
}

export async function deflate(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new globalThis.Response(stream).arrayBuffer());
}
