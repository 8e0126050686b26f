/** Collects changes since the last event to the page, and sends them as one numbered change with the current rows. */
import type { AccountId, KeyId, OperationId } from '../../../shared/model/model.ts'
import type { Change } from '../../../shared/contract/snapshot.ts'
import type { KeyRecord } from '../ports/store.ts'
import type { Rows } from './rows.ts'

export interface Touched {
  readonly keys?: readonly KeyId[]
  /** Key records as just written: reading thousands of them again took a sixth of a sync's work. */
  readonly written?: readonly KeyRecord[]
  readonly accounts?: readonly AccountId[]
  readonly operations?: readonly OperationId[]
  readonly providers?: true
  readonly settings?: true
  readonly keychain?: true
  readonly notices?: true
  readonly queue?: true
  readonly notifications?: true
}

export interface Changes {
  /** Marks rows that may differ from the page's copy. The change is sent when the current action has ended. */
  touch(what: Touched): void
  /** The number of the last change that was sent. A snapshot taken at this number includes that change and all before it. */
  revision(): number
  /** Sends pending changes now. */
  flush(): void
  /** Sends pending changes and then no more: the rows can no longer be read. */
  end(): void
}

interface Deps {
  readonly rows: Rows
  readonly send: (change: Change) => void
  /** The rows could not be read. The page notices the gap in the numbers and requests a snapshot. */
  readonly failed: (error: unknown) => void
}

export function createChanges({ rows, send, failed }: Deps): Changes {
  let revision = 0
  let pending = emptyPending()
  let hasEnded = false

  function flush(): void {
    if (!pending.scheduled) return
    const { keys, written, accounts, operations, providers } = pending
    const { settings, keychain, notices, queue, notifications } = pending
    pending = emptyPending()
    revision += 1
    send({
      revision,
      ...split('keys', 'keysGone', keys, rows.keys(keys, written)),
      ...split('accounts', 'accountsGone', accounts, rows.accounts(accounts)),
      ...split('operations', 'operationsGone', operations, rows.operations(operations)),
      ...(providers && { providers: rows.providers() }),
      ...(settings && { settings: rows.settings() }),
      ...(keychain && { keychain: rows.keychain() }),
      ...(notices && { notices: rows.notices() }),
      ...(queue && { queue: rows.queue() ?? 'none' }),
      ...(notifications && { notifications: rows.notifications() }),
    })
  }

  /** Catches every error: the caller does not await this, so an error would end the program. */
  function flushLater(): void {
    try {
      flush()
    } catch (error) {
      failed(error)
    }
  }

  return {
    touch(what) {
      gather(pending, what)
      if (pending.scheduled || hasEnded || isEmpty(pending)) return
      pending.scheduled = true
      queueMicrotask(flushLater)
    },
    revision: () => revision,
    flush,
    end() {
      flushLater()
      hasEnded = true
    },
  }
}

const PARTS = ['providers', 'settings', 'keychain', 'notices', 'queue', 'notifications'] as const

const emptyPending = () => ({
  scheduled: false,
  keys: new Set<KeyId>(),
  written: new Map<KeyId, KeyRecord>(),
  accounts: new Set<AccountId>(),
  operations: new Set<OperationId>(),
  providers: false,
  settings: false,
  keychain: false,
  notices: false,
  queue: false,
  notifications: false,
})

type Pending = ReturnType<typeof emptyPending>

function gather(pending: Pending, what: Touched): void {
  gatherKeys(pending, what.keys ?? [], what.written ?? [])
  what.accounts?.forEach((id) => pending.accounts.add(id))
  what.operations?.forEach((id) => pending.operations.add(id))
  for (const part of PARTS) pending[part] ||= what[part] ?? false
}

function gatherKeys(pending: Pending, keys: readonly KeyId[], written: readonly KeyRecord[]): void {
  for (const record of written) pending.written.set(record.id, record)
  for (const id of [...written.map((record) => record.id), ...keys]) pending.keys.add(id)
  for (const id of keys) pending.written.delete(id) // the record at hand is from an earlier action
}

const isEmpty = (pending: Pending): boolean =>
  pending.keys.size + pending.accounts.size + pending.operations.size === 0 &&
  !PARTS.some((part) => pending[part])

function split<Id, Row extends { readonly id: Id }, Here extends string, Gone extends string>(
  here: Here,
  gone: Gone,
  ids: ReadonlySet<Id>,
  rows: readonly Row[],
): Record<Here, readonly Row[]> & Record<Gone, readonly Id[]> {
  const found = new Set(rows.map(({ id }) => id))
  return { [here]: rows, [gone]: [...ids].filter((id) => !found.has(id)) } as Record<Here, readonly Row[]> &
    Record<Gone, readonly Id[]>
}
