import { unpackLzma } from "./lzma.js";
import type { Request, Response } from "./protocol.js";

/** The worker, unpacked from the page itself. */
export interface Engine {
  send(request: Request): void;
}

/** Unpacks and starts the worker. What is sent before it runs waits for it. */
export function startEngine(receive: (response: Response) => void, failed: (reason: string) => void): Engine {
  let worker: Worker | undefined;
  const waiting: Request[] = [];
  unpack().then(
    (code) => {
      const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
      worker = new Worker(url);
      worker.onmessage = ({ data }: MessageEvent<Response>) => receive(data);
      worker.onerror = ({ message }) => failed(message);
      for (const request of waiting) worker.postMessage(request);
    },
    (error: unknown) => failed(String(error)),
  );
  return {
    send(request) {
      if (worker === undefined) waiting.push(request);
      else worker.postMessage(request);
    },
  };
}

/** After the page was first drawn, for it takes a moment. */
async function unpack(): Promise<Uint8Array<ArrayBuffer>> {
  await new Promise((drawn) => setTimeout(drawn, 30));
  const packed = document.getElementById("engine")?.textContent ?? "";
  return unpackLzma(Uint8Array.from(atob(packed.trim()), (character) => character.charCodeAt(0)));
}

export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new globalThis.Response(stream).arrayBuffer();
}

export async function deflate(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new globalThis.Response(stream).arrayBuffer());
}
