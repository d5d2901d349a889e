/** What vitest.mutation.config.ts and scripts/mutation-sample.ts read of it. */
declare const config: { readonly testFiles: string[]; readonly mutator: { excludedMutations: string[] } };
export default config;
