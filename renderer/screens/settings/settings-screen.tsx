/**
 * The settings screen, with the status of the secret storage.
 *
 * States: no search (all sections in order); a search with results (only their sections and groups, with the number of results); a search
 * without results (a message with a button that clears the search). Escape in the field clears the search. A press on an entry of the list of
 * sections, or a link from another screen, ends the search and shows the section.
 */
import { useId, useMemo, useState, type ComponentType } from 'react'
import { Button as ClearButton, Input, SearchField } from 'react-aria-components'
import { isLinux, isMac } from '../../app/platform.ts'
import { commandShortcut } from '../../commands/shortcuts.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import { AutomaticBackupSettings, BackupSettings, RestoreSetting } from '../backup/backup-settings.tsx'
import { ApprovalSettings } from './approval-settings.tsx'
import { CommandLineSettings } from './command-line-settings.tsx'
import { DesktopSettings } from './desktop-settings.tsx'
import { Diagnostics } from './diagnostics.tsx'
import { LockSettings } from './lock-settings.tsx'
import { ProxySettings } from './proxy-settings.tsx'
import { ReminderSettings } from './reminder-settings.tsx'
import { FoundSettingsContext } from './setting.tsx'
import {
  ClipboardSettings,
  ExpirySetting,
  HistorySetting,
  ReplacementSetting,
  SyncSetting,
  ThemeSetting,
} from './settings-groups.tsx'
import {
  absentSettings,
  findSettings,
  SECTION_IDS,
  type FoundGroup,
  type FoundSection,
  type GroupId,
  type SectionId,
} from './settings-index.ts'
import { MESSAGES, SECTION_WORDS } from './settings-messages.ts'
import { ShortcutSetting } from './shortcut-setting.tsx'
import { settingsSearchFocus } from './search-focus.ts'
import { anchorOf, scrollToSettings } from './show-settings.ts'
import { WhereSecretsAre } from './where-secrets-are.tsx'

const BODIES: Record<GroupId, ComponentType> = {
  look: ThemeSetting,
  start: DesktopSettings,
  lock: LockSettings,
  commandLine: CommandLineSettings,
  approvals: ApprovalSettings,
  clear: ClipboardSettings,
  palette: ShortcutSetting,
  remind: ReminderSettings,
  expiry: ExpirySetting,
  replacement: ReplacementSetting,
  sync: SyncSetting,
  network: ProxySettings,
  secrets: WhereSecretsAre,
  history: HistorySetting,
  backups: BackupSettings,
  automaticBackups: AutomaticBackupSettings,
  restore: RestoreSetting,
  machine: Diagnostics,
}

/** Destructured outside the component, because the linter treats every `.place` inside it as a ref that is read during rendering. */
const { place: placeSearch } = settingsSearchFocus

function useFound(query: string) {
  const hasLock = useVault((state) => state.lock.state !== 'off')
  const reminders = useVault((state) => state.settings.reminders)
  return useMemo(
    () => findSettings(query, absentSettings({ isLinux, hasLock, reminders })),
    [query, hasLock, reminders],
  )
}

export function SettingsScreen() {
  const [query, setQuery] = useState('')
  const { settings, sections } = useFound(query)
  const isSearching = query.trim() !== ''
  return (
    <main tabIndex={-1} className={`pane page settings ${isSearching ? 'searching' : ''}`}>
      <header className="page-head settings-head">
        <h1>{MESSAGES.title}</h1>
        <SettingsSearch query={query} onChange={setQuery} />
        <p className="unseen" role="status">
          {isSearching && sections.length > 0 && MESSAGES.found(settings.size)}
        </p>
      </header>
      <div className="settings-layout">
        <Sections
          onShow={(section) => {
            setQuery('')
            scrollToSettings(section)
          }}
        />
        <FoundSettingsContext value={isSearching ? settings : undefined}>
          <div className="settings-sections">
            {sections.map((section) => (
              <Section key={section.id} section={section} />
            ))}
            {sections.length === 0 && <Nothing query={query} onClear={() => setQuery('')} />}
          </div>
        </FoundSettingsContext>
      </div>
    </main>
  )
}

interface SearchProps {
  readonly query: string
  readonly onChange: (query: string) => void
}

function SettingsSearch({ query, onChange }: SearchProps) {
  return (
    <SearchField className="settings-search" aria-label={MESSAGES.search} value={query} onChange={onChange}>
      <Icon of="search" />
      <Input
        ref={placeSearch}
        className="input"
        placeholder={MESSAGES.search}
        aria-keyshortcuts={isMac ? 'Meta+F' : 'Control+F'}
      />
      {query === '' && <kbd aria-hidden="true">{commandShortcut('search-settings', isMac)}</kbd>}
      {query !== '' && (
        <ClearButton className="button quiet icon-only small" aria-label={commonMessages.clearSearch}>
          <Icon of="clear" />
        </ClearButton>
      )}
    </SearchField>
  )
}

function Sections({ onShow }: { readonly onShow: (section: SectionId) => void }) {
  return (
    <nav className="settings-nav" aria-label={MESSAGES.sections}>
      {SECTION_IDS.map((id) => (
        <Button key={id} looks="quiet" onPress={() => onShow(id)}>
          {SECTION_WORDS[id]}
        </Button>
      ))}
    </nav>
  )
}

function Section({ section }: { readonly section: FoundSection }) {
  const id = useId()
  return (
    <div id={anchorOf(section.id)} className="settings-section">
      <h2 id={id}>{section.title}</h2>
      {section.groups.map((group) => (
        <Group key={group.id} group={group} titleId={group.title === section.title ? id : undefined} />
      ))}
    </div>
  )
}

/** `titleId`: the section's title, which also labels the group; missing if the group has its own title. */
function Group({ group, titleId }: { readonly group: FoundGroup; readonly titleId: string | undefined }) {
  const id = useId()
  const Body = BODIES[group.id]
  return (
    <section className={`settings-group settings-${group.id}`} aria-labelledby={titleId ?? id}>
      {titleId === undefined && <h3 id={id}>{group.title}</h3>}
      <div className="settings-body">
        <Body />
      </div>
    </section>
  )
}

function Nothing({ query, onClear }: { readonly query: string; readonly onClear: () => void }) {
  return (
    <div className="settings-none" role="status">
      <p className="wrap">{MESSAGES.none(query.trim())}</p>
      <Button onPress={onClear}>{commonMessages.clearSearch}</Button>
    </div>
  )
}
