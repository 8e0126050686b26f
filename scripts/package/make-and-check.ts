/** Makes every package and the .deb's next version, installs them, and tests their promises. */
import { join } from 'node:path'
import { checkPackage } from '../../test/package/check.ts'
import type { Tally } from '../steps.ts'
import { makeAll, makeDebPackage, OUT_DIR } from './make.ts'
import { makeNewerDeb } from './newer.ts'
import type { Product } from './product.ts'

/** Counts each promise as a test. A package that cannot be made counts as one failure. `obstacleToCheck` says where this may run. */
export async function makeAndCheck(product: Product, print: (line: string) => void): Promise<Tally> {
  const name = 'package'
  try {
    const made = await makeAll(product, { say: print })
    const again = await makeDebPackage(product, {
      outDir: join(OUT_DIR, 'work', 'again'),
      say: () => undefined,
    })
    const newer = await makeNewerDeb(made, join(OUT_DIR, 'work'))
    const packages = { made, debAgain: again.deb, newerDeb: newer.deb, newerVersion: newer.version }
    return { name, skipped: 0, ...(await checkPackage(packages, print)) }
  } catch (error) {
    print(`FAIL ${name}\n${error instanceof Error ? error.message : String(error)}`)
    return { name, passed: 0, failed: 1, skipped: 0 }
  }
}
