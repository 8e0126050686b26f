/** What the user can set, and where the secrets are. Every change is saved at once. */
import { useId, type ReactNode } from 'react'
import { LONGEST_OVERLAP_HOURS } from '../../../shared/model/overlap.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { SelectField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { DesktopSettings } from './desktop-settings.tsx'
import { LockSettings } from './lock-settings.tsx'
import { NumberSetting } from './number-setting.tsx'
import { ProxySettings } from './proxy-settings.tsx'
import { ReminderSettings } from './reminder-settings.tsx'
import { REMINDERS_ANCHOR } from './show-reminder-settings.ts'
import { ShortcutSetting } from './shortcut-setting.tsx'
import { WhatWorks } from './what-works.tsx'
import { WhereSecretsAre } from './where-secrets-are.tsx'

const THEMES: readonly { readonly value: Settings['theme']; readonly label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

const isTheme = (value: string): value is Settings['theme'] => THEMES.some((theme) => theme.value === value)

const SYNCS: readonly number[] = [0, 5, 15, 30, 60, 240, 1_440]

const syncWords = (minutes: number) => {
  if (minutes === 0) return 'Only when asked'
  if (minutes < 60) return `Every ${minutes} minutes`
  return minutes === 60 ? 'Every hour' : `Every ${minutes / 60} hours`
}

const HISTORIES: readonly number[] = [0, 90, 365, 730, 1_825]

const historyWords = (days: number) => {
  if (days === 0) return 'Forever'
  if (days % 365 !== 0) return `For ${days} days`
  return days === 365 ? 'For 1 year' : `For ${days / 365} years`
}

const historyOption = (days: number) => ({ value: String(days), label: historyWords(days) })
const HISTORY_OPTIONS = HISTORIES.map(historyOption)

export function SettingsScreen() {
  const settings = useVault((state) => state.settings)
  return (
    <main tabIndex={-1} className="pane page settings">
      <header className="page-head">
        <h1>Settings</h1>
      </header>
      <Section title="Look">
        <SelectField
          label="Theme"
          options={THEMES}
          value={settings.theme}
          onChange={(theme) => {
            if (isTheme(theme)) void changeSettings({ theme })
          }}
        />
      </Section>
      <Section title="Quick palette">
        <ShortcutSetting />
      </Section>
      <Section title="Secrets">
        <NumberSetting
          label="Clear the clipboard after"
          unit="seconds"
          help="Only clears what Keyhold copied. Also clears on quit."
          min={5}
          max={600}
          value={settings.clipboardSeconds}
          onChange={(clipboardSeconds) => void changeSettings({ clipboardSeconds })}
        />
      </Section>
      <Section title="Expiry">
        <NumberSetting
          label="Mark as “Expiring”"
          unit="days before expiry"
          min={1}
          max={365}
          value={settings.leadDays}
          onChange={(leadDays) => void changeSettings({ leadDays })}
        />
      </Section>
      <Section title="Reminders" anchor={REMINDERS_ANCHOR}>
        <ReminderSettings />
      </Section>
      <Section title="Replacement">
        <NumberSetting
          label="Keep both keys active for"
          unit="hours, then ask me"
          help="Default for new replacements. Keyhold never retires a key automatically."
          min={1}
          max={LONGEST_OVERLAP_HOURS}
          value={settings.overlapHours}
          onChange={(overlapHours) => void changeSettings({ overlapHours })}
        />
      </Section>
      <Section title="Sync">
        <SelectField
          label="Sync automatically"
          help="A sync reads lists; it never changes anything there."
          options={syncOptions(settings.syncMinutes)}
          value={String(settings.syncMinutes)}
          onChange={(minutes) => void changeSettings({ syncMinutes: Number(minutes) })}
        />
      </Section>
      <Section title="Network">
        <ProxySettings />
      </Section>
      <Section title="History">
        <SelectField
          label="Keep the history"
          help="Older entries are deleted for good. The history holds no secrets."
          options={
            HISTORIES.includes(settings.historyDays)
              ? HISTORY_OPTIONS
              : [historyOption(settings.historyDays), ...HISTORY_OPTIONS]
          }
          value={String(settings.historyDays)}
          onChange={(days) => void changeSettings({ historyDays: Number(days) })}
        />
      </Section>
      <Section title="Start and tray">
        <DesktopSettings />
      </Section>
      <Section title="Lock">
        <LockSettings />
      </Section>
      <Section title="Secret storage">
        <WhereSecretsAre />
      </Section>
      <Section title="Diagnostics">
        <WhatWorks />
      </Section>
    </main>
  )
}

/** A value that was set elsewhere stays a choice. */
function syncOptions(current: number) {
  const minutes = SYNCS.includes(current) ? SYNCS : [...SYNCS, current].sort((a, b) => a - b)
  return minutes.map((value) => ({ value: String(value), label: syncWords(value) }))
}

interface SectionProps {
  readonly title: string
  /** By which other screens lead here. */
  readonly anchor?: string
  readonly children: ReactNode
}

function Section({ title, anchor, children }: SectionProps) {
  const id = useId()
  return (
    <section id={anchor} className="settings-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="settings-body">{children}</div>
    </section>
  )
}
