/** Lists the keychain entries that belong to something in Keyhold: by the database, the journal and the sealed responses. */
import type { EntryCount } from '../../../shared/contract/keychain.ts'
import { accountEntry, clipboardEntry, keyEntry, recoveryEntry } from '../keychain/entry-names.ts'
import { operationOf } from '../rotation/sealed-folder.ts'
import type { AccountRecord, SealedResponseStore, Store } from '../ports/store.ts'

interface Deps {
  readonly store: Pick<Store, 'accounts' | 'versions' | 'operations' | 'proxySignIns'>
  readonly sealedResponses: Pick<SealedResponseStore, 'list'>
}

/** Every referenced name. Throws Failure `vault` if only a part can be read: an entry outside that part may still belong to something. */
export function referencedEntries({ store, sealedResponses }: Deps): ReadonlySet<string> {
  return new Set<string>([
    clipboardEntry,
    ...store.versions.all().map(({ entry }) => entry),
    ...store.accounts.all().flatMap(credentialsOf),
    ...store.proxySignIns.all().map(({ entry }) => entry),
    // An operation writes the secret before the row that names it.
    ...store.operations.open().flatMap(({ id, key, version }) => [recoveryEntry(id), keyEntry(key, version)]),
    ...sealed(sealedResponses),
  ])
}

/**
 * A sealed response without a journal row is kept, so its recovery key is kept, too. An earlier response of the same operation has the same key.
 */
const sealed = (sealedResponses: Deps['sealedResponses']) =>
  sealedResponses.list().map((name) => recoveryEntry(operationOf(name)))

/** An older credential stays until its account is removed, so that a mistake does not lose it. */
function credentialsOf({ id, credentialEntry, credentialVersion }: AccountRecord): string[] {
  const own = Array.from({ length: credentialVersion }, (_, at) => accountEntry(id, at + 1))
  return [credentialEntry, ...own]
}

/** Throws Failure `vault`. */
export function countEntries({ store, sealedResponses }: Deps): EntryCount {
  const versions = store.versions.all()
  const accounts = store.accounts.all()
  const known = new Set<string>(versions.map(({ entry }) => entry))
  const open = store.operations.open()
  const underWay = new Set<string>([
    ...open
      .filter(({ state }) => state === 'received' || state === 'unsaved')
      .map(({ id }) => recoveryEntry(id)),
    ...sealed(sealedResponses),
  ])
  const keychains = new Map<string, number>()
  const add = (backend: string, entries = 1) =>
    keychains.set(backend, (keychains.get(backend) ?? 0) + entries)
  for (const { backend } of versions) add(backend)
  const proxies = store.proxySignIns.all()
  for (const { backend } of proxies) add(backend)
  let credentials = 0
  for (const { credentialEntry, credentialVersion, credentialBackend } of accounts) {
    // A credential that is the secret of a key is already counted as that key's.
    const own = known.has(credentialEntry) ? credentialVersion : Math.max(1, credentialVersion)
    credentials += own
    if (own > 0) add(credentialBackend, own)
  }
  return {
    secrets: versions.length,
    credentials,
    proxyPasswords: proxies.length,
    underWay: underWay.size,
    keychains: [...keychains].map(([backend, entries]) => ({ backend, entries })),
  }
}
