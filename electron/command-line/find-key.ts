/** Finds the key with a name or reference, or reports that none or several match. Pure. */
import { fold } from '../../shared/search/fold.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import {
  BY_HAND,
  looksLikeReference,
  parseReference,
  referenceText,
  type Reference,
  type ReferenceVersion,
} from '../../shared/model/references.ts'
import type { VaultReading } from './vault-reading.ts'

export type Found =
  | { readonly kind: 'found'; readonly key: KeyRow; readonly version: ReferenceVersion }
  | { readonly kind: 'malformed' }
  /** `near`: names that differ by a few letters. */
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly keys: readonly KeyRow[] }

export type KeysToSearch = Pick<VaultReading, 'keys' | 'accountName'>

/** Accepts an id, an exact name, an environment variable or a reference. Ignores case if only one key matches then. */
export function findKey(text: string, vault: KeysToSearch): Found {
  if (looksLikeReference(text)) {
    const reference = parseReference(text)
    return reference === undefined ? { kind: 'malformed' } : findReference(reference, vault)
  }
  if (text === '') return { kind: 'none' } // most keys have no variable
  // SECURITY: providers choose names. A name that equals another key's variable must not win silently, so both count alike.
  const same = vault.keys.filter((row) => row.id === text || row.name === text || row.environment === text)
  const byId = same.find(({ id }) => id === text)
  if (byId !== undefined) return { kind: 'found', key: byId, version: 'current' }
  if (same.length > 0) return only(same, 'current')
  const folded = fold(text)
  if (folded === '') return { kind: 'none' }
  return only(
    vault.keys.filter(({ name, environment }) => fold(name) === folded || fold(environment) === folded),
    'current',
  )
}

function findReference(reference: Reference, vault: KeysToSearch): Found {
  const { version } = reference
  if (reference.kind === 'variable')
    return only(
      vault.keys.filter(({ environment }) => environment === reference.variable),
      version,
    )
  const { account, key } = reference
  const inAccount = vault.keys.filter((row) => isIn(row, account, vault))
  const byId = inAccount.find(({ id }) => id === key)
  if (byId !== undefined) return { kind: 'found', key: byId, version }
  return only(
    inAccount.filter(({ name }) => name === key),
    version,
  )
}

const isIn = ({ account }: KeyRow, text: string, { accountName }: KeysToSearch): boolean =>
  account === undefined ? text === BY_HAND : account === text || accountName(account) === text

function only(keys: readonly KeyRow[], version: ReferenceVersion): Found {
  const left = preferred(keys)
  const [first, ...more] = left
  if (first === undefined) return { kind: 'none' }
  return more.length === 0 ? { kind: 'found', key: first, version } : { kind: 'several', keys: left }
}

/** Among keys with one name, prefers those that exist at their provider to deleted ones, and a new key to the one that it replaces. */
export function preferred(keys: readonly KeyRow[]): readonly KeyRow[] {
  const living = keys.filter(({ goneSince }) => goneSince === undefined)
  const candidates = living.length > 0 ? living : keys
  return candidates.filter(
    ({ id, overlap }) =>
      !(
        overlap?.role === 'old' &&
        overlap.other !== id &&
        candidates.some((one) => one.id === overlap.other)
      ),
  )
}

/** The reference to a key: by names if they are unique, otherwise by ids. */
export function referenceOf(key: KeyRow, vault: KeysToSearch): string {
  const account = key.account === undefined ? BY_HAND : (vault.accountName(key.account) ?? key.account)
  const byName = referenceText({ kind: 'key', account, key: key.name, version: 'current' })
  const found = findKey(byName, vault)
  if (found.kind === 'found' && found.key.id === key.id) return byName
  return referenceText({ kind: 'key', account: key.account ?? BY_HAND, key: key.id, version: 'current' })
}
