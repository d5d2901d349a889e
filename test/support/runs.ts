/** How often a property is tried: as often as is usual in the test run, or as TXWHY_RUNS says. */
export const runs = (usual: number): number => Number(process.env.TXWHY_RUNS ?? usual);

/** The same in the form that fast-check takes. */
export const tried = (usual: number): { numRuns: number } => ({ numRuns: runs(usual) });

/** How long a property may take, in ms: as long as it needs where it is tried more often than is usual. */
export const patience = process.env.TXWHY_RUNS === undefined ? 600_000 : 0;

/** Whether mutants are tried. Each that survives meets every test, so a test of seconds tries less, or nothing. */
export const isMutationRun = process.env.TXWHY_MUTANTS !== undefined;
