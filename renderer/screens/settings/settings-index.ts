/** The order of the settings, and the search in them. Pure. */
import { fold } from '../../../shared/search/fold.ts'
import {
  GROUP_WORDS,
  SECTION_WORDS,
  SETTINGS,
  type SettingId,
  type SettingText,
} from './settings-messages.ts'

export type SectionId = keyof typeof SECTION_WORDS
export type GroupId = keyof typeof GROUP_WORDS

interface SettingGroup {
  readonly id: GroupId
  readonly settings: readonly SettingId[]
}

/** In the order of the screen. Every setting is in exactly one group. */
export const SECTIONS = {
  general: {
    groups: [
      { id: 'look', settings: ['theme'] },
      {
        id: 'start',
        settings: ['startWithSystem', 'startHidden', 'closeToTray', 'trayNames', 'trayIcon'],
      },
    ],
  },
  security: {
    groups: [{ id: 'lock', settings: ['lock', 'lockWithScreen', 'lockIdle'] }],
  },
  commandLine: {
    groups: [
      { id: 'commandLine', settings: ['commandLine', 'agents'] },
      { id: 'approvals', settings: ['approvals', 'denials'] },
    ],
  },
  clipboard: {
    groups: [
      { id: 'clear', settings: ['clipboard', 'clipboardWatch'] },
      { id: 'palette', settings: ['shortcut'] },
    ],
  },
  reminders: {
    groups: [
      {
        id: 'remind',
        settings: ['reminders', 'reminderDays', 'rotateEvery', 'notifications'],
      },
      { id: 'expiry', settings: ['leadDays'] },
      { id: 'replacement', settings: ['overlapHours'] },
    ],
  },
  sync: {
    groups: [
      { id: 'sync', settings: ['sync'] },
      { id: 'network', settings: ['proxy'] },
    ],
  },
  storage: {
    groups: [
      { id: 'secrets', settings: ['secrets', 'orphans'] },
      { id: 'history', settings: ['historyDays'] },
    ],
  },
  backup: {
    groups: [
      { id: 'backups', settings: ['backup'] },
      { id: 'automaticBackups', settings: ['automaticBackups'] },
      { id: 'restore', settings: ['restore'] },
    ],
  },
  diagnostics: {
    groups: [{ id: 'machine', settings: ['diagnostics'] }],
  },
} as const satisfies Record<SectionId, { readonly groups: readonly SettingGroup[] }>

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
    const title = SECTION_WORDS[id]
    const groups = SECTIONS[id].groups.flatMap((group): readonly FoundGroup[] => {
      const titles = [title, GROUP_WORDS[group.id]]
      const found = group.settings.filter(
        (setting) => !absent.has(setting) && isFound(words, [...titles, ...textsOf(setting)]),
      )
      for (const setting of found) settings.add(setting)
      return found.length === 0 ? [] : [{ id: group.id, title: GROUP_WORDS[group.id] }]
    })
    return groups.length === 0 ? [] : [{ id, title, groups }]
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
