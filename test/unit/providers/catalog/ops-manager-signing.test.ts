/** Ops Manager with its emulator: signing in, nonces that expire, and servers in front of it that answer instead. */
import { afterEach, describe, expect, it } from 'vitest'
import {
  startOpsManager,
  type OpsManagerEmulator,
  type OpsManagerSeed,
} from '../../../emulators/ops-manager.ts'
import type { Seen } from '../../../emulators/server.ts'
import { fakeNetwork } from '../../../fakes/network.ts'
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

describe('signing in', () => {
  it.each([
    { algorithm: 'MD5' },
    { algorithm: 'SHA-256' },
    { algorithm: 'both' },
    { challenge: 'documented' },
    { challenge: 'odd' },
    { challenge: 'odd', algorithm: 'both' },
  ] as const)('works with %j', async (seed) => {
    const opened = await openAt(await start(seed))
    expect(await listAll(opened)).toHaveLength(3)
    expect(sent()).toEqual(['GET', 'GET signed'])
  })

  it('gives the private key to nobody who asks for Basic', async () => {
    const opened = await openAt(await start({ challenge: 'basic' }))
    expect(await troubleOf(async () => listAll(opened))).toEqual({
      kind: 'provider',
      why: 'not-understood',
      outcome: 'refused',
      status: 401,
      words: 'Basic realm="MMS Public API"',
    })
    expect(emulator!.requests.some(isSigned)).toBe(false)
  })

  it.each([
    ['a wrong private key', { credential: '1a2b3c4d-0001-4002-8003-abcdefabcdef' }],
    ['another public key', { settings: { publicKey: 'nobody' } }],
  ])('is refused with %s', async (_, change) => {
    const opened = await openAt(await start(), change)
    expect(await troubleOf(async () => listAll(opened))).toEqual({
      kind: 'provider',
      why: 'unauthorized',
      outcome: 'refused',
      status: 401,
      words: 'You are not authorized for this resource.',
    })
    expect(sent()).toEqual(['GET', 'GET signed'])
  })
})

it('trusts the account’s own certificates from the first request on', async () => {
  const through = fakeNetwork({ '/etc/ops.pem': 'PEM' })
  const trusted: unknown[] = []
  const exchange: typeof through.exchange = async (request) => {
    trusted.push(request.extraCertificates)
    return through.exchange(request)
  }
  const network = { ...through, exchange }
  await listAll(await openAt(await start(), { network, settings: { caFile: '/etc/ops.pem' } }))
  expect(trusted).toEqual(['PEM', 'PEM'])
})

describe('a nonce that grew old on the way', () => {
  /** A network on which a minute passes before each of the first `times` signed requests. */
  const slow = (times: number) => {
    const through = fakeNetwork()
    let left = times
    return {
      ...through,
      async exchange(request: Parameters<typeof through.exchange>[0]) {
        if (request.headers.authorization !== undefined && left-- > 0) emulator!.ageNonces()
        return through.exchange(request)
      },
    }
  }

  it.each([1, 2])('is replaced and the request signed again, %i time(s); one key is made', async (times) => {
    await start()
    const { provider, api } = await openAt(emulator!, { network: slow(times) })
    const { secret } = provider.create!.read(await provider.create!.send(api, { desc: 'x' }), {})
    expect(sent()).toEqual(['GET', ...Array<string>(times + 1).fill('POST signed')])
    expect(emulator!.handedOut()).toHaveLength(1)
    expect(emulator!.isAlive(secret.use((raw) => raw.toString('utf8')))).toBe(true)
  })

  it('again and again is a server’s trouble and no wrong key; nothing was made or deleted', async () => {
    const { provider, api } = await openAt(await start({ alwaysStale: true }))
    const trouble = { kind: 'provider', why: 'unavailable', outcome: 'refused', status: 401 }
    expect(await troubleOf(async () => provider.create!.send(api, { desc: 'x' }))).toEqual(trouble)
    const [key] = emulator!.keys
    expect(await troubleOf(async () => deleteKeyAt({ provider, api }, ref(key!.id)))).toEqual(trouble)
    expect(emulator!.keys).toHaveLength(3)
    expect(emulator!.handedOut()).toEqual([])
  })

  it('is not asked for again after a 5xx: one signed request, outcome unknown', async () => {
    const { provider, api } = await openAt(await start())
    emulator!.fault({ kind: 'status', status: 503, body: 'html', on: isSigned })
    expect(await troubleOf(async () => provider.create!.send(api, { desc: 'x' }))).toMatchObject({
      why: 'unavailable',
      outcome: 'unknown',
    })
    expect(sent()).toEqual(['GET', 'POST signed'])
  })
})

describe('a proxy in front of Ops Manager', () => {
  it.each([
    [{ kind: 'html' }, 'not-understood'],
    [{ kind: 'status', status: 502, body: 'html' }, 'unavailable'],
    [{ kind: 'cut-before' }, 'cut-off'],
  ] as const)('leaves a change unsent: %j', async (fault, why) => {
    const { provider, api } = await openAt(await start())
    emulator!.fault(fault)
    const trouble = await troubleOf(async () => provider.create!.send(api, { desc: 'x' }))
    expect(trouble).toMatchObject({ why, outcome: 'not-sent' })
    expect(sent()).toEqual(['GET'])
  })
})
