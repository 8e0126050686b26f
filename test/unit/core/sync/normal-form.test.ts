import fc from 'fast-check'
import { expect, it } from 'vitest'
import { normalGrants, normalRemote, normalText } from '../../../../electron/core/sync/normal-form.ts'
import type { Grant } from '../../../../shared/model/model.ts'
import { withKey } from '../vault-set-up.ts'

const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 8,
})
const anyGrant: fc.Arbitrary<Grant> = fc.record(
  {
    permission: fc.constantFrom('read', 'write', 'caf\u00e9', 'cafe\u0301', 'half \ud800'),
    target: fc.record({ type: fc.constantFrom('key', 'user'), id: anyText }),
  },
  { requiredKeys: ['permission'] },
)

it('is reached in one step, and is what SQLite keeps', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const normal = normalText(text)
      expect(normalText(normal)).toBe(normal)
      expect(Buffer.from(normal, 'utf8').toString('utf8')).toBe(normal)
    }),
  )
})

it('is one for both spellings of a letter, and keeps letters that only look alike apart', () => {
  expect(normalText('caf\u00e9')).toBe(normalText('cafe\u0301'))
  expect(normalText('\u03a9')).toBe(normalText('\u2126')) // OHM SIGN is an omega by canonical equivalence
  expect(normalText('a')).not.toBe(normalText('\u0430'))
  expect(normalText('\ufb01')).not.toBe(normalText('fi'))
})

it('is the same for the same grants in any order, however often each comes', () => {
  fc.assert(
    fc.property(fc.array(anyGrant, { maxLength: 6 }), fc.integer(), (grants, seed) => {
      const shuffled = [...grants, ...grants.slice(0, 1)].sort(() => Math.sin(seed++) - 0.5)
      expect(normalGrants(shuffled)).toEqual(normalGrants(grants))
    }),
  )
})

it('leaves out what the provider is silent about', () => {
  expect(normalRemote({})).toEqual({
    name: undefined,
    handle: undefined,
    grants: undefined,
    facts: undefined,
  })
})

it('leaves the history of an unchanged provider untouched, however it spells and orders what it says', async () => {
  const ready = await withKey()
  const handles = fc
    .sample(fc.tuple(anyText, fc.array(anyGrant, { maxLength: 4 })), { numRuns: 20, seed: 7 })
    .map(([label, grants]) =>
      ready.cloud.add(`${label} e\u0301`, { grants, facts: [{ label: 'A', value: label }] }),
    )
  await ready.vault.sync.start(ready.account)
  const before = ready.database.truth.history.list({ limit: 1 })[0]!.id
  for (let round = 0; round < 1_000; round += 1) {
    for (const handle of handles) {
      const held = ready.cloud.keys.get(handle)!
      const { label, grants } = held.remote
      const form = round % 2 === 0 ? 'NFD' : 'NFC'
      const remote = { ...held.remote, label: label.normalize(form), grants: [...grants].reverse() }
      ready.cloud.keys.set(handle, { ...held, remote })
    }
    ready.clock.pass(1_000)
    await ready.vault.sync.start(ready.account)
  }
  expect(ready.database.truth.history.list({ limit: 1 })[0]!.id).toBe(before)
  expect(ready.database.truth.keys.all().filter(({ goneSince }) => goneSince !== undefined)).toEqual([])
}, 60_000)

it('takes a key for renewed elsewhere whose label and grants come back in another form', async () => {
  const ready = await withKey()
  const grants = [{ permission: 'write' }, { permission: 'read' }]
  const handle = ready.cloud.add('caf\u00e9', { grants })
  await ready.vault.sync.start(ready.account)
  const from = ready.keyNamed('caf\u00e9')
  ready.cloud.keys.delete(handle)
  ready.clock.pass(1_000)
  ready.cloud.add('cafe\u0301', { grants: [...grants].reverse() })
  await ready.vault.sync.start(ready.account)
  const gone = ready.database.truth.keys.get(from.id)!
  expect(gone.goneSince).toBeDefined()
  expect(ready.database.truth.keys.get(gone.renewedAs!)?.name).toBe('caf\u00e9')
})
