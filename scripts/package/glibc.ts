/** Determines the oldest C library that the shipped machine code runs with, by reading the files themselves. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Debian 12, Ubuntu 22.04 and Fedora 35 have this version or a later one. The packages depend on it. */
export const GLIBC_FLOOR = '2.34'

const ELF = Buffer.from('\x7fELF', 'latin1')
const PREFIX = Buffer.from('GLIBC_2.')
/** The longest version number that is read: "40", "2.5". */
const NUMBER_LENGTH = 8

type Version = readonly number[]

export interface Need {
  readonly file: string
  /** Such as `2.34`. */
  readonly glibc: string
}

/**
 * The newest version of the C library that a file of machine code refers to; `undefined` for other files, and for a file that refers to none.
 * Searches for the versions as text (`GLIBC_2.34`), which is how ELF's version table stores them.
 */
export function glibcNeedOf(bytes: Buffer): string | undefined {
  if (!bytes.subarray(0, ELF.length).equals(ELF)) return undefined
  let newest: Version | undefined
  for (let at = bytes.indexOf(PREFIX); at !== -1; at = bytes.indexOf(PREFIX, at + 1)) {
    const numberAt = at + PREFIX.length
    const [number] = /^\d+(\.\d+)*/.exec(bytes.toString('latin1', numberAt, numberAt + NUMBER_LENGTH)) ?? []
    if (number === undefined) continue
    const version = [2, ...number.split('.').map(Number)]
    if (newest === undefined || compare(version, newest) > 0) newest = version
  }
  return newest?.join('.')
}

/** Every file of machine code below a folder, with the version that it needs. */
export function glibcNeeds(dir: string): readonly Need[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((file) => statSync(join(dir, file)).isFile())
    .flatMap((file) => {
      const glibc = glibcNeedOf(readFileSync(join(dir, file)))
      return glibc === undefined ? [] : [{ file, glibc }]
    })
}

/** The files that need a newer C library than the packages require. Pure. */
export const aboveFloor = (needs: readonly Need[], floor: string = GLIBC_FLOOR): readonly Need[] =>
  needs.filter(({ glibc }) => compare(numbersOf(glibc), numbersOf(floor)) > 0)

const numbersOf = (version: string): Version => version.split('.').map(Number)

function compare(a: Version, b: Version): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
