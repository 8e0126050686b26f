import { describe, expect, it } from 'vitest'
import { START_MS } from '../../../fakes/records.ts'
import { toCsv, toJson } from '../../../../electron/core/keys/export.ts'
import type { AccountId, KeyId, KeyRow } from '../../../../shared/model/model.ts'
import { addByHand, failureOf, makeMachine } from '../vault-set-up.ts'

async function twoKeys() {
  const machine = makeMachine()
  const vault = machine.open()
  const keys = [await addByHand(vault, 'one', 'secret-1'), await addByHand(vault, 'two', 'secret-2')]
  const tags = () => keys.map((key) => machine.database.truth.keys.get(key)!.tags)
  return { ...machine, vault, keys, tags }
}

describe('tags of many keys', () => {
  it('are added and removed, and the others stay', async () => {
    const { vault, keys, tags } = await twoKeys()
    vault.keys.edit({ key: keys[0]!, fields: { tags: ['old', 'mine'] } })
    vault.bulk.tag({ keys, add: ['ci', ' ci '], remove: ['old'] })
    expect(tags()).toEqual([['mine', 'ci'], ['ci']])
  })

  it('change on all keys or on none', async () => {
    const { vault, keys, tags } = await twoKeys()
    const run = () => vault.bulk.tag({ keys: [...keys, 'gone' as KeyId], add: ['ci'], remove: [] })
    expect(await failureOf(run)).toEqual({ kind: 'not-found', what: 'key' })
    expect(tags()).toEqual([[], []])
  })

  it('never become more than one edit could name, and then change nothing', async () => {
    const { vault, keys, tags } = await twoKeys()
    const many = Array.from({ length: 50 }, (_, index) => `tag ${String(index)}`)
    vault.keys.edit({ key: keys[0]!, fields: { tags: many } })
    const run = () => vault.bulk.tag({ keys: [...keys].reverse(), add: ['one more'], remove: [] })
    expect(await failureOf(run)).toEqual({ kind: 'invalid', field: 'tags', why: 'too-long' })
    expect(tags()[1]).toEqual([])
  })

  it('do not touch a key that has them already', async () => {
    const { vault, keys, database } = await twoKeys()
    vault.bulk.tag({ keys, add: ['ci'], remove: [] })
    const before = database.truth.history.list({ limit: 99 }).length
    vault.bulk.tag({ keys, add: ['ci'], remove: ['no such'] })
    expect(database.truth.history.list({ limit: 99 })).toHaveLength(before)
  })
})

describe('an export', () => {
  it.each(['csv', 'json'] as const)('as %s names the chosen keys and holds no secret', async (format) => {
    const { vault, keys, fake } = await twoKeys()
    expect(await vault.bulk.export({ keys: keys.slice(0, 1), format })).toEqual({ saved: true })
    const [{ name, text }] = fake.savedFiles as [(typeof fake.savedFiles)[number]]
    expect(name).toBe(`keyhold-keys.${format}`)
    expect(text).toContain('one')
    expect(text).not.toMatch(/two|secret-1|secret-2/)
  })

  const row: KeyRow = {
    id: 'k' as KeyId,
    account: 'a' as AccountId,
    provider: 'cloud',
    name: '=HYPERLINK("https://example.com")',
    switch: 'enabled',
    expires: { source: 'provider', at: START_MS },
    secret: 'held',
    version: 1,
    favourite: false,
    tags: ['a', 'b'],
    notes: 'two\nlines, "quoted"',
    environment: 'KEY',
    consoleUrl: '',
    asOf: START_MS,
  }
  const names = { accountName: () => 'Lab', providerName: () => 'Cloud' }

  it('runs nothing in a spreadsheet and keeps commas, quotes and lines inside a field', () => {
    const csv = toCsv([row], names)
    expect(csv).toContain(`"'=HYPERLINK(""https://example.com"")","Cloud","Lab"`)
    expect(csv).toContain('"two\nlines, ""quoted"""')
    expect(csv).toContain('2026-11-21T03:50:00.000Z')
  })

  it('as JSON leaves out what is not known', () => {
    expect(JSON.parse(toJson([row], names))).toEqual([
      expect.objectContaining({ name: row.name, expires: '2026-11-21T03:50:00.000Z', neverExpires: 'false' }),
    ])
    expect(toJson([row], names)).not.toContain('goneSince')
  })
})
