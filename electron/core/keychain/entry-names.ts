/** Builds the names of keychain entries and the ids in them: readable for people, computable after a crash. */
import { randomInt } from 'node:crypto'
import type { AccountId, KeyId, OperationId } from '../../../shared/model/model.ts'
import type { EntryName } from '../ports/keychain.ts'

const SLUG_LENGTH = 24
const TAIL_LENGTH = 8

/** One secret of a key: `key grafana-prod-3f9a2c1x v2`. A version's name is never used for another value. */
export const keyEntry = (key: KeyId, version: number) => `key ${key} v${version}` as EntryName

/** One credential of an account: `account ripe-lab-77d0e1ab v1`. */
export const accountEntry = (account: AccountId, version: number) =>
  `account ${account} v${version}` as EntryName

/** One password of a proxy, which its origin names: `proxy http://host:3128 v1`. */
export const proxyEntry = (proxy: string, version: number) => `proxy ${proxy} v${version}` as EntryName

/** The recovery key: it seals the response of an operation on disk. Entry `rescue <operation>`. */
export const recoveryEntry = (operation: OperationId) => `rescue ${operation}` as EntryName

/** A throwaway value that tests whether the keychain stores a value: `check <id>`. */
export const checkEntry = (id: string) => `check ${id}` as EntryName

/** The key of the fingerprints by which copied secrets are recognised. There is one. */
export const clipboardEntry = 'clipboard mark' as EntryName

/** Lower-case ASCII of a name; `''` if nothing of it is left (emoji, scripts that have no ASCII form). */
function slug(name: string): string {
  return (PLAIN.test(name) ? name : asciiOf(name))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, SLUG_LENGTH)
    .replace(/-$/, '')
}

const PLAIN = /^[\x20-\x7e]*$/

/** The text without accents. Characters without an ASCII form stay. */
const asciiOf = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll(/[ßẞ]/g, 'ss')

/**
 * A new id for something called `name`: `grafana-prod-3f9a2c1x`. Matches /^[a-z0-9-]+$/, at most 33 characters.
 * The name only makes it readable; the eight random characters (41 bits) make it unique.
 * `random` gives an integer from 0 up to, not including, its argument.
 */
export function newId(name: string, random: (below: number) => number = (below) => randomInt(below)): string {
  const tail = random(36 ** TAIL_LENGTH)
    .toString(36)
    .padStart(TAIL_LENGTH, '0')
  return `${slug(name) || 'key'}-${tail}`
}
