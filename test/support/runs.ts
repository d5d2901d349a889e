/** How often a property is tried: as often as is usual in the test run, or as TXWHY_RUNS says. */
export const runs = (usual: number): number => Number(process.env.TXWHY_RUNS ?? usual);

/** The same in the form that fast-check takes. */
export const tried = (usual: number): { numRuns: number } => ({ numRuns: runs(usual) });
