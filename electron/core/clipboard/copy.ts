/** Copies or reveals a secret of the vault; the only way that a secret reaches the clipboard or the page. */
import { randomBytes } from 'node:crypto'
import type { CopyAs } from '../../../shared/model/copy-as.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { ClipboardStatus } from '../../../shared/diagnostics/machine.ts'
import type { Instant, KeyId, OperationId } from '../../../shared/model/model.ts'
import type { Changes } from '../projection/changes.ts'
import type { ClipboardFlag } from './clipboard-flag.ts'
import type { CopiedSecret } from './copied-secret.ts'
import { heldVersion, type WhichVersion } from '../keys/held-version.ts'
import { about, type Journal } from '../rotation/journal.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { KeyRecord, NewHistoryEntry, OperationRecord, Store } from '../ports/store.ts'
import type { ClipboardPort, Clock, Log } from '../ports/world.ts'
import { wipe } from '../rotation/sealed-search.ts'
import type { Sealing } from '../rotation/sealing.ts'
import { Secret } from '../ports/secret.ts'
import type { SecretPersister } from '../rotation/persist-secret.ts'
import type { UserActions } from '../consent/user-actions.ts'
import type { WritesAs } from './copy-as.ts'

/** Long enough to read or type a value, short enough against onlookers. */
const REVEAL_MS = 20_000

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly clipboard: ClipboardPort
  readonly flag: Pick<ClipboardFlag, 'prepare'>
  readonly copied: CopiedSecret
  readonly journal: Journal
  readonly persister: SecretPersister
  readonly sealing: Sealing
  readonly clock: Clock
  readonly log: Log
  readonly changes: Changes
  readonly writesAs: WritesAs
  readonly actions: Pick<UserActions, 'need'>
}

export interface Copy {
  /** Throws Failure `secret-missing`, `keychain`, `clipboard`; with `as` also `not-found`/`form` and `secret`/`no-header`. */
  key(which: WhichVersion & { readonly as?: CopyAs | undefined }): Promise<{ clearsAt: Instant }>
  /**
   * Copies one `.env` line for each of these keys that holds a secret, as one text. All lines or none. Throws Failure `not-found` for a key that
   * is missing, `secret-missing` if no key holds a secret, `secret`/`no-line`, `keychain`, `clipboard`.
   */
  env(keys: readonly KeyId[]): Promise<Output<'keys:copy-env'>>
  /** The forms in which a key's secret can be copied; empty while the secret is not held. */
  readonly forms: (key: KeyId) => readonly CopyAs[]
  /** Copies the secret of an operation that is not saved yet. Throws Failure `secret-missing`, `keychain`, `provider`, `clipboard`. */
  unsaved(operation: OperationId): Promise<{ clearsAt: Instant }>
  /** SECURITY: returns the secret as text; the only caller is the one reveal call, and only a person can trigger it. Throws Failure `limit`. */
  revealSecret(which: WhichVersion): Promise<{ secret: string; hidesAt: Instant }>
  /** Clears now, if the content is still Keyhold's. Also run on locking and before the machine sleeps. Throws Failure `clipboard`. */
  clear(): Promise<void>
  /** Copies a worthless test value in the way a secret is copied, and removes it again. The result is recorded in the status. */
  tryOut(): Promise<void>
  /** The clipboard's status on this machine. */
  status(): Promise<ClipboardStatus>
}

