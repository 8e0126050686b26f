/** The seed of random tests: the same everywhere, so that a result depends on the change alone. `npm run fuzz` uses other seeds. */
import fc from 'fast-check'

/** `KEYHOLD_SEED` repeats a seed that a failure has named. */
export const SEED = Number(process.env.KEYHOLD_SEED ?? 45)

/** How often each property is tried that sets no number of its own. */
const { KEYHOLD_FUZZ_RUNS } = process.env

fc.configureGlobal({
  seed: SEED,
  ...(KEYHOLD_FUZZ_RUNS !== undefined && { numRuns: Number(KEYHOLD_FUZZ_RUNS) }),
})
