/* A provider that the user describes, in the whole program: locked until its list is confirmed, then like any other. */
import { expect, it } from 'vitest'
import type { AccountId } from '../../shared/model/model.ts'
import { startDescribed, type DescribedEmulator, type DescribedSeed } from '../emulators/described.ts'
import type { RunningProgram } from './program.ts'
import { createStage } from './stage.ts'

const stage = createStage()

/** Describes the emulator's service, and connects an account at it. */
async function connected(program: RunningProgram, seed: DescribedSeed) {
  const emulator = await startDescribed({ keys: 3, ...seed })
  stage.atEnd(() => emulator.close())
  const saved = await program.ask('description:save', { text: emulator.document })
  if (saved.kind === 'faulty') throw new Error(JSON.stringify(saved.faults))
  const { provider } = saved
  const { account } = await program.ask('account:connect', {
    provider,
    name: 'Lab',
    settings: { ...emulator.settings },
    credential: { from: 'typed', text: emulator.credential },
  })
  await program.ask('account:sync', { account })
  return { emulator, provider, account }
}

const confirm = async (program: RunningProgram, provider: string, account: AccountId) => {
  const review = await program.ask('description:review', { account })
  await program.ask('description:confirm-list', { provider })
  return review
}

const abilities = async (program: RunningProgram, provider: string) => {
  const found = (await program.snapshot()).providers.find(({ id }) => id === provider)!
  return { ...found.can, state: found.described!.state }
}

const isWithout = (emulator: DescribedEmulator, value: unknown) =>
  emulator.keys.every(({ secret }) => !JSON.stringify(value).includes(secret))

it('is locked until its list was reviewed and confirmed, and again when its calls change', async () => {
  const program = await stage.start()
  const { emulator, provider, account } = await connected(program, { dialect: 'cursor' })
  const snapshot = await program.snapshot()
  expect(snapshot.keys.map(({ name }) => name).sort()).toEqual(emulator.keys.map(({ name }) => name).sort())
  expect(isWithout(emulator, snapshot)).toBe(true)
  expect(await abilities(program, provider)).toMatchObject({
    state: 'unconfirmed',
    create: false,
    revoke: false,
  })
  expect(await program.call('key:create', { account, draft: { name: 'ci' } })).toMatchObject({
    ok: false,
    error: { kind: 'unsupported' },
  })
  expect(await program.call('description:confirm-list', { provider })).toEqual({
    ok: false,
    error: { kind: 'description', why: 'not-reviewed' },
  })

  const review = await confirm(program, provider, account)
  expect(review.total).toBe(3)
  expect(isWithout(emulator, review)).toBe(true)
  expect(await abilities(program, provider)).toMatchObject({
    ...{ state: 'confirmed', create: true, revoke: true, replace: true, regenerate: false },
  })
  expect(emulator.requests.every(({ method }) => method === 'GET')).toBe(true)

  const renamed = { ...(JSON.parse(emulator.document) as object), name: 'Renamed' }
  await program.ask('description:save', { provider, text: JSON.stringify(renamed) })
  expect(await abilities(program, provider)).toMatchObject({ state: 'confirmed', create: true })
  await program.ask('description:save', { provider, text: JSON.stringify({ ...renamed, times: 'seconds' }) })
  expect(await abilities(program, provider)).toMatchObject({ state: 'unconfirmed', create: false })
})

it('creates and deletes keys, and survives a restart', async () => {
  const first = await stage.start()
  const { emulator, provider, account } = await connected(first, { dialect: 'numbered' })
  await confirm(first, provider, account)
  const folder = first.world.paths.databasePath.replace(/\/[^/]+$/, '')
  await first.close()

  const program = await stage.start(folder)
  expect(await abilities(program, provider)).toMatchObject({ state: 'confirmed', replace: true })
  await program.ask('key:create', { account, draft: { name: 'made here' } })
  const made = await program.keyNamed('made here')
  const { secret, keyId } = emulator.handedOut()[0]!
  expect(made.provider).toBe(provider)
  expect((await program.ask('key:detail', { key: made.id })).versions).toHaveLength(1)
  expect(emulator.isAlive(secret)).toBe(true)
  await program.ask('key:revoke', { key: made.id, name: made.name })
  expect(emulator.isAlive(secret)).toBe(false)
  expect(emulator.requests.at(-1)).toMatchObject({ method: 'DELETE', path: `/v2/keys/${keyId}` })
})

it('keeps a secret that an answer has in the place of the id', async () => {
  const program = await stage.start()
  const { emulator, provider, account } = await connected(program, { dialect: 'cursor' })
  await confirm(program, provider, account)
  emulator.fault({
    kind: 'rewrite',
    on: ({ method, path }) => method === 'POST' && path.endsWith('/tokens'),
    change: (json) => ({ ...(json as { secret: string }), alias: (json as { secret: string }).secret }),
  })
  await program.call('key:create', { account, draft: { name: 'ci' } })
  const { operations } = await program.snapshot()
  expect(operations).toMatchObject([{ state: 'unknown', error: { kind: 'provider', why: 'secret-as-id' } }])
  expect(isWithout(emulator, await program.snapshot())).toBe(true)
})

it('is not removed while an account uses it', async () => {
  const program = await stage.start()
  const { provider, account, emulator } = await connected(program, { dialect: 'linked' })
  const inTheWay = { kind: 'description', why: 'in-use', accounts: ['Lab'] }
  expect(await program.call('description:remove', { provider })).toEqual({ ok: false, error: inTheWay })
  await program.ask('account:remove', { account, name: 'Lab' })
  await program.ask('description:remove', { provider })
  const { providers, keys } = await program.snapshot()
  expect(providers.some(({ id }) => id === provider)).toBe(false)
  expect(keys).toHaveLength(emulator.keys.length)
  const history = await program.ask('history:list', { limit: 20 })
  const kinds = history.map(({ kind }) => kind)
  expect(kinds).toContain('provider-described')
  expect(kinds).toContain('provider-removed')
})

it('says every fault of a pasted text, and keeps nothing of it', async () => {
  const program = await stage.start()
  const before = (await program.snapshot()).providers.length
  for (const name of ['description:check', 'description:save'] as const) {
    const answer = await program.ask(name, { text: '{"keyhold":1}' })
    expect(answer.kind === 'faulty' && answer.faults).toContainEqual({ place: '/address', why: 'required' })
  }
  expect((await program.snapshot()).providers).toHaveLength(before)
})
