/** Ops Manager with its emulator: lists, creation, deletion, and the connection test. */
import { afterEach, describe, expect, it } from 'vitest'
import {
  startOpsManager,
  type OpsManagerEmulator,
  type OpsManagerSeed,
} from '../../../emulators/ops-manager.ts'
import type { Seen } from '../../../emulators/server.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const ref = (remoteId: string) => ({ remoteId, scope: '', label: 'x' })

let emulator: OpsManagerEmulator | undefined
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})
const start = async (seed: OpsManagerSeed = {}) => (emulator = await startOpsManager({ now: NOW, ...seed }))
const isSigned = ({ hasCredential }: Seen) => hasCredential
const sent = () =>
  emulator!.requests.map(({ method, hasCredential }) => `${method}${hasCredential ? ' signed' : ''}`)

describe('lists', () => {
  it.each([{}, { idField: 'id', times: 'iso' }, { sparse: true }] as const)(
    'are read in full, without a secret, with %j',
    async (seed) => {
      const keys = await listAll(await openAt(await start({ keys: 30, ...seed })))
      expect(keys.map(({ remoteId }) => remoteId)).toEqual(emulator!.keys.map(({ id }) => id))
      expect(emulator!.keys.some(({ key }) => JSON.stringify(keys).includes(key))).toBe(false)
      const dates = 'sparse' in seed ? [undefined] : emulator!.keys.map(({ createdAt }) => createdAt)
      expect(new Set(keys.map(({ createdAt }) => createdAt))).toEqual(new Set(dates))
      const ends = keys.map(({ facts }) => facts.find(({ label }) => label === 'Ends in')?.value)
      expect(ends).toEqual(emulator!.keys.map(({ key }) => key.slice(-4)))
    },
  )

  it('show nothing of a key that the list contains whole', async () => {
    const opened = await openAt(await start())
    const change = (json: unknown) =>
      (json as object[]).map((key, at) => ({ ...key, key: emulator!.keys[at]!.key }))
    emulator!.fault({ kind: 'rewrite', change, on: isSigned })
    const keys = await listAll(opened)
    expect(keys.flatMap(({ facts }) => facts.map(({ label }) => label))).not.toContain('Ends in')
  })

  it('are arrays, and an empty one is empty', async () => {
    const opened = await openAt(await start({ keys: 0 }))
    expect(await listAll(opened)).toEqual([])
    for (const json of [{ results: [] }, {}, [{ desc: 'without an id' }]]) {
      emulator!.fault({ kind: 'rewrite', change: () => json, on: isSigned })
      expect(await troubleOf(async () => listAll(opened)), JSON.stringify(json)).toMatchObject({
        why: 'not-understood',
      })
    }
  })
})

describe('creation and deletion', () => {
  it.each([200, 201] as const)('sends the label and no more, and takes %i', async (createStatus) => {
    const { provider, api } = await openAt(await start({ createStatus }))
    const { draft, label } = provider.create!.check({ desc: ' new agents ' }, api.settings)
    expect(label).toBe('new agents')
    const { remote } = provider.create!.read(await provider.create!.send(api, draft), draft)
    expect(emulator!.requests.at(-1)!.json).toEqual({ desc: 'new agents' })
    const [listed] = (await listAll({ provider, api })).slice(-1)
    expect(listed).toEqual(remote)
  })

  it('knocks at the list for a deletion, and counts an unknown key as deleted', async () => {
    const { provider, api } = await openAt(await start())
    await deleteKeyAt({ provider, api }, ref(emulator!.keys[0]!.id))
    expect(sent()).toEqual(['GET', 'DELETE signed'])
    expect(emulator!.requests[0]!.path).toMatch(/\/agentapikeys$/)
    await deleteKeyAt({ provider, api }, ref('5a9f5fe1b9c2a40fda2b3c4d'))
    expect(emulator!.keys).toHaveLength(2)
  })

  it('does not call a key deleted that the list still has', async () => {
    const { provider, api } = await openAt(await start({ noDelete: true }))
    const trouble = await troubleOf(async () => deleteKeyAt({ provider, api }, ref(emulator!.keys[0]!.id)))
    expect(trouble).toMatchObject({ why: 'not-found', outcome: 'refused', words: 'Cannot find resource.' })
  })

  it('does not take a missing project for a missing key', async () => {
    const { provider, api } = await openAt(await start(), {
      settings: { projectId: '5a0a1e7e0f2912c554080adc' },
    })
    const trouble = await troubleOf(async () => deleteKeyAt({ provider, api }, ref('gone')))
    expect(trouble).toMatchObject({ why: 'invalid', words: 'No project with that ID exists.' })
  })

  it('tells a key that may only read, though its 401 looks like a wrong one', async () => {
    const { provider, api } = await openAt(await start({ readOnly: true }))
    const trouble = await troubleOf(async () => provider.create!.send(api, { desc: 'x' }))
    expect(trouble).toMatchObject({ why: 'forbidden', outcome: 'refused', status: 401 })
  })
})

describe('test connection', () => {
  it('says who signs, what is visible and which version answers', async () => {
    const { provider, api } = await openAt(await start(), { now: () => NOW })
    expect(await provider.test(api)).toEqual({
      who: `Public key ${String(emulator!.settings.publicKey)}, 3 agent keys visible, version 7.0.12`,
      may: [
        { action: 'List keys', allowed: 'yes' },
        { action: 'Create and delete keys (needs the role Project Owner)', allowed: 'unknown' },
      ],
      warnings: [],
    })
  })

  it.each([
    [
      { barred: '203.0.113.9' },
      'not-on-access-list',
      'This computer’s address is not on the access list of the API key: add it there. It says: “IP address 203.0.113.9 is not allowed to access this resource.”',
    ],
    [
      { isStranger: true },
      'not-a-member',
      'The API key doesn’t belong to the project: invite it there, or check the project ID. It says: “The current user is not in the group.”',
    ],
  ])('says what is missing with %j', async (seed, why, warning) => {
    const opened = await openAt(await start(seed), { now: () => NOW })
    const report = await opened.provider.test(opened.api)
    expect(report.may[0]).toEqual({ action: 'List keys', allowed: 'no' })
    expect(report.warnings).toEqual([warning])
    expect(await troubleOf(async () => listAll(opened))).toMatchObject({
      why,
      outcome: 'refused',
    })
  })

  it('knows a private key with the braces of the pages’ sample, and sends nothing', async () => {
    await start()
    const { provider, api } = await openAt(emulator!, { credential: `{${emulator!.credential}}` })
    const wrong = { kind: 'invalid', field: 'credential', why: 'malformed' }
    expect(await troubleOf(async () => provider.test(api))).toEqual(wrong)
    expect(emulator!.requests).toEqual([])
  })
})
