import { describe, expect, it } from 'vitest'
import {
  absentSettings,
  findSettings,
  SECTION_IDS,
  SECTIONS,
} from '../../../renderer/screens/settings/settings-index.ts'
import { SETTINGS } from '../../../renderer/screens/settings/settings-messages.ts'

const found = (query: string) => [...findSettings(query).settings]
const groups = (query: string) =>
  findSettings(query).sections.flatMap((section) => section.groups.map(({ id }) => id))

describe('the search of the settings', () => {
  it('finds every setting without a query, and every one by its own label', () => {
    const all = Object.keys(SETTINGS)
    expect(found('').toSorted()).toEqual(all.toSorted())
    for (const [id, { label }] of Object.entries(SETTINGS)) expect(found(label)).toContain(id)
  })

  it('places every setting in exactly one group', () => {
    const placed = SECTION_IDS.flatMap((id) => SECTIONS[id].groups.flatMap((group) => [...group.settings]))
    expect(placed.toSorted()).toEqual(Object.keys(SETTINGS).toSorted())
  })

  it('asks for each word, in any order and case, and finds words that are not on the screen', () => {
    expect(found('CLIPBOARD clear')).toEqual(['clipboard'])
    expect(found('dark mode')).toEqual(['theme'])
    expect(found('proxy')).toEqual(['proxy'])
    expect(found('clipboard nonsense')).toEqual([])
  })

  it('finds what belongs to a section or a group by its title', () => {
    expect(groups('reminders')).toContain('remind')
    expect(groups('secret storage')).toContain('secrets')
    expect(findSettings('diagnostics').sections.map(({ id }) => id)).toEqual(['diagnostics'])
  })

  it('ignores accents, and does not read a query as a pattern', () => {
    expect(found('thémé')).toEqual(['theme'])
    expect(found('.*')).toEqual([])
    expect(found('   ')).toHaveLength(Object.keys(SETTINGS).length)
  })

  it('leaves out what is not drawn now, and leads to the switch that brings it back', () => {
    const absent = absentSettings({ isLinux: false, hasLock: false, reminders: false })
    const of = (query: string) => [...findSettings(query, absent).settings]
    expect(of('tray icon')).toEqual([])
    expect(of('auto-lock')).toEqual(['lock'])
    expect(of('rotate every')).toEqual(['reminders'])
    expect(absentSettings({ isLinux: true, hasLock: true, reminders: true }).size).toBe(0)
  })
})
