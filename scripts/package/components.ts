/** The third-party software in a package: the npm packages whose code is in the bundles, and those beside the bundles. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BUNDLED_LIST } from '../bundled-packages.ts'
import { ROOT } from '../bootstrap/place.mjs'

export interface Component {
  readonly name: string
  readonly version: string
  /** An SPDX expression: `MIT`, `(Apache-2.0 AND BSD-3-Clause)`. */
  readonly licence: string
  /** The licence texts from the files of the package. Empty if the package has none. */
  readonly texts: readonly string[]
}

const Package = z.object({ name: z.string(), version: z.string(), license: z.string() })

/** Packages that are not bundled, because they contain machine code. */
const NATIVE = ['node_modules/better-sqlite3', 'node_modules/keytar']

/** Licences that the package itself does not contain. The fonts have theirs in another form, which the page shows as text. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '@fontsource-variable/inter': 'renderer/public/licenses/inter.txt',
  '@fontsource-variable/jetbrains-mono': 'renderer/public/licenses/jetbrains-mono.txt',
}

/** Sorted by name. Throws if there is no build, or if a bundled package has no licence. */
export function readComponents(): readonly Component[] {
  const bundled = ['main', 'preload', 'renderer'].flatMap((part) =>
    z.array(z.string()).parse(JSON.parse(readFileSync(join(ROOT, 'out', part, BUNDLED_LIST), 'utf8'))),
  )
  return [...new Set([...bundled, ...NATIVE])]
    .map(readComponent)
    .sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1))
}

function readComponent(folder: string): Component {
  const dir = join(ROOT, folder)
  const { name, version, license } = Package.parse(
    JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')),
  )
  const own = readdirSync(dir)
    .filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file))
    .sort()
    .map((file) => join(dir, file))
  const elsewhere = ELSEWHERE[name]
  const files = elsewhere === undefined ? own : [join(ROOT, elsewhere)]
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8').trim())
  return { name, version, licence: license, texts }
}