export function createCopy(deps: Deps): Copy {
  const {
    store,
    keychain,
    clipboard,
    flag,
    copied,
    journal,
    persister,
    sealing,
    clock,
    log,
    changes,
    writesAs,
    actions,
  } = deps
  /** Copies a secret of our own and wipes it. */
  async function putOwn(secret: Secret): Promise<{ clearsAt: Instant }> {
    try {
      await flag.prepare() // the keychain has just responded
      return await copied.put(secret)
    } finally {
      secret.wipe()
    }
  }

  /** These lines as one text. */
  function joined(lines: readonly Secret[]): Secret {
    const bytes = lines.map((line) => line.use((one) => Buffer.concat([one, Buffer.from('\n')])))
    const text = new Secret(Buffer.concat(bytes))
    for (const one of bytes) one.fill(0)
    return text
  }

  function recordOf(key: KeyId): KeyRecord {
    const record = store.keys.get(key)
    if (record === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
    return record
  }

  async function sealedSecret(operation: OperationRecord): Promise<Secret> {
    const answer = await sealing.open(operation.id)
    if (answer === undefined) throw new Failure({ kind: 'secret-missing' })
    const { secret } = await persister.read(operation, answer).finally(() => wipe(answer))
    return secret
  }

  type Details = NewHistoryEntry['details']

  function addHistory(
    kind: NewHistoryEntry['kind'],
    { id, account, name }: KeyRecord,
    details: Details,
  ): void {
    store.history.add({ at: clock.now(), kind, key: id, account, name, details })
  }

  /** The secret is already on the clipboard: a failed history entry (a full disk, say) must not report the copy as failed. */
  function noteCopy(record: KeyRecord, details: Details): void {
    try {
      store.transaction(() => {
        store.keys.put({ ...(store.keys.get(record.id) ?? record), copiedAt: clock.now() })
        addHistory('copied', record, details)
      })
      changes.touch({ keys: [record.id] })
    } catch (error) {
      log.unexpected('note a copy', error)
    }
  }

  function addUnsavedHistory(operation: OperationRecord): void {
    const details = { operation: operation.kind }
    store.history.add({ ...about(operation), at: clock.now(), kind: 'copied', details })
  }

  return {
    async key(which) {
      const { record, version } = heldVersion(store, which)
      const as = which.as ?? 'value'
      const done = await keychain.use(
        version.entry,
        async (secret) => putOwn(writesAs.write(record, as, secret)),
        version.backend,
      )
      noteCopy(record, { version: version.version, ...(as !== 'value' && { as }) })
      return done
    },

    async env(keys) {
      const all = [...new Set(keys)].map(recordOf)
      const held = all.flatMap((record) => {
        const version = store.versions.get(record.id, record.version)
        return version === undefined ? [] : [{ record, version }]
      })
      if (held.length === 0) throw new Failure({ kind: 'secret-missing' })
      const lines: Secret[] = []
      try {
        for (const { record, version } of held)
          lines.push(
            await keychain.use(
              version.entry,
              (secret) => Promise.resolve(writesAs.write(record, 'env', secret)),
              version.backend,
            ),
          )
        const done = await putOwn(joined(lines))
        for (const { record, version } of held) noteCopy(record, { version: version.version, as: 'env' })
        const variables = held.map(({ record }) => writesAs.variable(record))
        const twice = new Set(variables.filter((name, index) => variables.indexOf(name) !== index))
        return { ...done, copied: held.length, missing: all.length - held.length, twice: [...twice] }
      } finally {
        for (const line of lines) line.wipe()
      }
    },

    forms(key) {
      const record = store.keys.get(key)
      const isHeld = record !== undefined && store.versions.get(key, record.version) !== undefined
      return isHeld ? writesAs.forms(record) : []
    },

    async unsaved(id) {
      const operation = journal.get(id)
      const held = persister.held(id)
      // A copy, because the keychain may accept the held secret meanwhile, and it is wiped then.
      const done = await putOwn(held === undefined ? await sealedSecret(operation) : held.secret.copy())
      addUnsavedHistory(operation)
      return done
    },

    async revealSecret(which) {
      await actions.need('reveal')
      const { record, version } = heldVersion(store, which)
      const secret = await keychain.use(
        version.entry,
        (one) => one.use((bytes) => bytes.toString('utf8')),
        version.backend,
      )
      addHistory('revealed', record, { version: version.version })
      return { secret, hidesAt: clock.now() + REVEAL_MS }
    },

    clear: () => copied.clear(),

    async tryOut() {
      const value = Secret.fromText(`Keyhold tries the clipboard ${randomBytes(6).toString('hex')}`)
      try {
        await copied.alone(async () => clipboard.clearIfStill(await clipboard.writeSecret(value)))
      } catch (error) {
        if (!(error instanceof Failure)) throw error
      } finally {
        value.wipe()
      }
    },

    status: () => clipboard.status(),
  }
}
