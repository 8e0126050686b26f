/** Finds the stored secret that a request means: the current version, or the one that it names. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import type { KeyRecord, Store, VersionRecord } from '../ports/store.ts'

export interface WhichVersion {
  readonly key: KeyId
  /** Missing: the current one, also during an overlap. */
  readonly version?: number | undefined
}

/** Throws Failure `not-found` for a key or a version that does not exist, and `secret-missing` if the key holds no secret. */
export function heldVersion(
  store: Pick<Store, 'keys' | 'versions'>,
  { key, version }: WhichVersion,
): { readonly record: KeyRecord; readonly version: VersionRecord } {
  const record = store.keys.get(key)
  if (record === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
  const found = store.versions.get(key, version ?? record.version)
  if (found !== undefined) return { record, version: found }
  throw version === undefined
    ? new Failure({ kind: 'secret-missing' })
    : new Failure({ kind: 'not-found', what: 'version' })
}
