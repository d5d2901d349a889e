/** How often a property is tried: as often as is usual in the test run, or as TXWHY_RUNS says. */
export const runs = (usual: number): number => Number(process.env.TXWHY_RUNS ?? usual);

/** The same in the form that fast-check takes. */
export const tried = (usual: number): { numRuns: number } => ({ numRuns: runs(usual) });

/** How long a property may take, in ms: as long as it needs where it is tried more often than is usual. */
export const patience = process.env.TXWHY_RUNS === undefined ? 600_000 : 0;
