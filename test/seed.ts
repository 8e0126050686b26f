/** Where random tests begin: everywhere the same, so that a run tells of the change alone. `npm run fuzz` plays other seeds. */
import fc from 'fast-check'

/** `KEYHOLD_SEED` plays one again that a failure has named. */
export const SEED = Number(process.env.KEYHOLD_SEED ?? 45)

fc.configureGlobal({ seed: SEED })
