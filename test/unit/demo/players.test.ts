import { describe, expect, it } from 'vitest'
import { WireFailure } from '../../../electron/core/ports/network.ts'
import { demoSecret, demoUuid } from '../../../electron/demo/demo-secrets.ts'
import { createDemoParts } from '../../../electron/demo/demo-world.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { listAll, openAt, troubleOf } from '../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 5, 1)
const DAY_MS = 86_400_000

interface Played {
  readonly provider: string
  readonly settings: FormValues
  readonly draft: FormValues
  /** The pattern of every secret of the emulated provider. */
  readonly looks: RegExp
  readonly add: (parts: ReturnType<typeof createDemoParts>) => {
    readonly credential: string
    readonly secrets: readonly string[]
  }
}

const PLAYED: readonly Played[] = [
  {
    provider: 'ripe-atlas',
    settings: {},
    draft: { label: 'made', validTo: NOW + DAY_MS, grants: [{ permission: 'probes.get_probe' }] },
    looks: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-decaf0[0-9a-f]{6}$/,
    add: ({ atlas }) =>
      atlas.addAccount([
        { label: 'one', createdAt: NOW - DAY_MS, validTo: NOW + DAY_MS, permissions: ['probes.get_probe'] },
        { label: 'over', createdAt: NOW - DAY_MS, validTo: NOW - 1, permissions: [] },
      ]),
  },
  {
    provider: 'nebula-block',
    settings: { contract: 'portal' },
    draft: { name: 'made', description: 'Something' },
    looks: /^ak_demo_[\w-]{24}$/,
    add: ({ nebula }) =>
      nebula.addKeys([
        { name: 'one', description: '', createdAt: NOW - DAY_MS },
        { name: 'two', description: 'Another', createdAt: NOW - DAY_MS },
      ]),
  },
]

const textOf = ({ secret }: { readonly secret: { use<T>(read: (bytes: Buffer) => T): T } }) =>
  secret.use((bytes) => bytes.toString('utf8'))

describe.each(PLAYED)('$provider, played in memory', ({ provider: id, settings, draft, looks, add }) => {
  function open(credential?: string) {
    const parts = createDemoParts({ now: () => NOW })
    const { credential: own, secrets } = add(parts)
    const emulator = { provider: id, settings, credential: credential ?? own } as unknown as Emulator
    return { secrets, opened: openAt(emulator, { network: parts.network, now: () => NOW }) }
  }

  it('passes the test of a connection, and lists its keys and the credential’s own without a secret', async () => {
    const { secrets, opened } = open()
    const { provider, api } = await opened
    expect((await provider.test(api)).may).toContainEqual({ action: 'List keys', allowed: 'yes' })
    const keys = await listAll({ provider, api })
    expect(keys).toHaveLength(1 + secrets.length)
    for (const secret of secrets) expect(JSON.stringify(keys)).not.toContain(secret)
  })

  it('creates, finds, regenerates and deletes a key through the provider’s own client', async () => {
    const { provider, api } = await open().opened
    const find = async (remoteId: string) =>
      (await listAll({ provider, api })).find((key) => key.remoteId === remoteId)

    const { draft: checked, label } = provider.create!.check(draft, api.settings)
    const first = provider.create!.read(await provider.create!.send(api, checked), checked)
    const made = (await find(first.remote.remoteId))!
    expect(made).toMatchObject({ label, switch: 'enabled' })
    expect(textOf(first)).toMatch(looks)

    const second = provider.regenerate!.read(await provider.regenerate!.send(api, made), made)
    expect(textOf(second)).toMatch(looks)
    expect(textOf(second)).not.toBe(textOf(first))
    const renewed = (await find(second.remote.remoteId))!
    expect(renewed.label).toBe(label)

    const draftOfSame = id === 'ripe-atlas' ? { label } : { name: label }
    expect(await provider.draftFromKey!(api, renewed, NOW)).toMatchObject(draftOfSame)
    await provider.revoke!(api, renewed)
    expect(await find(renewed.remoteId)).toBeUndefined()
  })

  it('refuses a credential that it does not know', async () => {
    const { provider, api } = await open(id === 'ripe-atlas' ? demoUuid() : demoSecret('ak_')).opened
    expect(await troubleOf(() => listAll({ provider, api }))).toMatchObject({
      kind: 'provider',
      why: 'unauthorized',
      outcome: 'refused',
    })
  })

  it('says of a stored secret whether it works', async () => {
    const parts = createDemoParts({ now: () => NOW })
    const { secrets } = add(parts)
    const works = async (credential: string) => {
      const emulator = { provider: id, settings, credential } as unknown as Emulator
      const { provider, api } = await openAt(emulator, { network: parts.network, now: () => NOW })
      return provider.verify!(api)
    }
    expect(await works(secrets[0]!)).toBe(true)
    expect(await works(id === 'ripe-atlas' ? secrets[1]! : demoSecret('ak_'))).toBe(false)
  })
})

