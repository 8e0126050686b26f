/** Which settings of a backup can come here, and what they change. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { fold } from '../../../shared/search/fold.ts'
import { Settings, SettingsPatch } from '../../../shared/model/settings.ts'

/**
 * How Keyhold looks, syncs and reminds. SECURITY: what opens a door or guards one stays as it is here: the command line, agents, the clipboard, the
 * lock, and names in notifications. The start and the shortcut belong to one machine, and a shorter history would delete some of this one.
 */
const RESTORED = [
  'theme',
  'syncMinutes',
  'leadDays',
  'overlapHours',
  'reminders',
  'reminderDays',
  'rotateEveryDays',
  'systemNotifications',
  'trayIcon',
  'density',
  'listSort',
  'foldedSections',
  'openPanelSections',
  'listColumns',
  'savedSearches',
  'sidebarWidth',
] as const satisfies readonly (keyof Settings)[]

/** The settings of the backup that differ from those here. One that cannot be read is left out. Saved searches are added to those that are here. */
export function settingsToRestore(
  here: Settings,
  backup: Readonly<Record<string, unknown>>,
): { readonly patch: SettingsPatch; readonly count: number } {
  const wanted: Readonly<Record<string, unknown>> = {
    ...backup,
    savedSearches: withSearches(here, backup.savedSearches),
  }
  const changed = RESTORED.flatMap((name) => {
    const read = Settings.shape[name].safeParse(wanted[name])
    return read.success && !isDeepStrictEqual(read.data, here[name]) ? [[name, read.data] as const] : []
  })
  return { patch: SettingsPatch.parse(Object.fromEntries(changed)), count: changed.length }
}

function withSearches({ savedSearches }: Settings, backup: unknown): Settings['savedSearches'] {
  const there = Settings.shape.savedSearches.safeParse(backup)
  if (!there.success) return savedSearches
  const added = there.data.filter(({ id, name }) =>
    savedSearches.every((one) => one.id !== id && fold(one.name) !== fold(name)),
  )
  return [...savedSearches, ...added]
}
