import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildPage } from "../web/build.js";
import { folderWith, txwhy } from "./helpers.js";

describe("txwhy open", () => {
  beforeAll(buildPage, 120_000);

  it.each([
    ["linux", "xdg-open"],
    ["freebsd", "xdg-open"],
    ["darwin", "open"],
    ["win32", "explorer.exe"],
  ])("opens the page with what %s has for it", async (platform, opener) => {
    const started: (readonly string[])[] = [];
    const launch = async (command: string, args: readonly string[]): Promise<boolean> => {
      started.push([command, ...args]);
      return true;
    };
    const { code, out, err } = await txwhy(["open"], { platform, launch });
    const page = out.trimEnd();
    expect(started).toEqual([[opener, page]]);
    expect(isAbsolute(page) && existsSync(page)).toBe(true);
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("says where the page is when nothing here opens it", async () => {
    const { code, out, err } = await txwhy(["open"], { launch: async () => false });
    expect(existsSync(out.trimEnd())).toBe(true);
    expect(err).toContain("there is no xdg-open here; open the file above in a browser");
    expect(code).toBe(0);
  });

  it("takes nothing", async () => {
    const { code, err } = await txwhy(["open", "that"]);
    expect(err).toContain("too many arguments for 'open'");
    expect(code).toBe(2);
  });

  it.skipIf(process.platform !== "linux")("starts the program in earnest, and does not wait for it", () => {
    // A path without any opener, and one with an opener that would never end.
    const empty = folderWith({});
    const main = ["--import", "tsx", "src/cli/main.ts", "open"];
    const none = spawnSync(process.execPath, main, { env: { PATH: empty }, encoding: "utf8" });
    expect(none.stderr).toContain("there is no xdg-open here");
    expect(none.status).toBe(0);
    const slow = folderWith({ "xdg-open": "#!/bin/sh\nexec sleep 20\n" });
    spawnSync("chmod", ["+x", `${slow}/xdg-open`]);
    const opened = spawnSync(process.execPath, main, {
      env: { PATH: `${slow}:/usr/bin:/bin` },
      encoding: "utf8",
      timeout: 15_000,
    });
    expect(opened.stderr).toBe("");
    expect(opened.status).toBe(0);
  });
});
