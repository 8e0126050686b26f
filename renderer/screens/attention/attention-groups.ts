/** Groups the rows of the attention table by reason, and plans the commands on several rows at once. Pure. */
import type { Instant, KeyId } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import type { ReminderEvent } from '../../../shared/expiry/reminders.ts'
import type { AttentionItem } from './attention-items.ts'

/** The reasons for which an item is listed, in the order of the table. Reasons that may cost a secret come first. */
const GROUP_IDS = [
  'unsaved',
  'leaked',
  'unconfirmed',
  'overlap',
  'vault',
  'credential',
  'incomplete',
  'renewed',
  'expired',
  'expiring',
  'rotation',
  'others',
] as const
export type GroupId = (typeof GROUP_IDS)[number]

export interface AttentionGroup {
  readonly id: GroupId
  readonly items: readonly AttentionItem[]
}

function groupOf(item: AttentionItem, now: Instant): GroupId {
  if (item.kind === 'reminder') return reminderGroup(item.event, now)
  if (item.kind === 'operation') return item.operation.state === 'unknown' ? 'unconfirmed' : 'unsaved'
  if (item.kind === 'queue' || item.kind === 'keychain' || item.kind === 'notice') return 'vault'
  return item.kind === 'key' ? item.why : item.kind
}

function reminderGroup({ reason, at }: ReminderEvent, now: Instant): GroupId {
  if (reason === 'rotation') return 'rotation'
  if (reason === 'leak') return 'leaked'
  return at <= now ? 'expired' : 'expiring'
}

/** The groups that are not empty. Within a group, items keep the order of `items`. */
export function groupsOf(items: readonly AttentionItem[], now: Instant): readonly AttentionGroup[] {
  const groups = Map.groupBy(items, (item) => groupOf(item, now))
  return GROUP_IDS.flatMap((id) => {
    const found = groups.get(id)
    return found === undefined ? [] : [{ id, items: found }]
  })
}

/** The identity of an item. The id stays the same when other items, or the item's data, change. */
export function idOf(item: AttentionItem): string {
  if ('operation' in item) return item.operation.id
  switch (item.kind) {
    case 'notice':
      return `${item.notice.kind} ${'name' in item.notice ? item.notice.name : ''}`
    case 'key':
      return `${item.why} ${item.key.id}`
    case 'credential':
      return `credential ${item.account.id}`
    case 'reminder':
      return `${item.event.reason} ${item.key}`
    case 'queue':
    case 'keychain':
    case 'others':
      return item.kind
  }
}

export interface BulkPlan {
  /** Keys whose reminders can be snoozed. They may also be replaced. */
  readonly keys: readonly KeyId[]
  /** Operations with unknown outcomes that can be dismissed together. */
  readonly dismissible: readonly OperationRow[]
}

/** The bulk commands for some rows. An operation whose secret may still be on this disk can only be dismissed alone. */
export function bulkPlan(items: readonly AttentionItem[]): BulkPlan {
  const keys = new Set<KeyId>()
  const dismissible: OperationRow[] = []
  for (const item of items) {
    if (item.kind === 'reminder') keys.add(item.key)
    if (item.kind === 'operation' && isDismissible(item.operation)) dismissible.push(item.operation)
  }
  return { keys: [...keys], dismissible }
}

const isDismissible = ({ state, sealed, holdsSecret }: OperationRow) =>
  state === 'unknown' && !sealed && holdsSecret !== true
