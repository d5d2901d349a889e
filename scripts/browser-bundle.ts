import { type BuildOptions, type BuildResult, build, type Metafile } from "esbuild";

/** A module as an app bundles it for a browser, with all it needs. A built-in of Node anywhere in it is a fault. */
export const browserBundle = (
  contents: string,
  resolveDir: string,
  more: Pick<BuildOptions, "platform" | "conditions"> = {},
): Promise<BuildResult<{ metafile: true; write: false }>> =>
  build({
    stdin: { contents, resolveDir },
    absWorkingDir: resolveDir,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    ...more,
  });

/** What is left of each file in the bundle, in bytes. */
export const filesIn = ({ outputs }: Metafile): [path: string, bytes: number][] =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).map(([path, { bytesInOutput }]): [string, number] => [path, bytesInOutput]),
  );

/** The package that a file is of; undefined for one that is nobody's package. */
export const packageOf = (path: string): string | undefined => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
