/** Damage to files by a disk, a sync folder or a person: bits flip, parts are cut, zeroed or foreign, files are swapped or missing. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
/** The damage to one file. `part` is a place in it, or a fraction of it. */
export const damage = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), part: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('cut' as const), part: place }),
  fc.record({ kind: fc.constant('zeros' as const), part: place, length: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ kind: fc.constant('foreign' as const), bytes: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ kind: fc.constant('swapped' as const), other: fc.nat() }),
  fc.record({ kind: fc.constant('gone' as const) }),
)
export type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never

/** One to three files of a folder, by number, each with its damage. */
export const accident = fc.array(fc.tuple(fc.nat(), damage), { minLength: 1, maxLength: 3 })

/** The paths of all files in `root`, at any depth, in order. */
export const filesIn = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()

/** The bytes of all files in `root`, by path. */
export const contentsOf = (root: string): ReadonlyMap<string, Buffer> =>
  new Map(filesIn(root).map((path) => [path, readFileSync(path)]))

/** Damages one of the files in `root`. Does nothing if there is none. */
export function damageFile(root: string, [which, what]: readonly [number, Damage]): void {
  const files = filesIn(root)
  const path = files[which % files.length]
  if (path === undefined) return
  if (what.kind === 'gone') {
    rmSync(path)
    return
  }
  if (what.kind === 'swapped') {
    writeFileSync(path, readFileSync(files[what.other % files.length]!))
    return
  }
  if (what.kind === 'foreign') {
    writeFileSync(path, what.bytes)
    return
  }
  const bytes = readFileSync(path)
  const at = Math.floor(bytes.length * what.part)
  if (what.kind === 'cut') writeFileSync(path, bytes.subarray(0, at))
  else if (bytes.length > 0) {
    if (what.kind === 'flip') bytes[at] = bytes[at]! ^ (1 << what.bit)
    else bytes.fill(0, at, Math.min(bytes.length, at + what.length))
    writeFileSync(path, bytes)
  }
}
