/**
 * The sections of the command palette for a text. States: nothing typed (the commands for the current key, then everything else) | typed,
 * with matches (matching commands, keys, then similar items) | typed, without matches (the offer to add a key of that name). Pure.
 */
import type { CommandGroup, CommandId } from '../../../shared/desktop/commands.ts'
import { commandFacts } from '../../../shared/desktop/commands.ts'
import type { AccountId, KeyRow } from '../../../shared/model/model.ts'
import type { SavedSearch } from '../../../shared/model/saved-searches.ts'
import { fitOf, GUESS } from '../../../shared/search/typos.ts'
import type { Command } from '../../commands/command.ts'
import { GROUP_WORDS } from '../../commands/commands-messages.ts'
import { paletteMessages } from './command-palette-messages.ts'

export interface AccountView {
  readonly id: AccountId
  readonly name: string
}

export type PaletteItem =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'account'; readonly account: AccountView }
  | { readonly kind: 'search'; readonly search: SavedSearch }
  | { readonly kind: 'key'; readonly row: KeyRow }
  | { readonly kind: 'add'; readonly name: string }

export interface PaletteSection {
  readonly title: string
  readonly items: readonly PaletteItem[]
}

interface Given {
  readonly text: string
  /** The commands for the current key or the selected keys. */
  readonly keyCommands: { readonly title: string; readonly commands: readonly Command[] }
  /** The commands for the account whose keys are shown. */
  readonly accountCommands: { readonly title: string; readonly commands: readonly Command[] }
  readonly windowCommands: readonly Command[]
  readonly searches: readonly SavedSearch[]
  readonly accounts: readonly AccountView[]
  /** The keys that match a text, best match first. */
  readonly findKeys: (text: string) => readonly KeyRow[]
}

export const wordsOfItem = (item: PaletteItem): string => {
  switch (item.kind) {
    case 'command':
      return item.command.words
    case 'account':
      return item.account.name
    case 'search':
      return item.search.name
    case 'key':
      return item.row.name
    case 'add':
      return paletteMessages.add(item.name)
  }
}

const commandItem = (command: Command): PaletteItem => ({ kind: 'command', command })
const accountItem = (account: AccountView): PaletteItem => ({ kind: 'account', account })

const searchItem = (search: SavedSearch): PaletteItem => ({ kind: 'search', search })

export function paletteSections(given: Given): readonly PaletteSection[] {
  const text = given.text.trim()
  return (text === '' ? allOf(given) : foundBy(text, given)).filter(({ items }) => items.length > 0)
}

const groupOf = (id: CommandId): CommandGroup => commandFacts(id).group

function allOf({
  keyCommands,
  accountCommands,
  windowCommands,
  searches,
  accounts,
}: Given): readonly PaletteSection[] {
  const of = (group: CommandGroup) =>
    windowCommands.filter(({ id }) => groupOf(id) === group).map(commandItem)
  return [
    { title: keyCommands.title, items: keyCommands.commands.map(commandItem) },
    { title: accountCommands.title, items: accountCommands.commands.map(commandItem) },
    {
      title: GROUP_WORDS.go,
      items: [...of('go'), ...searches.map(searchItem), ...accounts.map(accountItem)],
    },
    { title: GROUP_WORDS.app, items: of('app') },
    { title: GROUP_WORDS.view, items: of('view') },
  ]
}

function foundBy(text: string, given: Given): readonly PaletteSection[] {
  const { keyCommands, accountCommands, windowCommands, searches, accounts, findKeys } = given
  const places = [
    ...[...keyCommands.commands, ...accountCommands.commands, ...windowCommands].map(commandItem),
    ...searches.map(searchItem),
    ...accounts.map(accountItem),
  ]
    .flatMap((item) => {
      const fit = fitOf(wordsOfItem(item), text)
      return fit === undefined ? [] : [{ item, fit }]
    })
    .toSorted((a, b) => a.fit - b.fit)
  const itemsOf = (isGuess: boolean) =>
    places.filter(({ fit }) => fit >= GUESS === isGuess).map(({ item }) => item)
  const keys = findKeys(text).map((row): PaletteItem => ({ kind: 'key', row }))
  const nothing = places.length === 0 && keys.length === 0
  return [
    { title: paletteMessages.commands, items: itemsOf(false) },
    { title: paletteMessages.keys, items: keys },
    { title: paletteMessages.similar, items: itemsOf(true) },
    { title: paletteMessages.none, items: nothing ? [{ kind: 'add', name: text }] : [] },
  ]
}
