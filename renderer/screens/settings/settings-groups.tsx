/** Simple settings with one control each. Every change is saved at once. */
import { LONGEST_OVERLAP_HOURS } from '../../../shared/model/overlap.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { SelectField, SwitchField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { NumberSetting } from './number-setting.tsx'
import { Setting } from './setting.tsx'
import { historyWords, SETTINGS, syncWords, themeMessages, unitMessages } from './settings-messages.ts'

const THEMES: readonly { readonly value: Settings['theme']; readonly label: string }[] = [
  { value: 'system', label: themeMessages.system },
  { value: 'light', label: themeMessages.light },
  { value: 'dark', label: themeMessages.dark },
]

const isTheme = (value: string): value is Settings['theme'] => THEMES.some((theme) => theme.value === value)

export function ThemeSetting() {
  const theme = useVault((state) => state.settings.theme)
  return (
    <SelectField
      label={SETTINGS.theme.label}
      options={THEMES}
      value={theme}
      onChange={(next) => {
        if (isTheme(next)) void changeSettings({ theme: next })
      }}
    />
  )
}

export function ClipboardSettings() {
  const isWatched = useVault((state) => state.settings.clipboardWatch)
  return (
    <>
      <Setting id="clipboard">
        <ClipboardTime />
      </Setting>
      <Setting id="clipboardWatch">
        <SwitchField
          label={SETTINGS.clipboardWatch.label}
          help={SETTINGS.clipboardWatch.help}
          isOn={isWatched}
          onChange={(clipboardWatch) => void changeSettings({ clipboardWatch })}
        />
      </Setting>
    </>
  )
}

function ClipboardTime() {
  const value = useVault((state) => state.settings.clipboardSeconds)
  return (
    <NumberSetting
      label={SETTINGS.clipboard.label}
      unit={unitMessages.clipboard}
      help={SETTINGS.clipboard.help}
      min={5}
      max={600}
      value={value}
      onChange={(clipboardSeconds) => void changeSettings({ clipboardSeconds })}
    />
  )
}

export function ExpirySetting() {
  const value = useVault((state) => state.settings.leadDays)
  return (
    <NumberSetting
      label={SETTINGS.leadDays.label}
      unit={SETTINGS.leadDays.help}
      min={1}
      max={365}
      value={value}
      onChange={(leadDays) => void changeSettings({ leadDays })}
    />
  )
}

export function ReplacementSetting() {
  const value = useVault((state) => state.settings.overlapHours)
  return (
    <NumberSetting
      label={SETTINGS.overlapHours.label}
      unit={unitMessages.overlap}
      help={SETTINGS.overlapHours.help}
      min={1}
      max={LONGEST_OVERLAP_HOURS}
      value={value}
      onChange={(overlapHours) => void changeSettings({ overlapHours })}
    />
  )
}

const SYNCS: readonly number[] = [0, 5, 15, 30, 60, 240, 1_440]

/** A current value that is not among the usual ones is added to the choices. */
function syncOptions(current: number) {
  const minutes = SYNCS.includes(current) ? SYNCS : [...SYNCS, current].sort((a, b) => a - b)
  return minutes.map((value) => ({ value: String(value), label: syncWords(value) }))
}

export function SyncSetting() {
  const value = useVault((state) => state.settings.syncMinutes)
  return (
    <SelectField
      label={SETTINGS.sync.label}
      help={SETTINGS.sync.help}
      options={syncOptions(value)}
      value={String(value)}
      onChange={(minutes) => void changeSettings({ syncMinutes: Number(minutes) })}
    />
  )
}

const HISTORIES: readonly number[] = [0, 90, 365, 730, 1_825]

const historyOption = (days: number) => ({ value: String(days), label: historyWords(days) })

export function HistorySetting() {
  const value = useVault((state) => state.settings.historyDays)
  const days = HISTORIES.includes(value) ? HISTORIES : [value, ...HISTORIES]
  return (
    <SelectField
      label={SETTINGS.historyDays.label}
      help={SETTINGS.historyDays.help}
      options={days.map(historyOption)}
      value={String(value)}
      onChange={(next) => void changeSettings({ historyDays: Number(next) })}
    />
  )
}
