/** Reads everything that a backup holds from the database and the keychain, piece by piece. */
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type AccountPiece,
  type BackupPiece,
  type HistoryPiece,
  type KeyPiece,
  type OperationPiece,
  type VersionPiece,
} from '../../../shared/backup/contents.ts'
import { isEnded } from '../../../shared/model/operation.ts'
import { keyEntry, recoveryEntry } from '../keychain/entry-names.ts'
import { takeIfThere } from '../keychain/keychain-failures.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { EntryName } from '../ports/keychain.ts'
import type {
  AccountRecord,
  KeyRecord,
  OperationRecord,
  SealedResponseStore,
  Store,
  VersionRecord,
} from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import { operationOf } from '../rotation/sealed-folder.ts'
import { without } from './without.ts'

export interface GatherDeps {
  readonly store: Store
  readonly keychain: Keychain
  readonly sealedResponses: SealedResponseStore
  readonly clock: Pick<Clock, 'now'>
  /** The program's version. */
  readonly version: string
}

interface Options {
  /** The vault's own tag in the names of its backups. */
  readonly vault: string
  /** From 0 to 1. */
  readonly progress: (done: number) => void
}

const KEYS_A_PIECE = 50
const HISTORY_A_PIECE = 500
/** The newest of them. */
const MOST_HISTORY = 100_000

/**
 * The vault stays in use meanwhile. Each row is read right before its secrets, and operations are read before keys: the secret of an operation that
 * ends during the backup is then in a version of its key.
 *
 * Every secret is wiped as soon as the next piece is asked for. A secret that the keychain does not have is left out and counted; any other failure
 * of the keychain ends the backup with Failure `keychain`, because a backup must not lack half of the secrets.
 */
export async function* gather(deps: GatherDeps, { vault, progress }: Options): AsyncGenerator<BackupPiece> {
  const { store, keychain, sealedResponses, clock, version } = deps
  const accounts = store.accounts.all()
  const keys = store.keys.all()
  // An operation that is done counts while its provider has not completed the key.
  const open = new Map(
    [...store.operations.open(), ...store.operations.incomplete()].map((one) => [one.id, one]),
  )
  const snoozes = new Map(store.reminders.snoozes().map(({ key, until }) => [key, until]))
  const total = accounts.length + keys.length + open.size + 1
  let done = 0
  const step = () => progress(Math.min(1, ++done / total))

  yield {
    section: 'head',
    head: {
      format: BACKUP_FORMAT,
      version: BACKUP_VERSION,
      madeAt: clock.now(),
      madeBy: `Keyhold ${version}`,
      vault,
    },
    settings: store.settings.read(),
    descriptions: store.descriptions.all(),
  }

  for (const { id } of accounts) {
    const account = store.accounts.get(id)
    step()
    if (account === undefined) continue // removed meanwhile
    const row = await accountPiece(account)
    yield* wiping({ section: 'accounts', rows: [row] }, [row])
  }

  const operations: OperationPiece[] = []
  try {
    for (const id of open.keys()) {
      const operation = store.operations.get(id)
      step()
      if (operation !== undefined && isKept(operation)) operations.push(await operationPiece(operation))
    }
    yield* keyPieces()
    for (const row of operations) yield { section: 'operations', rows: [row] }
  } finally {
    for (const { secret, recoveryKey } of operations) for (const one of [secret, recoveryKey]) one?.fill(0)
  }

  yield* historyPieces(store)

  async function* keyPieces(): AsyncGenerator<BackupPiece> {
    for (let at = 0; at < keys.length; at += KEYS_A_PIECE) {
      const rows: KeyPiece[] = []
      for (const { id } of keys.slice(at, at + KEYS_A_PIECE)) {
        const key = store.keys.get(id)
        step()
        if (key !== undefined) rows.push(await keyPiece(key, store.versions.ofKey(id)))
      }
      yield* wiping(
        { section: 'keys', rows },
        rows.flatMap((row) => row.versions),
      )
    }
  }

  async function read(entry: EntryName, backend?: string): Promise<Uint8Array | undefined> {
    const secret = await takeIfThere(keychain, entry, backend)
    const bytes = secret?.use((value) => Uint8Array.from(value))
    secret?.wipe()
    return bytes
  }

  async function accountPiece(account: AccountRecord): Promise<AccountPiece> {
    const { credentialEntry, credentialBackend, warnings } = account
    return {
      ...without(
        account,
        'credentialEntry',
        'credentialBackend',
        'credentialVersion',
        'clockSkewMs',
        'lastSync',
      ),
      warnings: [...warnings],
      secret: await read(credentialEntry, credentialBackend),
    }
  }

  async function keyPiece(key: KeyRecord, held: readonly VersionRecord[]): Promise<KeyPiece> {
    const { grants, facts, tags } = key
    const pieces: VersionPiece[] = []
    for (const { version: number, entry, backend, origin, madeAt, validity } of held.toSorted(byNumber))
      pieces.push({ version: number, origin, madeAt, validity, secret: await read(entry, backend) })
    return {
      ...without(key, 'renewedAs'),
      grants: [...grants],
      facts: [...facts],
      tags: [...tags],
      snoozedUntil: snoozes.get(key.id),
      versions: pieces,
    }
  }

  async function operationPiece({
    checks,
    completion,
    ...operation
  }: OperationRecord): Promise<OperationPiece> {
    const { id, key, version: number } = operation
    const isCounted = store.versions.get(key, number) !== undefined
    const isOver = isEnded(operation.state)
    return {
      ...operation,
      error: operation.error && { ...operation.error },
      checks: [...checks],
      ...(completion && { completion: { ...(completion.error && { error: { ...completion.error } }) } }),
      secret: isCounted || isOver ? undefined : await read(keyEntry(key, number)),
      recoveryKey: isOver ? undefined : await read(recoveryEntry(id)),
      sealed: sealedResponses
        .list()
        .filter((name) => operationOf(name) === id)
        .flatMap((name) => {
          const bytes = sealedResponses.read(name as OperationRecord['id'])
          return bytes === undefined ? [] : [{ name, bytes: Uint8Array.from(bytes) }]
        }),
    }
  }
}

const isKept = ({ state, completion }: OperationRecord): boolean =>
  !isEnded(state) || completion !== undefined

function* historyPieces({ history }: Pick<Store, 'history'>): Generator<BackupPiece> {
  for (let before: number | undefined, count = 0; count < MOST_HISTORY; count += HISTORY_A_PIECE) {
    const found = history.list({ before, limit: HISTORY_A_PIECE })
    const last = found.at(-1)
    if (last === undefined) return
    before = last.id
    yield { section: 'history', rows: found.map((entry): HistoryPiece => without(entry, 'id')) }
  }
}

const byNumber = (one: VersionRecord, other: VersionRecord): number => one.version - other.version

/** The other side gets a copy, so the bytes can be wiped as soon as it asks for more, or has gone. */
function* wiping(
  piece: BackupPiece,
  secrets: readonly { readonly secret: Uint8Array | undefined }[],
): Generator<BackupPiece> {
  try {
    yield piece
  } finally {
    for (const { secret } of secrets) secret?.fill(0)
  }
}
