/** The order of the settings, and the search in them. Pure. */
import { fold } from '../../../shared/search/fold.ts'
import {
  GROUP_WORDS,
  SECTION_WORDS,
  SETTINGS,
  type SettingId,
  type SettingText,
} from './settings-messages.ts'

interface SettingGroup {
  readonly id: string
  readonly title: string
  readonly settings: readonly SettingId[]
}

interface SettingSection {
  readonly title: string
  readonly groups: readonly SettingGroup[]
}

/** In the order of the screen. Every setting is in exactly one group. */
export const SECTIONS = {
  general: {
    title: SECTION_WORDS.general,
    groups: [
      { id: 'look', title: GROUP_WORDS.look, settings: ['theme'] },
      {
        id: 'start',
        title: GROUP_WORDS.start,
        settings: ['startWithSystem', 'startHidden', 'closeToTray', 'trayNames', 'trayIcon'],
      },
    ],
  },
  security: {
    title: SECTION_WORDS.security,
    groups: [{ id: 'lock', title: GROUP_WORDS.lock, settings: ['lock', 'lockWithScreen', 'lockIdle'] }],
  },
  commandLine: {
    title: SECTION_WORDS.commandLine,
    groups: [
      { id: 'commandLine', title: GROUP_WORDS.commandLine, settings: ['commandLine', 'agents'] },
      { id: 'approvals', title: GROUP_WORDS.approvals, settings: ['approvals'] },
      { id: 'denials', title: GROUP_WORDS.denials, settings: ['denials'] },
    ],
  },
  clipboard: {
    title: SECTION_WORDS.clipboard,
    groups: [
      { id: 'clear', title: GROUP_WORDS.clear, settings: ['clipboard'] },
      { id: 'palette', title: GROUP_WORDS.palette, settings: ['shortcut'] },
    ],
  },
  reminders: {
    title: SECTION_WORDS.reminders,
    groups: [
      {
        id: 'remind',
        title: GROUP_WORDS.remind,
        settings: ['reminders', 'reminderDays', 'rotateEvery', 'notifications'],
      },
      { id: 'expiry', title: GROUP_WORDS.expiry, settings: ['leadDays'] },
      { id: 'replacement', title: GROUP_WORDS.replacement, settings: ['overlapHours'] },
    ],
  },
  sync: {
    title: SECTION_WORDS.sync,
    groups: [
      { id: 'sync', title: GROUP_WORDS.sync, settings: ['sync'] },
      { id: 'network', title: GROUP_WORDS.network, settings: ['proxy'] },
    ],
  },
  storage: {
    title: SECTION_WORDS.storage,
    groups: [
      { id: 'secrets', title: GROUP_WORDS.secrets, settings: ['secrets', 'orphans'] },
      { id: 'history', title: GROUP_WORDS.history, settings: ['historyDays'] },
    ],
  },
  diagnostics: {
    title: SECTION_WORDS.diagnostics,
    groups: [{ id: 'machine', title: GROUP_WORDS.machine, settings: ['diagnostics'] }],
  },
} as const satisfies Record<string, SettingSection>

export type SectionId = keyof typeof SECTIONS
export type GroupId = (typeof SECTIONS)[SectionId]['groups'][number]['id']

export const SECTION_IDS = Object.keys(SECTIONS) as readonly SectionId[]

export interface FoundGroup {
  readonly id: GroupId
  readonly title: string
}

export interface FoundSection {
  readonly id: SectionId
  readonly title: string
  readonly groups: readonly FoundGroup[]
}

export interface FoundSettings {
  readonly settings: ReadonlySet<SettingId>
  /** The sections with at least one found setting, each with only the groups that have one. */
  readonly sections: readonly FoundSection[]
}

interface Offered {
  readonly isLinux: boolean
  readonly hasLock: boolean
  readonly reminders: boolean
}

/** The settings that are not drawn on this system or with the present choices. */
export function absentSettings({ isLinux, hasLock, reminders }: Offered): ReadonlySet<SettingId> {
  return new Set<SettingId>([
    ...(isLinux ? [] : (['trayIcon'] as const)),
    ...(hasLock ? [] : (['lockWithScreen', 'lockIdle'] as const)),
    ...(reminders ? [] : (['reminderDays', 'rotateEvery', 'notifications'] as const)),
  ])
}

/**
 * Finds settings. Each word of the query must occur in the setting's texts, or in the title of its group or its section. An empty query finds
 * all settings. `absent`: settings that this system or the present choices do not offer.
 */
export function findSettings(query: string, absent: ReadonlySet<SettingId> = new Set()): FoundSettings {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const settings = new Set<SettingId>()
  const sections = SECTION_IDS.flatMap((id): readonly FoundSection[] => {
    const section = SECTIONS[id]
    const groups = section.groups.filter((group) => {
      const titles = [section.title, group.title]
      const found = group.settings.filter(
        (setting) => !absent.has(setting) && isFound(words, [...titles, ...textsOf(setting)]),
      )
      for (const setting of found) settings.add(setting)
      return found.length > 0
    })
    return groups.length === 0 ? [] : [{ id, title: section.title, groups }]
  })
  return { settings, sections }
}

function textsOf(setting: SettingId): readonly string[] {
  const { label, help = '', also = '' }: SettingText = SETTINGS[setting]
  return [label, help, also]
}

function isFound(words: readonly string[], texts: readonly string[]): boolean {
  const all = fold(texts.join('\n'))
  return words.every((word) => all.includes(word))
}
