/** Compares the README and the page of assumptions with the catalogue. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Abilities } from '../../../shared/model/catalogue.ts'
import { providerGroups } from '../../../renderer/screens/connect/provider-groups.ts'
import { createProviders, metadataOf } from '../../../electron/providers/registry.ts'
import { definitionOf } from '../../emulators/described.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeNetwork } from '../../fakes/network.ts'

const COLUMNS: Readonly<Partial<Record<string, keyof Abilities>>> = {
  Create: 'create',
  Change: 'update',
  'Disable and enable': 'setEnabled',
  'Regenerate in place': 'regenerate',
  'Replace with overlap': 'replace',
  'Test of a key': 'verify',
  Delete: 'revoke',
}
const FOOTNOTES = /[¹²³⁴⁵⁶⁷⁸⁹⁰]/g
const NO = '–'

/** The cells of the first table below the heading. The second line of a table is the separator. */
function tableBelow(heading: string): readonly (readonly string[])[] {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  const [table = ''] = /^\|[^]*?\n(?=\n)/m.exec(readme.split(heading)[1] ?? '') ?? []
  const rows = table.trim().split('\n')
  return rows
    .filter((_, at) => at !== 1)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replace(FOOTNOTES, '').trim()),
    )
}

const { metadata } = createProviders({ network: fakeNetwork(), clock: fakeClock() })
const [head = [], ...rows] = tableBelow('## What it can do where')
const said = rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])))
const byHand = 'Manual key'
const byYou = 'Described by you'

it('names every provider of the catalogue, and none besides, as the chooser of an account does', () => {
  const names = said.map(({ Provider }) => Provider).filter((name) => name !== byHand && name !== byYou)
  const offered = providerGroups(metadata, new Set(), '').flatMap(({ providers }) => providers)
  expect([...names].sort()).toEqual(metadata.map(({ name }) => name).sort())
  expect([...names].sort()).toEqual(offered.map(({ name }) => name).sort())
})

it.each(metadata.map((one) => [one.name, one] as const))(
  'says of %s what its file can do',
  (name, { can, canOnlyWhere = [], kinds = [] }) => {
    const row = said.find(({ Provider }) => Provider === name)!
    for (const [column, ability] of Object.entries(COLUMNS)) {
      expect(row[column] !== NO, column).toBe(can[ability!])
      const isPlain = row[column] === 'yes' || row[column] === NO
      // A yes without a condition promises the ability for every account and every kind of key.
      const isLimited =
        canOnlyWhere.some((one) => one.ability === ability) ||
        kinds.some(({ cannot }) => cannot.includes(ability!))
      if (isLimited) expect(isPlain, column).toBe(false)
    }
    expect(row.List).toBe('yes')
  },
)

it('says of a described provider what its description can add', () => {
  const row = said.find(({ Provider }) => Provider === byYou)!
  const { can } = metadataOf(definitionOf('numbered'))
  for (const [column, ability] of Object.entries(COLUMNS))
    expect(row[column], column).toBe(can[ability!] ? 'if described' : NO)
})

it('has a column for every ability that a user would ask about', () => {
  const shown = new Set(Object.values(COLUMNS))
  const abilities = Object.keys(metadata[0]!.can) as (keyof Abilities)[]
  // Permissions are a part of creating a key.
  expect(abilities.filter((ability) => !shown.has(ability))).toEqual(['permissions'])
  for (const column of Object.keys(COLUMNS)) expect(head).toContain(column)
})

it('says of every provider what is assumed about it', () => {
  const page = readFileSync(new URL('../../../docs/providers.md', import.meta.url), 'utf8')
  const sections = page.split(/^## /m).slice(1)
  for (const { name } of metadata) {
    const own = sections.filter((section) => section.split('\n', 1)[0]!.includes(name))
    expect(own.join('\n'), name).toMatch(/^- \S/m)
  }
})
