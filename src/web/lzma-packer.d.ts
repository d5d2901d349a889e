/** The packer that the build uses; the package types another door. */
declare module "@blu3r4y/lzma/src/lzma_worker-min.mjs" {
  export const LZMA: { compress(data: Uint8Array, level: number): number[] };
}