it('changes and switches a key of RIPE Atlas, and lists its permissions', async () => {
  const parts = createDemoParts({ now: () => NOW })
  const { credential } = PLAYED[0]!.add(parts)
  const emulator = { provider: 'ripe-atlas', settings: {}, credential } as unknown as Emulator
  const { provider, api } = await openAt(emulator, { network: parts.network, now: () => NOW })
  const key = (await listAll({ provider, api })).find(({ label }) => label === 'one')!
  expect((await provider.setEnabled!(api, key, false)).switch).toBe('disabled')
  const reported = await provider.update!(api, key, { label: 'two', validTo: NOW + 2 * DAY_MS, grants: [] })
  const changed = { ...key, ...reported }
  expect(changed).toMatchObject({ label: 'two', expires: { at: NOW + 2 * DAY_MS }, grants: [] })
  expect((await provider.permissions!(api)).map(({ id }) => id)).toContain('keys.create_key')
  expect(await provider.permissionTargets!(api, 'probes.get_probe', '')).toEqual([])
  expect((await provider.get!(api, changed)).key).toMatchObject({ label: 'two', switch: 'disabled' })
  await provider.revoke!(api, changed)
  expect((await provider.get!(api, changed)).key).toBeUndefined()
})

const request = (address: string, method: 'GET' | 'POST' = 'GET') => ({
  ...{ url: new URL(address), method, headers: {}, body: undefined, timeoutMs: 1, maxBytes: 1 },
  ...{ extraCertificates: undefined, signal: undefined },
})

it('has no way out: every host without a player is offline, and nothing was sent', async () => {
  const { network } = createDemoParts({ now: () => NOW })
  const offline = new WireFailure('offline', false)
  for (const address of ['https://example.com/', 'http://atlas.ripe.net/api/v2/keys/', 'http://127.0.0.1:1/'])
    await expect(network.exchange(request(address))).rejects.toEqual(offline)
  const { url, timeoutMs, extraCertificates, signal } = request('https://api.coralogix.com/')
  await expect(network.openHttp2({ url, timeoutMs, extraCertificates, signal })).rejects.toEqual(offline)
  await expect(network.readCertificates('/etc/ssl/cert.pem')).rejects.toMatchObject({
    error: { kind: 'invalid', why: 'unreadable-file' },
  })
  expect(network.proxies).toBeUndefined()
})

it('sends nothing for a request that was cancelled before', async () => {
  const { network } = createDemoParts({ now: () => NOW })
  const cancelled = { ...request('https://atlas.ripe.net/api/v2/keys/'), signal: AbortSignal.abort() }
  await expect(network.exchange(cancelled)).rejects.toMatchObject({ why: 'cancelled', sent: false })
})

it('loses one answer on purpose, after the action, and never that of a read', async () => {
  const parts = createDemoParts({ now: () => NOW })
  const { credential } = PLAYED[0]!.add(parts)
  const emulator = { provider: 'ripe-atlas', settings: {}, credential } as unknown as Emulator
  const { provider, api } = await openAt(emulator, { network: parts.network, now: () => NOW })
  parts.network.loseNextAnswer()
  const before = await listAll({ provider, api })
  const create = () => provider.create!.send(api, { label: 'lost', grants: [] })
  expect(await troubleOf(create)).toMatchObject({ why: 'cut-off', outcome: 'unknown' })
  expect(await listAll({ provider, api })).toHaveLength(before.length + 1)
  await create()
})
