/** An open vault's snapshot, kept current by the numbered changes that follow it: a whole snapshot is requested once, not at each change. */
import { changedParts } from '../../shared/contract/changed-parts.ts'
import type { Change, OpenVault, Snapshot } from '../../shared/contract/snapshot.ts'

export interface SnapshotCache {
  /** `undefined`: the cache is empty, and a snapshot has to be requested. */
  current(): OpenVault | undefined
  /** Holds an open vault; of any other there is nothing to hold. */
  take(snapshot: Snapshot): void
  /** Follows a change. One that came before the snapshot is passed over; where one is missing, nothing is held any more. */
  follow(change: Change): void
  drop(): void
}

interface Held {
  readonly rest: Omit<OpenVault, 'keys' | 'accounts' | 'operations'>
  readonly keys: RowsById<OpenVault['keys'][number]>
  readonly accounts: RowsById<OpenVault['accounts'][number]>
  readonly operations: RowsById<OpenVault['operations'][number]>
}

interface Identified {
  readonly id: string
}
type RowsById<Row extends Identified> = Map<Row['id'], Row>

export function createSnapshotCache(): SnapshotCache {
  let held: Held | undefined
  let latest = 0

  return {
    current() {
      if (held === undefined) return undefined
      const { rest, keys, accounts, operations } = held
      return {
        ...rest,
        keys: [...keys.values()],
        accounts: [...accounts.values()],
        operations: [...operations.values()],
      }
    },
    take(snapshot) {
      held = undefined
      // A change that came while this one was on its way is not in it.
      if (snapshot.vault !== 'open' || snapshot.revision < latest) return
      const { keys, accounts, operations, ...rest } = snapshot
      held = { rest, keys: byId(keys), accounts: byId(accounts), operations: byId(operations) }
    },
    follow(change) {
      latest = change.revision
      if (held === undefined || change.revision <= held.rest.revision) return
      if (change.revision > held.rest.revision + 1) {
        held = undefined
        return
      }
      replace(held.keys, change.keys, change.keysGone)
      replace(held.accounts, change.accounts, change.accountsGone)
      replace(held.operations, change.operations, change.operationsGone)
      held = { ...held, rest: { ...held.rest, ...changedParts(change), revision: change.revision } }
    },
    drop() {
      held = undefined
      latest = 0 // the numbering may restart
    },
  }
}

const byId = <Row extends Identified>(rows: readonly Row[]): RowsById<Row> =>
  new Map(rows.map((row) => [row.id, row]))

function replace<Row extends Identified>(
  map: RowsById<Row>,
  rows: readonly Row[],
  gone: readonly Row['id'][],
): void {
  for (const row of rows) map.set(row.id, row)
  for (const id of gone) map.delete(id)
}
