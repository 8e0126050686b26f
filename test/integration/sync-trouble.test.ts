import { expect, it } from 'vitest'
import type { Emulator } from '../emulators/emulator.ts'
import { atlasElsewhere } from './elsewhere.ts'
import type { RunningProgram } from './program.ts'
import { accountOf, keyOf, othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

/* A sync that fails, is stopped, or meets another command: stored data stays, and no key is reported as deleted after an incomplete list. */

const stage = createStage()
const HOUR_MS = 3_600_000

const isList = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === 'GET' && /page_size|orderBy/.test(path)
const lists = ({ requests }: Emulator) => requests.filter(isList).length

const history = async (program: RunningProgram) =>
  (await program.ask('history:list', { limit: 50 })).map(({ kind }) => kind)

async function connected(emulator: Emulator) {
  const program = await stage.start()
  const account = await program.connect(emulator)
  const sync = () => program.ask('account:sync', { account })
  return { program, account, sync }
}

it.each([
  ['down', { kind: 'status', status: 503 }, 'unavailable'],
  ['refused', { kind: 'status', status: 401 }, 'unauthorized'],
  ['asked too often', { kind: 'status', status: 429, retryAfter: '120' }, 'rate-limited'],
  ['cut off', { kind: 'cut-before' }, 'cut-off'],
  ['garbled', { kind: 'malformed' }, 'not-understood'],
  ['of wrong types', { kind: 'wrong-types' }, 'not-understood'],
  ['a page of a proxy', { kind: 'html' }, 'not-understood'],
  ['huge', { kind: 'oversized', bytes: 9 * 1024 * 1024 }, 'too-large'],
  ['sent elsewhere', { kind: 'status', status: 302, location: 'https://example.net/' }, 'redirected'],
] as const)('keeps the last state with its age when the list is %s', async (_, fault, why) => {
  const emulator = await stage.atlas({ keys: 5 })
  const { program, account, sync } = await connected(emulator)
  const before = await program.snapshot()
  emulator.fault({ ...fault, on: isList })
  await sync()
  const failed = await program.snapshot()
  expect(failed.keys).toEqual(before.keys)
  const row = failed.accounts[0]!
  expect(row).toMatchObject({ sync: { state: 'failed', error: { kind: 'provider', why } } })
  expect(row.asOf).toBe(before.accounts[0]!.asOf)
  expect((await history(program))[0]).toBe('sync-failed')
  await sync()
  expect((await accountOf(program, account)).sync.state).toBe('done')
})

it('stores the pages before a list broke off, and marks no key as deleted', async () => {
  const emulator = await stage.atlas({ keys: 700 })
  const { program, account, sync } = await connected(emulator)
  const first = emulator.keys[1]!
  await atlasElsewhere(emulator, 'PATCH', `${first.uuid.slice(0, 8)}/`, { label: 'on-page-one' })
  await atlasElsewhere(emulator, 'DELETE', `${emulator.keys[2]!.uuid.slice(0, 8)}/`)
  emulator.fault({ kind: 'cut-midway', on: ({ path }) => path.includes('page=2') })
  await sync()
  expect((await accountOf(program, account)).sync.state).toBe('failed')
  expect((await program.keyNamed('on-page-one')).handle).toBe(first.uuid.slice(0, 8))
  const goneOf = async () => (await program.snapshot()).keys.filter(({ goneSince }) => goneSince).length
  expect(await goneOf()).toBe(0)
  await sync()
  expect(await goneOf()).toBe(1)
})

it('one region that is down fails the account, but neither its keys nor those of the others are called gone for it', async () => {
  const emulator = await stage.ionos({ keys: 6 })
  const { program, account, sync } = await connected(emulator)
  const asOf = (await accountOf(program, account)).asOf
  const inRegion = (name: string) => emulator.pipelines.filter(({ region }) => region === name)
  const [here] = inRegion('de-fra')
  const [there] = inRegion('de-txl')
  emulator.removeElsewhere(here!.id)
  emulator.removeElsewhere(there!.id)
  emulator.fault({ kind: 'status', status: 503, on: ({ path }) => path.startsWith('/de-txl') })
  await sync()
  const gone = async () =>
    (await program.snapshot()).keys.filter(({ goneSince }) => goneSince).map(({ name }) => name)
  expect(await gone()).toEqual([here!.name])
  expect(await accountOf(program, account)).toMatchObject({
    sync: { state: 'failed', error: { why: 'unavailable' } },
    asOf,
  })
  await sync()
  expect((await gone()).sort()).toEqual([here!.name, there!.name].sort())
})

it('a failed account holds up no other', async () => {
  const [good, bad] = [await stage.atlas(), await stage.ionos()]
  const program = await stage.start()
  const accounts = [await program.connect(good, 'Good'), await program.connect(bad, 'Bad')] as const
  bad.fault({ kind: 'hold', on: isList })
  const arrived = bad.arrival(isList)
  const all = program.ask('account:sync-all')
  await arrived
  await program.ask('account:sync', { account: accounts[0] })
  expect((await accountOf(program, accounts[0])).sync.state).toBe('done')
  expect((await accountOf(program, accounts[1])).sync.state).toBe('running')
  bad.release()
  await all
  expect((await accountOf(program, accounts[1])).sync.state).toBe('done')
})

it('can be cancelled: it ends at once, says so, keeps everything, and is no failure in the history', async () => {
  const emulator = await stage.atlas({ keys: 5 })
  const { program, account, sync } = await connected(emulator)
  const before = await program.snapshot()
  emulator.fault({ kind: 'hang', on: isList })
  const arrived = emulator.arrival(isList)
  const running = sync()
  await arrived
  await program.ask('account:cancel-sync', { account })
  await running
  const after = await program.snapshot()
  expect(after.keys).toEqual(before.keys)
  expect(after.accounts[0]!.sync).toMatchObject({ state: 'failed', error: { why: 'cancelled' } })
  expect(await history(program)).not.toContain('sync-failed')
})

it('joins a sync that runs instead of starting a second one', async () => {
  const emulator = await stage.atlas()
  const { program, account, sync } = await connected(emulator)
  const before = lists(emulator)
  emulator.fault({ kind: 'hold', on: isList })
  const arrived = emulator.arrival(isList)
  const both = [sync(), sync(), program.ask('account:sync-all')]
  await arrived
  expect((await accountOf(program, account)).sync.state).toBe('running')
  emulator.release()
  await Promise.all(both)
  expect(lists(emulator)).toBe(before + 1)
})

it('pauses for a regeneration, and continues by itself afterwards', async () => {
  const emulator = await stage.atlas()
  const { program, account, sync } = await connected(emulator)
  const [key] = await othersKeys(program)
  emulator.fault({ kind: 'hang', on: isList })
  const arrived = emulator.arrival(isList)
  const running = sync()
  await arrived
  const since = emulator.requests.length
  const { outcome } = await program.ask('key:regenerate', { key: key.id })
  await running
  expect(outcome).toBe('stored')
  await sync() // joins the running sync
  expect(
    emulator.requests.slice(since).map(({ method, path }) => `${method} ${path.split('?')[0]!}`),
  ).toEqual([
    `GET /api/v2/keys/${key.handle!}/`,
    `PATCH /api/v2/keys/${key.handle!}/`,
    expect.stringMatching(/^GET .*\/keys\/$/) as string,
  ])
  expect((await accountOf(program, account)).sync.state).toBe('done')
  expect(await history(program)).not.toContain('sync-failed')
  expect(await keyOf(program, key)).toMatchObject({ secret: 'held' })
})

it('never reads a list while a key of the account is being renewed', async () => {
  const emulator = await stage.atlas()
  const { program, sync } = await connected(emulator)
  const [key] = await othersKeys(program)
  const isRenewal = ({ method }: { readonly method: string }) => method === 'PATCH'
  emulator.fault({ kind: 'hold', on: isRenewal })
  const arrived = emulator.arrival(isRenewal)
  const before = lists(emulator)
  const regenerated = program.ask('key:regenerate', { key: key.id })
  await arrived
  const synced = sync()
  await program.snapshot() // a turn of the event loop in which a request could have been sent
  expect(lists(emulator)).toBe(before)
  emulator.release()
  expect((await regenerated).outcome).toBe('stored')
  await synced
  expect(lists(emulator)).toBe(before + 1)
  const { keys } = await program.snapshot()
  expect(keys.filter(({ name }) => name === key.name)).toHaveLength(1)
  expect(keys.some(({ goneSince }) => goneSince !== undefined)).toBe(false)
})

it('reports that this machine’s clock is off by more than two minutes, which way, and that it is right again', async () => {
  const emulator = await stage.atlas()
  const { program, account, sync } = await connected(emulator)
  const skewInHours = async () => {
    await sync()
    const { clockSkewMs } = await accountOf(program, account)
    return clockSkewMs === undefined ? undefined : Math.round(clockSkewMs / HOUR_MS)
  }
  expect(await skewInHours()).toBeUndefined()
  emulator.setSkew(60_000)
  expect(await skewInHours()).toBeUndefined()
  emulator.setSkew(2 * HOUR_MS) // the provider's clock is ahead of this machine's
  expect(await skewInHours()).toBe(-2)
  emulator.setSkew(-3 * HOUR_MS)
  expect(await skewInHours()).toBe(3)
  emulator.setSkew(0)
  expect(await skewInHours()).toBeUndefined()
})

it('passes on what the provider wants said, until it says it no more', async () => {
  const emulator = await stage.atlas({ warning: 'This API ends in 2031.' })
  const { program, account, sync } = await connected(emulator)
  expect((await accountOf(program, account)).warnings).toEqual(['This API ends in 2031.', 'Deprecated'])
  emulator.fault({
    kind: 'rewrite',
    on: isList,
    change: (json) => ({ ...(json as object), warning: undefined }),
  })
  await sync()
  expect((await accountOf(program, account)).warnings).toEqual([])
})
