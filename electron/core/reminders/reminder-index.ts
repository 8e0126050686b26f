/** Keeps every reminder event up to date as rows change: ten thousand keys are read once, not at each change. */
import type { AccountId, AccountRow, KeyId, KeyRow } from '../../../shared/model/model.ts'
import {
  accountEvents,
  keyEvents,
  type ReminderEvent,
  type ReminderPolicy,
} from '../../../shared/expiry/reminders.ts'
import type { Change } from '../../../shared/contract/snapshot.ts'
import type { Changes } from '../projection/changes.ts'

export interface ReminderIndex {
  /** If no events are held, goes over all rows. */
  events(): readonly ReminderEvent[]
  /** Applies a change. Returns whether the reminders may differ after it. */
  apply(change: Change): boolean
  /** Drops the held events, so that the next call reads everything again. */
  forget(): void
}

/** Every row as of the last change that was sent. */
export interface RowsToRemind {
  allKeys(): readonly KeyRow[]
  allAccounts(): readonly AccountRow[]
}

interface Deps {
  readonly rows: RowsToRemind
  readonly policy: () => ReminderPolicy
  readonly revision: Changes['revision']
}

/** `revision`: of the last change that the events include. */
interface Held {
  revision: number
  readonly policy: ReminderPolicy
  readonly ofKeys: Map<KeyId, readonly ReminderEvent[]>
  readonly ofAccounts: Map<AccountId, readonly ReminderEvent[]>
}

export function createReminderIndex({ rows, policy, revision }: Deps): ReminderIndex {
  let held: Held | undefined

  function read(): Held {
    const fresh: Held = {
      revision: revision(),
      policy: policy(),
      ofKeys: new Map(),
      ofAccounts: new Map(),
    }
    take(fresh, { keys: rows.allKeys(), keysGone: [], accounts: rows.allAccounts(), accountsGone: [] })
    return fresh
  }

  return {
    events() {
      held ??= read()
      return [...held.ofKeys.values(), ...held.ofAccounts.values()].flat()
    },
    apply(change) {
      const hasGap = held !== undefined && change.revision > held.revision + 1
      // A gap in the revisions is a change whose rows could not be read.
      if (hasGap || (held !== undefined && !isPolicy(change.settings ?? held.policy, held.policy))) {
        held = undefined
        return true
      }
      if (held !== undefined) {
        held.revision = Math.max(held.revision, change.revision)
        take(held, change)
      }
      const { keys, keysGone, accounts, accountsGone, settings } = change
      const haveRowsMoved = [keys, keysGone, accounts, accountsGone].some(({ length }) => length > 0)
      return haveRowsMoved || settings !== undefined
    },
    forget() {
      held = undefined
    },
  }
}

/** The policy is part of every event; most settings are no part of it. */
const isPolicy = (now: ReminderPolicy, held: ReminderPolicy): boolean =>
  now.reminders === held.reminders &&
  now.rotateEveryDays === held.rotateEveryDays &&
  now.reminderDays.join() === held.reminderDays.join()

type RowsMoved = Pick<Change, 'keys' | 'keysGone' | 'accounts' | 'accountsGone'>

function take({ policy, ofKeys, ofAccounts }: Held, moved: RowsMoved): void {
  for (const row of moved.keys) put(ofKeys, row.id, keyEvents(row, policy))
  for (const row of moved.accounts) put(ofAccounts, row.id, accountEvents(row, policy))
  for (const id of moved.keysGone) ofKeys.delete(id)
  for (const id of moved.accountsGone) ofAccounts.delete(id)
}

/** Most keys have no event; those are not stored. */
function put<Id>(map: Map<Id, readonly ReminderEvent[]>, id: Id, events: readonly ReminderEvent[]): void {
  if (events.length === 0) map.delete(id)
  else map.set(id, events)
}
