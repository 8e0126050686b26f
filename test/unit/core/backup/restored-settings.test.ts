import { expect, it } from 'vitest'
import { settingsToRestore } from '../../../../electron/core/backup/restored-settings.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { Settings } from '../../../../shared/model/settings.ts'
import { emptyMachine, FILE, WITH, withBackups } from './backup-set-up.ts'

const HERE = defaultSettings
const search = (end: string, name: string) => ({
  id: `00000000-0000-4000-8000-00000000000${end}`,
  name,
  query: 'is:expiring',
})

it('takes what differs, and nothing that opens or guards a door', () => {
  const there: Settings = {
    ...HERE,
    theme: 'dark',
    leadDays: 99,
    clipboardSeconds: 600,
    clipboardWatch: !HERE.clipboardWatch,
    lockIdleMinutes: 1_440,
    lockWithScreen: !HERE.lockWithScreen,
    commandLine: !HERE.commandLine,
    agents: !HERE.agents,
    trayNames: !HERE.trayNames,
    startWithSystem: !HERE.startWithSystem,
    shortcut: '',
    historyDays: 30,
  }
  expect(settingsToRestore(HERE, there)).toEqual({ patch: { theme: 'dark', leadDays: 99 }, count: 2 })
})

it('adds saved searches, and leaves out what cannot be read', () => {
  const here = { ...HERE, savedSearches: [search('1', 'Mine')] }
  const there = {
    theme: 'pink',
    savedSearches: [search('1', 'Other'), search('2', 'mine'), search('3', 'New')],
  }
  const { patch } = settingsToRestore(here, there)
  expect(patch).toEqual({ savedSearches: [search('1', 'Mine'), search('3', 'New')] })
  expect(settingsToRestore(here, { savedSearches: 'none' })).toEqual({ patch: {}, count: 0 })
})

it('is suggested where nothing is here yet, and comes only where it is picked', async () => {
  const { write, files, vault } = await withBackups()
  vault.changeSettings({ theme: 'dark', syncMinutes: 7 })
  await write()
  const other = emptyMachine(files)
  const there = other.open()
  const dry = await there.backups.open(FILE, WITH)
  expect(dry.settings).toEqual({ count: 2, isSuggested: true })
  const picked = { accounts: dry.accounts.map(({ id }) => id), keys: dry.keys.map(({ id }) => id) }
  expect(await there.backups.restore(dry.id, picked)).toMatchObject({ settings: 0 })
  expect(there.store.settings.read().theme).toBe(HERE.theme)
  const again = await there.backups.open(FILE, WITH)
  expect(again.settings).toEqual({ count: 2, isSuggested: false })
  const result = await there.backups.restore(again.id, { accounts: [], keys: [], settings: true })
  expect(result).toMatchObject({ settings: 2, keys: 0 })
  expect(there.store.settings.read()).toMatchObject({ theme: 'dark', syncMinutes: 7 })
  expect(await there.backups.open(FILE, WITH)).not.toHaveProperty('settings')
})
