/** The table of what needs attention: its groups by reason, and what can be done with several rows at once. Pure. */
import type { Instant, KeyId, OperationId } from '../../../shared/model/model.ts'
import type { ReminderEvent } from '../../../shared/expiry/reminders.ts'
import type { AttentionItem } from './attention-items.ts'

/** Why an item is listed. In the order of the table: what may lose a secret comes first. */
const GROUP_IDS = [
  'unsaved',
  'unconfirmed',
  'overlap',
  'vault',
  'credential',
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
  return item.kind
}

function reminderGroup({ reason, at }: ReminderEvent, now: Instant): GroupId {
  if (reason === 'rotation') return 'rotation'
  return at <= now ? 'expired' : 'expiring'
}

/** Groups that hold something, each in the order of `items`. */
export function groupsOf(items: readonly AttentionItem[], now: Instant): readonly AttentionGroup[] {
  const groups = Map.groupBy(items, (item) => groupOf(item, now))
  return GROUP_IDS.flatMap((id) => {
    const found = groups.get(id)
    return found === undefined ? [] : [{ id, items: found }]
  })
}

/** Stays the same while the item does, whatever else changes. */
export function idOf(item: AttentionItem): string {
  if ('operation' in item) return item.operation.id
  switch (item.kind) {
    case 'notice':
      return `${item.notice.kind} ${'name' in item.notice ? item.notice.name : ''}`
    case 'renewed':
      return `renewed ${item.key.id}`
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
  /** Can be snoozed, and may be replaced. */
  readonly keys: readonly KeyId[]
  /** Unknown outcomes that can be dismissed together. */
  readonly dismissible: readonly OperationId[]
}

/** An operation whose secret may still be found on this disk is dismissed only by itself. */
export function bulkPlan(items: readonly AttentionItem[]): BulkPlan {
  const keys = new Set<KeyId>()
  const dismissible: OperationId[] = []
  for (const item of items) {
    if (item.kind === 'reminder') keys.add(item.key)
    if (item.kind === 'operation' && isDismissible(item.operation)) dismissible.push(item.operation.id)
  }
  return { keys: [...keys], dismissible }
}

const isDismissible = ({
  state,
  sealed,
  holdsSecret,
}: Extract<AttentionItem, { kind: 'operation' }>['operation']) =>
  state === 'unknown' && !sealed && holdsSecret !== true
