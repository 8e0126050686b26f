/** Makes the same package again as the next version, to test an upgrade. */
import { join } from 'node:path'
import { packApp } from './app-archive.ts'
import { makeDeb } from './deb.ts'
import type { Made } from './make.ts'
import { INSTALLED, packageVersionOf, type Product } from './product.ts'

/** `1.2.3` becomes `1.2.4`, and so does `1.2.3-beta.1`. */
export function nextVersion(version: string): string {
  const [, head, patch] = /^(\d+\.\d+\.)(\d+)/.exec(version) ?? []
  if (head === undefined || patch === undefined) throw new Error(`${version} is no version`)
  return `${head}${Number(patch) + 1}`
}

/** Writes a .deb of the next version into `workDir`. Changes the system tree of `made`, so the .deb of `made` must exist already. */
export async function makeNewerDeb(
  { product, treeDir }: Pick<Made, 'product' | 'treeDir'>,
  workDir: string,
): Promise<{ readonly deb: string; readonly version: string }> {
  const version = nextVersion(product.manifest.version)
  const newer: Product = {
    ...product,
    manifest: { ...product.manifest, version },
    packageVersion: packageVersionOf(version, product.isStandIn ? product.electronVersion : undefined),
  }
  await packApp(newer, join(workDir, 'newer-app'), join(treeDir, INSTALLED.dir, 'resources'))
  return { deb: makeDeb(newer, treeDir, workDir, ['-Znone']), version }
}
