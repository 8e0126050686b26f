/** Snoozes the reminders of one or several keys for a day, three days or a week; for one key also until a date. */
import { DAY_MS } from '../../../shared/expiry/expiry.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/page-actions.ts'
import { MenuButton, type MenuEntry } from '../../parts/menu.tsx'
import { snooze } from '../../vault/snooze.ts'
import { useVault } from '../../vault/store.ts'
import { snoozeMenuMessages } from './reminders-messages.ts'

const LENGTHS = [
  ['day', snoozeMenuMessages.day, 1],
  ['three-days', snoozeMenuMessages.threeDays, 3],
  ['week', snoozeMenuMessages.week, 7],
] as const

interface Props {
  /** At least one. */
  readonly keys: readonly KeyId[]
  /** What is snoozed: a key's name, or for example "3 keys". */
  readonly what: string
  /** Draws only the icon, where there is little room. */
  readonly isIcon?: boolean
}

/** Main's clock, epoch milliseconds. Read when an entry is pressed, since a menu may stay open for long. */
const nowOfMain = () => Date.now() + useVault.getState().clockOffsetMs

export function SnoozeMenu({ keys, what, isIcon = false }: Props) {
  const [only, ...others] = keys
  if (only === undefined) return null
  const entries: MenuEntry[] = LENGTHS.map(([id, label, days]) => ({
    id,
    label,
    run: () => void snooze(keys, nowOfMain() + days * DAY_MS, what),
  }))
  if (others.length === 0)
    entries.push({
      id: 'until',
      label: snoozeMenuMessages.untilDate,
      apart: true,
      run: () => openDialog({ kind: 'snooze', key: only }),
    })
  return (
    <MenuButton
      label={snoozeMenuMessages.label(what)}
      {...(!isIcon && { text: snoozeMenuMessages.button })}
      icon="snooze"
      size="small"
      looks={isIcon ? 'quiet' : 'plain'}
      entries={entries}
    />
  )
}
