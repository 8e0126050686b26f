import { expect, it } from 'vitest'
import type { Command } from '../../../renderer/commands/command.ts'
import { similarKeys } from '../../../renderer/list/find-keys.ts'
import { paletteSections, wordsOfItem } from '../../../renderer/screens/command-palette/palette-sections.ts'
import { commandMessages } from '../../../shared/desktop/command-messages.ts'
import type { CommandId } from '../../../shared/desktop/commands.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { accountId, keyId, keyRow } from './sample-rows.ts'

const command = (id: CommandId): Command => ({
  id,
  words: commandMessages[id],
  icon: 'key',
  shortcut: '',
  run: () => undefined,
})

function listed(text: string, keys: readonly KeyRow[] = []) {
  const sections = paletteSections({
    text,
    keyCommands: { title: 'grafana-prod', commands: [command('copy'), command('replace')] },
    accountCommands: { title: 'Lab', commands: [command('edit-account'), command('remove-account')] },
    windowCommands: [command('settings'), command('timeline'), command('sync'), command('shortcuts')],
    searches: [],
    accounts: [{ id: accountId('lab'), name: 'RIPE Atlas Lab' }],
    findKeys: () => keys,
  })
  return sections.map(({ title, items }) => [title, ...items.map(wordsOfItem)])
}

it('lists all commands before anything is typed, those for the key at hand first', () => {
  expect(listed('')).toEqual([
    ['grafana-prod', 'Copy secret', 'Replace…'],
    ['Lab', 'Edit account…', 'Remove the account…'],
    ['Go to', 'Settings', 'Timeline', 'RIPE Atlas Lab'],
    ['Keyhold', 'Sync now', 'Keyboard shortcuts'],
  ])
})

it('finds commands, accounts and keys by what is typed', () => {
  expect(listed('s', [keyRow({ name: 'sentry' })])).toEqual([
    ['Commands and views', 'Settings', 'Sync now', 'Copy secret', 'Keyboard shortcuts', 'RIPE Atlas Lab'],
    ['Keys', 'sentry'],
  ])
  expect(listed('atlas')).toEqual([['Commands and views', 'RIPE Atlas Lab']])
})

it('finds the commands for the account whose keys are shown', () =>
  expect(listed('remove')).toEqual([['Commands and views', 'Remove the account…']]))

it('offers what is only similar after what was really found', () => {
  expect(listed('timelne')).toEqual([['Similar', 'Timeline']])
  expect(listed('setings', [keyRow({ name: 'setings-key' })])).toEqual([
    ['Keys', 'setings-key'],
    ['Similar', 'Settings'],
  ])
})

it('offers to add a key of that name when nothing is found', () =>
  expect(listed('vercel-token ')).toEqual([['Nothing matches', 'Add “vercel-token”…']]))

it('finds the nearest names of keys, a few of them', () => {
  const rows = ['grafana-prod', 'sentry', 'grafana-test'].map((name) => keyRow({ id: keyId(name), name }))
  expect(similarKeys(rows, 'garfana').map(({ name }) => name)).toEqual(['grafana-prod', 'grafana-test'])
  expect(similarKeys(rows, 'garfana', 1)).toHaveLength(1)
})
