/** Creates the secrets of a demo vault: random, with a mark that shows that they are not real. */
import { randomBytes } from 'node:crypto'

const hex = (characters: number): string =>
  randomBytes(Math.ceil(characters / 2))
    .toString('hex')
    .slice(0, characters)

/** A secret in the form of a RIPE Atlas key, which has only hexadecimal digits. The last group of every demo key begins with `decaf0`. */
export const demoUuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-decaf0${hex(6)}`

/** `prefix`: the form of the provider, such as `ak_demo_`. */
export const demoSecret = (prefix: string): string => `${prefix}demo_${randomBytes(18).toString('base64url')}`
