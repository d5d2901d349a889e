/** What vitest.mutation.config.ts reads of it. */
declare const config: { readonly testFiles: string[] };
export default config;
