/** What must hold before a key is touched; the same for every act. */
import { Failure, type Act } from '../../../shared/contract/errors.ts'
import type { AccountId, KeyId } from '../../../shared/model/model.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { AccountRecord, KeyRecord, OperationRecord, Store } from '../ports/store.ts'

/** A key that its provider can be asked about. */
export type ReachableKey = KeyRecord & { readonly account: AccountId; readonly remoteId: string }

/** There is a provider to ask, and an address to ask for, whether or not the key is gone there. */
export const isAddressed = (record: KeyRecord): boolean =>
  record.account !== undefined && record.remoteId !== undefined

/** Neither is the key gone at its provider, nor the account gone here. */
export const isReachable = (record: KeyRecord): record is ReachableKey =>
  record.account !== undefined && record.remoteId !== undefined && record.goneSince === undefined

export interface KeyGuards {
  /** Throws Failure `not-found`. */
  need(id: KeyId): KeyRecord
  /** The key as one whose provider can be asked. Throws Failure `not-found`, or `unsupported` for this act. */
  needReachable(id: KeyId, act: Act): ReachableKey
  /** The account whose credential this key is. */
  accountOn(id: KeyId): AccountRecord | undefined
  /** The account would lock itself out: another credential has to be given first. Throws Failure `own-credential`. */
  refuseOwnCredential(id: KeyId): void
  /** What is deleted is named by who deletes it. Throws Failure `name-mismatch`. */
  refuseOtherName(record: KeyRecord, name: string): void
  /** An open operation may hold the only copy of a secret of this key. Two keys side by side are no hindrance. Throws Failure `busy`. */
  refuseWhileOpen(id: KeyId): void
  /** The same, and an outcome that is not known counts, too: the key is about to end here. Throws Failure `busy`. */
  refuseWhileNamed(id: KeyId): void
  /** It is replaced by another key, or replaces one: that comes to its end first. Throws Failure `busy`. */
  refuseInOverlap(id: KeyId): void
  /** The user has said that this replaced value is still used. Throws Failure `busy`. */
  refuseLivingVersion(id: KeyId, version: number): void
}

export function createKeyGuards(store: Store): KeyGuards {
  function accountOn(id: KeyId): AccountRecord | undefined {
    const entries = new Set(store.versions.ofKey(id).map(({ entry }) => entry))
    return store.accounts
      .all()
      .find(({ credentialKey, credentialEntry }) => credentialKey === id || entries.has(credentialEntry))
  }

  function need(id: KeyId): KeyRecord {
    const record = store.keys.get(id)
    if (record === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
    return record
  }

  const openOf = (id: KeyId) => store.operations.open().filter(({ key }) => key === id)

  function refuse(open: OperationRecord | undefined): void {
    if (open !== undefined)
      throw new Failure({ kind: 'busy', act: open.kind === 'paste' ? 'regenerate' : open.kind })
  }

  return {
    need,
    needReachable(id, act) {
      const record = need(id)
      if (!isReachable(record)) throw new Failure({ kind: 'unsupported', act })
      return record
    },
    accountOn,
    refuseOwnCredential(id) {
      const owner = accountOn(id)
      if (owner !== undefined) throw new Failure({ kind: 'own-credential', account: owner.name })
    },
    refuseOtherName(record, name) {
      if (name.trim() !== record.name.trim()) throw new Failure({ kind: 'name-mismatch' })
    },
    refuseWhileOpen(id) {
      refuse(openOf(id).find((one) => one.state !== 'unknown' && !isSideBySide(one)))
    },
    refuseWhileNamed(id) {
      refuse(openOf(id).at(0))
    },
    refuseInOverlap(id) {
      const isOfIt = ({ key, state, overlap }: OperationRecord) =>
        overlap !== undefined && state !== 'unknown' && (key === id || overlap.old === id)
      if (store.operations.open().some(isOfIt)) throw new Failure({ kind: 'busy', act: 'replace' })
    },
    refuseLivingVersion(id, version) {
      if (
        store.operations.open().some(({ overlap }) => overlap?.old === id && overlap.oldVersion === version)
      )
        throw new Failure({ kind: 'busy', act: 'replace' })
    },
  }
}
