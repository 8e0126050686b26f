import { expect, it } from 'vitest'
import type { IonosEmulator } from '../emulators/ionos.ts'
import type { AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { atlasElsewhere } from './elsewhere.ts'
import { callLoosely } from './refusal.ts'
import { othersKeys } from './rows.ts'
import { createStage } from './stage.ts'
import { regenerateWhileLocking } from './unsaved.ts'
import { startWatched, uuidParts, type Watched } from './watched.ts'

/*
 * Plants secrets on every path by which a secret enters. Then searches every file, the log, everything sent to the page and every
 * address that a provider received: only the keychain and the call that reveals a secret may contain one.
 */

const stage = createStage()
const TYPED = 'typed "canary" 7f3a/+=äöü 🔑 9b1c'
const PASTED = 'pasted-canary-4e8d~^!2a6f'
const LATER = 'canary-typed-while-locked-55aa'
const REFUSED = 'refused-canary-0c4b9d7e-not-a-key'

const typed = (text: string) => ({ from: 'typed', text }) as const
const isChange = ({ method }: { readonly method: string }) => method === 'PATCH' || method === 'POST'

interface Scene extends Watched {
  readonly atlas: AtlasEmulator
  readonly ionos: IonosEmulator
}

async function setScene(): Promise<Scene> {
  const watched = await startWatched(stage)
  const { plant } = watched
  const atlas = await stage.atlas({ keys: 6 })
  const ionos = await stage.ionos({ leaky: true }) // an old API that returns secrets in its lists
  plant('RIPE Atlas credential', ...uuidParts(atlas.credential))
  plant('IONOS token', ionos.credential, ...ionos.credential.split('.').slice(1))
  for (const { uuid } of atlas.keys) plant('a key at RIPE Atlas', ...uuidParts(uuid))
  for (const { key } of ionos.pipelines) plant('a key at IONOS', key)
  for (const [name, text] of Object.entries({ TYPED, PASTED, LATER, REFUSED })) plant(name, text)
  // A grant may contain the whole uuid of another key.
  const [, first, second] = atlas.keys
  const target = { type: 'key', id: second!.uuid }
  const grants = [{ permission: 'keys.get_key', target }]
  await atlasElsewhere(atlas, 'PATCH', `${first!.uuid.slice(0, 8)}/`, { grants })
  return { ...watched, atlas, ionos }
}

async function connectBoth({ program, connect, atlas, ionos }: Scene) {
  const [lab, cloud] = [await connect(atlas, 'Lab'), await connect(ionos, 'Cloud')]
  for (const { id: key } of (await program.snapshot()).keys) await program.ask('key:detail', { key })
  for (const account of [lab, cloud]) await program.ask('account:test-saved', { account })
  const others = await othersKeys(program)
  return {
    lab,
    cloud,
    keys: others.filter(({ account }) => account === lab),
    pipeline: others.find(({ account }) => account === cloud)!,
    own: (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf === lab)!,
  }
}
type Accounts = Awaited<ReturnType<typeof connectBoth>>

async function succeed({ program }: Scene, { lab, cloud, keys, pipeline, own }: Accounts) {
  for (const key of [keys[0]!.id, keys[0]!.id, pipeline.id, own.id])
    expect((await program.ask('key:regenerate', { key })).outcome).toBe('stored')
  await program.ask('key:create', { account: lab, draft: { label: 'made' } })
  await program.ask('key:create', { account: cloud, draft: { name: 'made' } })
  const { key: mine } = await program.ask('key:add', { secret: typed(TYPED), fields: { name: 'mine' } })
  program.world.record.clipboard = PASTED
  await program.ask('key:paste', { key: mine, secret: { from: 'clipboard' } })
  await program.ask('key:copy', { key: mine, version: 1 })
  await program.ask('key:copy', { key: keys[0]!.id })
  expect((await program.ask('key:reveal-secret', { key: mine })).secret).toBe(PASTED)
  await program.ask('key:reveal-secret', { key: pipeline.id })
}

/** The providers refuse with secrets in their messages, answer rubbish, or break off. */
async function failAtProviders({ program, atlas, ionos }: Scene, { lab, cloud, keys, pipeline }: Accounts) {
  const own = atlas.handedOut().map(({ secret }) => secret)
  const words = `Neither ${own.join(' nor ')} nor ${ionos.credential} is for you.`
  for (const status of [400, 403, 429, 500]) {
    atlas.fault({ kind: 'status', status, words: words.replaceAll(ionos.credential, ''), on: isChange })
    ionos.fault({ kind: 'status', status, words: `${ionos.credential} is not for you.`, on: isChange })
    for (const key of [keys[1]!.id, pipeline.id]) await program.ask('key:regenerate', { key })
  }
  for (const kind of ['malformed', 'masked', 'wrong-types', 'cut-midway', 'cut-after'] as const) {
    atlas.fault({ kind, on: isChange })
    ionos.fault({ kind, on: isChange })
    await program.ask('key:create', { account: lab, draft: { label: `made-${kind}` } })
    await program.ask('key:create', { account: cloud, draft: { name: kind } })
  }
  atlas.fault({ kind: 'status', status: 401, words, times: Infinity })
  await program.ask('account:sync', { account: lab })
  atlas.clearFaults()
}

async function failAtTheGate({ program, atlas, ionos }: Scene) {
  for (const text of [REFUSED, `${REFUSED}\0`, `${REFUSED} ü`])
    for (const { provider, settings } of [atlas, ionos])
      await callLoosely(program, 'account:test', { provider, name: 'x', settings, credential: typed(text) })
  const settings = { baseUrl: `https://${REFUSED}:x@example.com/` }
  const form = { provider: 'ripe-atlas', name: 'x', settings, credential: typed(REFUSED) }
  await callLoosely(program, 'account:connect', form)
  await callLoosely(program, 'key:add', { secret: typed(REFUSED), fields: { name: '' } })
  await callLoosely(program, 'key:add', { secret: REFUSED })
  await callLoosely(program, REFUSED, { [REFUSED]: REFUSED })
}

async function sealSome({ program, atlas }: Scene, { keys }: Accounts) {
  expect((await regenerateWhileLocking(program, atlas, keys[2]!.id)).outcome).toBe('unsaved')
  const { outcome } = await program.ask('key:add', { secret: typed(LATER), fields: { name: 'later' } })
  expect(outcome).toBe('unsaved')
  const unsaved = (await program.snapshot()).operations.filter(({ state }) => state === 'unsaved')
  for (const { id: operation } of unsaved) await callLoosely(program, 'operation:copy', { operation })
}

it('lets no secret out by a file, an answer, an event, the log or an address, through all that can happen to one', async () => {
  const scene = await setScene()
  const { program, expectClean, kept } = scene
  const accounts = await connectBoth(scene)
  expectClean('after connecting and syncing')
  await succeed(scene, accounts)
  expectClean('after regenerating, creating, pasting, copying and revealing')
  await failAtProviders(scene, accounts)
  expectClean('after the providers failed')
  await failAtTheGate(scene)
  expectClean('after bad input')
  await program.ask('account:sync-all')
  await sealSome(scene, accounts)
  expectClean('while secrets are sealed')
  program.world.keychain.unlock()
  await program.ask('keychain:check')
  await program.ask('history:list', { limit: 500 })
  await program.close()
  expectClean('at the end')

  // The same search finds the secrets in the places where they belong.
  const atAtlas = [0, 1, 2, 3].map((at) => `ripe-atlas secret ${at}`)
  const atIonos = [0, 1].map((at) => `ionos-monitoring secret ${at}`)
  const places = ['RIPE Atlas credential', 'IONOS token', 'TYPED', 'PASTED', 'LATER', ...atAtlas, ...atIonos]
  expect([...kept()]).toEqual(expect.arrayContaining(places))
  expect(kept()).not.toContain('REFUSED')
})

it('keeps what a keychain says about a value out of answers, files and the log', async () => {
  const { program, plant, expectClean } = await startWatched(stage)
  plant('typed', TYPED)
  Object.assign(program.world.keychain, {
    write: async (_name: unknown, secret: { use: (read: (bytes: Buffer) => string) => string }) => {
      throw new Error(secret.use((bytes) => `Cannot store ${bytes.toString('utf8')}`))
    },
  })
  const { outcome } = await program.ask('key:add', { secret: typed(TYPED), fields: { name: 'mine' } })
  expect(outcome).toBe('unsaved')
  expectClean('after a talkative keychain')
})

it('writes no word of an unforeseen error into the log', async () => {
  const { plant, expectClean, log } = await startWatched(stage)
  plant('typed', TYPED)
  log.unexpected('test', new Error(`It was ${TYPED}`, { cause: new TypeError(TYPED) }))
  const error = new Error(`${TYPED}\n    at ${TYPED} (a.js:1:1)`)
  log.unexpected('test', Object.assign(error, { code: TYPED, issues: [{ input: TYPED }] }))
  expectClean('after an unforeseen error')
})
