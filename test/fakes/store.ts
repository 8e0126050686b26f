/** A database in memory that outlives the vaults opened on it, and can refuse writes. */
import type { SealedResponseStore, Storage, Store } from '../../electron/core/ports/store.ts'
import type { OperationId } from '../../shared/model/model.ts'
import { Failure } from '../../shared/contract/errors.ts'
import { openMemoryStore } from './memory-store.ts'

export interface FakeDatabase {
  /** Reads and writes the database without any refusal. */
  readonly truth: Store
  /** The store for one start of the program: after its `close` every call throws. */
  open(): Store
  /** While set, calls like `keys.put` or `transaction` for which this returns true fail as on a full disk. */
  refuse: ((call: string) => boolean) | undefined
  close(): void
}

const diskFull = () => new Failure({ kind: 'vault', why: 'disk-full' })

/** Empty at first. The real store and its rules, without a file. */
export function fakeDatabase(): FakeDatabase {
  const truth = openMemoryStore()
  const database: FakeDatabase = { truth, open, refuse: undefined, close: () => truth.close() }

  function open(): Store {
    let closed = false
    const guard = <Part extends object>(part: Part, path: string): Part =>
      new Proxy(part, {
        get(target, name, receiver) {
          const value: unknown = Reflect.get(target, name, receiver)
          if (typeof value !== 'function') return value
          return (...args: unknown[]) => {
            if (closed) throw new Error(`The database is closed: ${path}${String(name)}`)
            if (database.refuse?.(`${path}${String(name)}`) === true) throw diskFull()
            return (value as (...args: unknown[]) => unknown)(...args)
          }
        },
      })
    const {
      accounts,
      keys,
      versions,
      operations,
      history,
      backups,
      queue,
      clipboard,
      descriptions,
      hosts,
      proxySignIns,
      reminders,
      settings,
      lock,
    } = truth
    return {
      transaction: guard<Pick<Store, 'transaction'>>(
        { transaction: (run, kind) => truth.transaction(run, kind) },
        '',
      ).transaction,
      accounts: guard(accounts, 'accounts.'),
      keys: guard(keys, 'keys.'),
      versions: guard(versions, 'versions.'),
      operations: guard(operations, 'operations.'),
      history: guard(history, 'history.'),
      backups: guard(backups, 'backups.'),
      queue: guard(queue, 'queue.'),
      clipboard: guard(clipboard, 'clipboard.'),
      descriptions: guard(descriptions, 'descriptions.'),
      hosts: guard(hosts, 'hosts.'),
      proxySignIns: guard(proxySignIns, 'proxySignIns.'),
      reminders: guard(reminders, 'reminders.'),
      settings: guard(settings, 'settings.'),
      lock: guard(lock, 'lock.'),
      close: () => void (closed = true),
    }
  }

  return database
}

export interface FakeSealedResponses extends SealedResponseStore {
  readonly files: Map<string, Uint8Array>
  /** The responses that a full disk refused, by operation. They are lost once the writer has dropped them. */
  readonly refused: Map<string, readonly Uint8Array[]>
  /** While true, nothing can be written: the disk is full. */
  full: boolean
  /** While true, the folder cannot be read. */
  unreadable: boolean
}

/** Sealed responses in memory. */
export function fakeSealedResponses(): FakeSealedResponses {
  const files = new Map<string, Uint8Array>()
  const refused = new Map<string, readonly Uint8Array[]>()
  const readable = () => {
    if (sealedResponses.unreadable) throw new Failure({ kind: 'vault', why: 'unreadable' })
  }
  const sealedResponses: FakeSealedResponses = {
    files,
    refused,
    full: false,
    unreadable: false,
    write(operation: OperationId, sealed) {
      readable()
      if (sealedResponses.full) {
        refused.set(operation, [...(refused.get(operation) ?? []), Uint8Array.from(sealed)])
        throw diskFull()
      }
      const earlier = files.get(operation)
      if (earlier !== undefined) files.set(`${operation}.earlier-1`, earlier)
      files.set(operation, Uint8Array.from(sealed))
    },
    read(operation) {
      readable()
      return files.get(operation)
    },
    remove(operation) {
      readable()
      files.delete(operation)
    },
    list() {
      readable()
      return [...files.keys()].sort()
    },
  }
  return sealedResponses
}

export interface FakeStorage extends Storage {
  free: number
  /** While true, backups fail. */
  refuseBackups: boolean
  /** The number of backups made. */
  backupsMade: number
}

/** The store's operations on the database's files, played without files. */
export function fakeStorage(database: FakeDatabase): FakeStorage {
  const storage: FakeStorage = {
    free: 1e12,
    refuseBackups: false,
    backupsMade: 0,
    open: () => ({ state: 'open', store: database.open(), lost: undefined }),
    startAnew: () => undefined,
    backups: () => [],
    restore: () => undefined,
    backup() {
      if (storage.refuseBackups) throw diskFull()
      storage.backupsMade += 1
    },
    check: () => 'good',
    place: () => ({ folder: 'private', isWritable: true, freeBytes: storage.free }),
    freeBytes: () => storage.free,
  }
  return storage
}
