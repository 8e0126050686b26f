import { expect, it } from 'vitest'
import type { KeyId, KeyRow } from '../../shared/model/model.ts'
import type { Emulator } from '../emulators/emulator.ts'
import type { AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { atlasElsewhere, hideFromList } from './elsewhere.ts'
import type { RunningProgram } from './program.ts'
import { keyOf, othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

/* What a sync imports, what it leaves unchanged, and what it reports. */

const stage = createStage()

async function connected(emulator: Emulator) {
  const program = await stage.start()
  const account = await program.connect(emulator)
  const sync = () => program.ask('account:sync', { account })
  return { program, account, sync }
}

const historyOf = async (program: RunningProgram) =>
  (await program.ask('history:list', { limit: 50 })).map(({ kind, name }) => `${kind} ${name}`)

const LOCAL = {
  notes: 'Ask Ann before you touch it.',
  tags: ['lab', 'مفتاح'],
  favourite: true,
  environment: 'ATLAS_KEY',
  consoleUrl: 'https://example.com/keys/',
} as const
const edit = (program: RunningProgram, key: KeyId) =>
  program.ask('key:edit', { key, fields: { ...LOCAL, tags: [...LOCAL.tags] } })

it('reads 1,200 keys page by page to the last one, and reports its progress', async () => {
  const emulator = await stage.atlas({ keys: 1_200 })
  const { program, account } = await connected(emulator)
  const [, ...lists] = emulator.requests.filter(({ path }) => path.includes('page_size')) // the first request is the connection test
  expect(lists.map(({ path }) => /[?&]page=(\d)/.exec(path)?.[1])).toEqual([undefined, '2', '3'])
  const { keys, accounts } = await program.snapshot()
  expect(keys.map(({ handle }) => handle).sort()).toEqual(handlesOf(emulator))
  expect(accounts[0]!.sync.state).toBe('done')
  const seen = program.world.record.pushes.flatMap(({ name, payload }) =>
    name === 'sync:progress' ? [payload as { account: string; seen: number; total?: number }] : [],
  )
  expect(seen.every((one) => one.account === account && one.total === 1_201)).toBe(true)
  const counts = seen.map((one) => one.seen)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(counts.at(-1)).toBe(1_201)
})

it('shows, edits and deletes a key whose label has 200,000 characters', async () => {
  const emulator = await stage.atlas({ keys: 2 })
  const label = 'a long label '.repeat(16_000)
  const handle = emulator.keys[1]!.uuid.slice(0, 8)
  emulator.fault({
    kind: 'rewrite',
    times: 99,
    on: ({ method, path }) => method === 'GET' && path.includes('page_size'),
    change: (json) => {
      const page = json as { results: { uuid: string }[] }
      return {
        ...page,
        results: page.results.map((key) => (key.uuid.startsWith(handle) ? { ...key, label } : key)),
      }
    },
  })
  const { program, sync } = await connected(emulator)
  const key = await program.keyNamed(label)
  expect(key.handle).toBe(handle)
  await program.ask('key:detail', { key: key.id })
  await program.ask('key:edit', { key: key.id, fields: { notes: 'mine' } })
  await program.ask('key:update', { key: key.id, draft: { label: 'short', grants: [] } })
  expect(await keyOf(program, key)).toMatchObject({ name: 'short', notes: 'mine' })

  await sync()
  expect((await keyOf(program, key)).name.length).toBe(label.length)
  await program.ask('key:revoke', { key: key.id, name: label })
  expect(handlesOf(emulator)).not.toContain(handle)
  await program.ask('key:delete', { key: key.id, name: label })
  expect((await program.snapshot()).keys.some(({ id }) => id === key.id)).toBe(false)
})

it('reads a list whose last page names an empty address', async () => {
  const emulator = await stage.atlas({ keys: 3 })
  emulator.fault({
    kind: 'rewrite',
    times: 9,
    on: ({ method, path }) => method === 'GET' && path.includes('page_size'),
    change: (json) => ({ ...(json as object), next: '' }),
  })
  const { program } = await connected(emulator)
  expect((await program.snapshot()).accounts[0]!.sync.state).toBe('done')
})

it('follows a list of IONOS pipelines that names no next page', async () => {
  const emulator = await stage.ionos({ keys: 1_050, regions: ['de-fra'], paging: 'bare' })
  const { program } = await connected(emulator)
  expect((await program.snapshot()).keys).toHaveLength(1_050)
})

it('stores new and changed keys, marks deleted ones, and finds keys that have come back', async () => {
  const emulator = await stage.atlas({ keys: 4 })
  const { program, sync } = await connected(emulator)
  const [changing, going, deleted] = await othersKeys(program)
  if (!going || !deleted) throw new Error('Too few keys')
  const count = (await program.snapshot()).keys.length

  await atlasElsewhere(emulator, 'POST', '', { label: 'made-elsewhere' })
  await atlasElsewhere(emulator, 'PATCH', `${changing.handle!}/`, {
    label: 'renamed-elsewhere',
    enabled: changing.switch === 'disabled',
    valid_to: '2031-05-06T07:08:09',
  })
  await atlasElsewhere(emulator, 'DELETE', `${deleted.handle!}/`)
  hideFromList(emulator, [going.handle!])
  await sync()

  expect((await program.snapshot()).keys).toHaveLength(count + 1)
  expect(await program.keyNamed('made-elsewhere')).toMatchObject({ secret: 'missing', version: 0 })
  expect(await keyOf(program, changing.id)).toMatchObject({
    name: 'renamed-elsewhere',
    handle: changing.handle,
    expires: { source: 'provider', at: Date.UTC(2031, 4, 6, 7, 8, 9) },
  })
  expect((await keyOf(program, changing.id)).switch).not.toBe(changing.switch)
  for (const { id } of [going, deleted]) expect((await keyOf(program, id)).goneSince).toBeDefined()
  expect(await historyOf(program)).toEqual(
    expect.arrayContaining([
      'key-appeared made-elsewhere',
      'key-changed renamed-elsewhere',
      `key-gone ${going.name}`,
      `key-gone ${deleted.name}`,
    ]),
  )

  await sync()
  expect((await keyOf(program, going.id)).goneSince).toBeUndefined()
  expect((await keyOf(program, deleted.id)).goneSince).toBeDefined()
  expect((await historyOf(program))[0]).toBe(`key-back ${going.name}`)
})

it('sends and changes nothing if nothing has changed', async () => {
  const emulator = await stage.atlas({ keys: 20 })
  const { program, sync } = await connected(emulator)
  const before = await program.snapshot()
  const history = await historyOf(program)
  await sync()
  const after = await program.snapshot()
  const withoutUse = (keys: readonly KeyRow[]) => keys.map(({ lastUsedAt: _, asOf: __, ...row }) => row)
  expect(withoutUse(after.keys)).toEqual(withoutUse(before.keys))
  expect(await historyOf(program)).toEqual(history)
})

it('never writes over what the user has written: not by a change, not when the key goes, not when it comes back', async () => {
  const emulator = await stage.atlas()
  const { program, sync } = await connected(emulator)
  const [key] = await othersKeys(program)
  await edit(program, key.id)
  expect(await keyOf(program, key.id)).toMatchObject(LOCAL)

  await atlasElsewhere(emulator, 'PATCH', `${key.handle!}/`, { label: 'renamed-elsewhere', grants: [] })
  await sync()
  expect(await keyOf(program, key.id)).toMatchObject({ ...LOCAL, name: 'renamed-elsewhere' })
  hideFromList(emulator, [key.handle!])
  await sync()
  expect(await keyOf(program, key.id)).toMatchObject({ ...LOCAL, goneSince: expect.any(Number) as number })
  await sync()
  expect(await keyOf(program, key.id)).toMatchObject(LOCAL)
})

it('keeps an expiry that the user has typed where the provider keeps none', async () => {
  const emulator = await stage.ionos()
  const { program, sync } = await connected(emulator)
  const [key] = await othersKeys(program)
  expect(key.expires).toEqual({ source: 'unknown' })
  const typedExpiry = Date.UTC(2030, 0, 1)
  await program.ask('key:edit', { key: key.id, fields: { typedExpiry } })
  await sync()
  expect((await keyOf(program, key.id)).expires).toEqual({ source: 'typed', at: typedExpiry })
})

async function renewedElsewhere() {
  const emulator = await stage.atlas()
  const { program, sync } = await connected(emulator)
  const [key] = await othersKeys(program)
  await program.ask('key:regenerate', { key: key.id })
  await edit(program, key.id)
  const handle = emulator.renewElsewhere((await keyOf(program, key.id)).handle!)
  await sync()
  const old = await keyOf(program, key.id)
  const newer = (await program.snapshot()).keys.find((row) => row.handle === handle)!
  expect(old).toMatchObject({ renewedAs: newer.id, goneSince: expect.any(Number) as number })
  return { emulator, program, sync, old, newer, handle }
}

it('offers a key renewed elsewhere; a yes keeps what the user wrote, and its value here is stale from then on', async () => {
  const { program, sync, old, newer, handle } = await renewedElsewhere()
  await program.ask('key:merge', { key: old.id, same: true })
  await sync()
  const { keys } = await program.snapshot()
  expect(keys.map(({ id }) => id)).not.toContain(newer.id)
  const merged = keys.find(({ id }) => id === old.id)!
  expect(merged).toMatchObject({ ...LOCAL, handle, secret: 'stale' })
  expect(merged.goneSince).toBeUndefined()
  expect(merged.renewedAs).toBeUndefined()
  const { versions } = await program.ask('key:detail', { key: old.id })
  expect(versions.map(({ validity }) => validity)).toEqual(['revoked'])
  await program.ask('key:copy', { key: old.id }) // it no longer works, but it belongs to the user
  expect(program.world.record.clipboard).not.toBe('')
})

it('takes a no for an answer: two keys, and the question does not come again', async () => {
  const { program, sync, old, newer } = await renewedElsewhere()
  await program.ask('key:merge', { key: old.id, same: false })
  await sync()
  const kept = await keyOf(program, old.id)
  expect(kept).toMatchObject({ ...LOCAL, secret: 'held', goneSince: old.goneSince })
  expect(kept.renewedAs).toBeUndefined()
  expect(await keyOf(program, newer.id)).toMatchObject({ notes: '', secret: 'missing' })
})

it('knows when the token of an account ends, and that its successor ends later', async () => {
  const emulator = await stage.ionos()
  const { program, account } = await connected(emulator)
  const exp = JSON.parse(Buffer.from(emulator.credential.split('.')[1]!, 'base64url').toString()) as {
    exp: number
  }
  expect((await program.snapshot()).accounts[0]!.credentialExpiresAt).toBe(exp.exp * 1_000)
  const report = await program.ask('account:test-saved', { account })
  expect(report.credentialExpiresAt).toBe(exp.exp * 1_000)

  const later = exp.exp + 86_400
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = [part({ alg: 'HS256' }), part({ exp: later }), 'signature'].join('.')
  // The emulator can’t find this token.
  await program.ask('account:change', { account, credential: { from: 'typed', text }, untested: true })
  expect((await program.snapshot()).accounts[0]!.credentialExpiresAt).toBe(later * 1_000)
})

const handlesOf = ({ keys }: AtlasEmulator): string[] => keys.map(({ uuid }) => uuid.slice(0, 8)).sort()
