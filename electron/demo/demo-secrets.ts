/** The secrets of a demo vault: random, and marked so that nobody takes them for real ones. */
import { randomBytes } from 'node:crypto'

const hex = (characters: number): string =>
  randomBytes(Math.ceil(characters / 2))
    .toString('hex')
    .slice(0, characters)

/** In the form of a RIPE Atlas key, which has hexadecimal digits alone: the last group of every demo key begins with `decaf0`. */
export const demoUuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-decaf0${hex(6)}`

/** `prefix` tells whose form it has: `ak_demo_…`. */
export const demoSecret = (prefix: string): string => `${prefix}demo_${randomBytes(18).toString('base64url')}`
