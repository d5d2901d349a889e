import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { Redis } from "ioredis";

/** A Redis server of the tests' own, on loopback, that keeps every write. */
export class TestServer {
  readonly #folder = mkdtempSync(join(tmpdir(), "txwhy-redis-"));
  #port = 0;
  #process: ChildProcess | undefined;
  #client: Redis | undefined;

  get address(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  get redis(): Redis {
    if (this.#client === undefined) {
      this.#client = new Redis(this.address, { maxRetriesPerRequest: null });
      // Connections are lost on purpose.
      this.#client.on("error", () => undefined);
    }
    return this.#client;
  }

  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePort();
    const settings = ["--appendonly", "yes", "--appendfsync", "always", "--save", "", "--bind", "127.0.0.1"];
    this.#process = spawn("redis-server", ["--port", String(this.#port), "--dir", this.#folder, ...settings], {
      stdio: "ignore",
    });
    for (;;) {
      const probe = new Redis(this.address, { lazyConnect: true, retryStrategy: () => null });
      probe.on("error", () => undefined);
      const isUp = await probe.connect().then(
        () => true,
        () => false,
      );
      probe.disconnect();
      if (isUp) return;
      await passed(50);
    }
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const process = this.#process;
    const gone = new Promise((resolve) => process?.once("exit", resolve));
    process?.kill("SIGKILL");
    await gone;
  }

  async stop(): Promise<void> {
    this.#client?.disconnect();
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
