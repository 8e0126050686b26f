import { expect, it } from 'vitest'
import { paletteView } from '../../../../renderer/palette/palette-view.ts'
import type { PaletteCommand } from '../../../../renderer/palette/key-commands.ts'
import { keyId, keyRow } from '../sample-rows.ts'

const found = ['a', 'b', 'c'].map((name) => keyRow({ id: keyId(name), name }))
const run = (id: string): PaletteCommand => ({ id, label: id, icon: 'copy', run: async () => undefined })
const commandsOf = () => [run('copy'), run('open')]
const base = { found, chosen: undefined, commands: undefined, commandsRow: undefined, commandsOf }

it('chooses the first key until another one is chosen', () => {
  expect(paletteView(base)).toMatchObject({ list: 'keys', count: 3, index: 0, row: { name: 'a' } })
  expect(paletteView({ ...base, chosen: keyId('c') })).toMatchObject({ index: 2, row: { name: 'c' } })
})

it('keeps the chosen key when others come before it, and falls back to the first when it goes', () => {
  const chosen = keyId('b')
  const more = [keyRow({ id: keyId('0') }), ...found]
  expect(paletteView({ ...base, found: more, chosen })).toMatchObject({ index: 2, row: { name: 'b' } })
  const fewer = found.filter(({ id }) => id !== chosen)
  expect(paletteView({ ...base, found: fewer, chosen })).toMatchObject({ index: 0, row: { name: 'a' } })
})

it('chooses nothing where nothing is found', () => {
  const view = paletteView({ ...base, found: [], chosen: keyId('b') })
  expect(view).toMatchObject({ count: 0, index: -1, row: undefined })
})

it('lists the commands of a key, and the keys again once it is gone', () => {
  const commands = { key: keyId('b'), chosen: 1, forms: [] }
  expect(paletteView({ ...base, commands, commandsRow: found[1] })).toMatchObject({
    list: 'commands',
    index: 1,
    row: { name: 'b' },
  })
  expect(paletteView({ ...base, commands, commandsRow: undefined })).toMatchObject({ list: 'keys' })
})
