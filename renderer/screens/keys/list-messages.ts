/** The words of the list's groups. */
import type { KeyGroup } from '../../../shared/expiry/key-groups.ts'

export const GROUPED = 'By urgency'

export const GROUP_WORDS: Record<KeyGroup, string> = {
  'act-now': 'Act now',
  'this-week': 'This week',
  'this-month': 'This month',
  later: 'Later',
  'no-date': 'No date',
  inactive: 'Inactive',
}

export const keysText = (count: number): string => (count === 1 ? '1 key' : `${count.toLocaleString()} keys`)
