/** Checks the conditions for changing a key; the same for every action. */
import { Failure, type Action } from '../../../shared/contract/errors.ts'
import type { AccountId, KeyId, OperationId } from '../../../shared/model/model.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { AccountRecord, KeyRecord, OperationRecord, Store } from '../ports/store.ts'

/** A key that its provider can be asked about. */
export type ReachableKey = KeyRecord & { readonly account: AccountId; readonly remoteId: string }

/** Whether there is a provider to ask and an address to ask for, even if the key is missing at the provider. */
export const isAddressed = (record: KeyRecord): boolean =>
  record.account !== undefined && record.remoteId !== undefined

/** Whether the key still exists at its provider and its account still exists in Keyhold. */
export const isReachable = (record: KeyRecord): record is ReachableKey =>
  record.account !== undefined && record.remoteId !== undefined && record.goneSince === undefined

export interface KeyGuards {
  /** Throws Failure `not-found`. */
  need(id: KeyId): KeyRecord
  /** The key in the form that its provider can be asked about. Throws Failure `not-found`, or `unsupported` for this action. */
  needReachable(id: KeyId, action: Action): ReachableKey
  /** The account whose credential this key is. */
  accountOn(id: KeyId): AccountRecord | undefined
  /** Refuses an action by which the account would lock itself out: another credential must be given first. Throws Failure `own-credential`. */
  refuseOwnCredential(id: KeyId): void
  /** Refuses a deletion unless the caller gave the key's name. Throws Failure `name-mismatch`. */
  refuseOtherName(record: KeyRecord, name: string): void
  /** Refuses while an open operation may hold the only copy of a secret of this key. An overlap is no hindrance. Throws Failure `busy`. */
  refuseWhileOpen(id: KeyId): void
  /** Also refuses while an outcome is unknown, because the action is about to end the key. Throws Failure `busy`. */
  refuseWhileNamed(id: KeyId): void
  /** Refuses while the key is replaced by another key, or replaces one: that overlap must end first. Throws Failure `busy`. */
  refuseInOverlap(id: KeyId): void
  /** Refuses for a replaced value that the user has marked as still used. Throws Failure `busy`. */
  refuseLivingVersion(id: KeyId, version: number): void
}

/** `dismissed`: operations with a held dismissal, which count as dismissed. */
export function createKeyGuards(store: Store, dismissed: ReadonlySet<OperationId> = new Set()): KeyGuards {
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
  const isDismissed = ({ id, state }: OperationRecord) => state === 'unknown' && dismissed.has(id)

  function refuse(open: OperationRecord | undefined): void {
    if (open !== undefined)
      throw new Failure({ kind: 'busy', act: open.kind === 'paste' ? 'regenerate' : open.kind })
  }

  return {
    need,
    needReachable(id, action) {
      const record = need(id)
      if (!isReachable(record)) throw new Failure({ kind: 'unsupported', act: action })
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
      refuse(openOf(id).find((one) => !isDismissed(one)))
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
