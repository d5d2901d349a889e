#!/usr/bin/env node
import { spawn } from "node:child_process";
import type { Io } from "./io.js";
import { run } from "./run.js";

// A reader that has seen enough, such as `head`, is no fault of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(process.exitCode ?? 0);
  });
}

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  platform: process.platform,
  launch: (command, args) =>
    new Promise((settle) => {
      const child = spawn(command, args, { detached: true, stdio: "ignore" });
      child.once("spawn", () => settle(true)).once("error", () => settle(false));
      child.unref();
    }),
};

process.exitCode = await run(process.argv.slice(2), io);
