/** Suite: every failure on the wire gets the right error, and a request that may have changed something is never sent twice. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Issued, RemoteKey } from '../../../electron/core/ports/provider.ts'
import { createNetwork } from '../../../electron/os/network.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import type { FaultKind } from '../../emulators/faults.ts'
import type { Seen } from '../../emulators/server.ts'
import { fakeNetwork } from '../../fakes/network.ts'
import {
  callsOf,
  isCancellable,
  isAnsweredByStatus,
  type ProviderCall,
  type ProviderSamples,
} from './calls.ts'
import { listAll, openAt, troubleOf } from './open.ts'

/** The error that each fault must be reported as. All of them leave the outcome unknown. */
const BROKEN: readonly (readonly [fault: FaultKind, why: string | RegExp])[] = [
  [{ kind: 'cut-before' }, 'cut-off'],
  [{ kind: 'cut-after' }, 'cut-off'],
  [{ kind: 'cut-midway' }, 'cut-off'],
  [{ kind: 'reset' }, 'cut-off'],
  [{ kind: 'oversized', bytes: 9 * 1024 * 1024 }, 'too-large'],
  [{ kind: 'status', status: 302, location: 'https://evil.example/' }, 'redirected'],
  [{ kind: 'status', status: 408 }, 'timeout'],
  [{ kind: 'status', status: 421 }, 'unavailable'],
  [{ kind: 'status', status: 502, body: 'html' }, 'unavailable'],
  [{ kind: 'status', status: 503, retryAfter: '30' }, 'unavailable'],
]
/** Answers that arrive whole and are invalid. Deletions are exempt, because they do not read their answer. */
const SENSELESS: readonly FaultKind[] = [
  { kind: 'malformed' },
  { kind: 'empty' },
  { kind: 'wrong-types' },
  { kind: 'html' },
]

export function testWire(samples: ProviderSamples): void {
  describe.each([
    ['plain Node', () => ({ ...fakeNetwork(), close: (): void => undefined })],
    ['the app’s own network', () => createNetwork({ proxyFor: async () => undefined })],
  ])('over %s', (_, create) => {
    const network = create()
    afterAll(() => network.close())
    let emulator: Emulator
    let opened: Awaited<ReturnType<typeof openAt>>
    let key: RemoteKey
    beforeEach(async () => {
      emulator = await samples.start(2)
      opened = await openAt(emulator, { network })
      key = (await listAll(opened, samples.scope)).at(-1)!
    })
    afterEach(async () => emulator.close())

    const calls = () => callsOf(opened.provider, samples)
    // A request without a credential only asks for a challenge and is not counted.
    const { isRead = ({ method }: Seen) => method === 'GET' } = samples
    const isMain =
      (call: ProviderCall) =>
      (request: Seen): boolean =>
        request.hasCredential && isRead(request) === (call.effect === 'read')
    const countOf = (call: ProviderCall) => emulator.requests.filter(isMain(call)).length

    /** Runs the call over a warm connection while `fault` is active; checks that the request arrived once. */
    const suffer = async (call: ProviderCall, fault: FaultKind) => {
      const keys = await listAll(opened, samples.scope)
      // An earlier call may have deleted the key.
      const target = keys.find(({ remoteId }) => remoteId === key.remoteId) ?? keys.at(-1) ?? key
      emulator.clearFaults()
      emulator.fault({ ...fault, on: isMain(call) })
      const before = countOf(call)
      const trouble = await troubleOf(async () => call.run(opened.api, target))
      if (call.name !== 'test') expect(countOf(call) - before, call.name).toBe(1)
      return trouble
    }

    it.each(BROKEN)('sends once and reports %j as %s, with an unknown outcome', async (fault, why) => {
      // A deletion does not read its answer, so the answer cannot be too long.
      const isSpared = ({ name }: ProviderCall) => name === 'revoke' && fault.kind === 'oversized'
      for (const call of calls().filter((one) => one.name !== 'test' && !isSpared(one)))
        expect(await suffer(call, fault), call.name).toMatchObject({
          kind: 'provider',
          why,
          outcome: 'unknown',
        })
    })

    it.each(SENSELESS)('sends once and reports %j as not understood', async (fault) => {
      for (const call of calls().filter((one) => one.name !== 'test' && !isAnsweredByStatus(one, samples)))
        expect(await suffer(call, fault), call.name).toMatchObject({
          why: 'not-understood',
          outcome: 'unknown',
        })
    })

    it('does not take a masked secret for a new secret', async () => {
      for (const call of calls().filter(({ effect }) => effect === 'issue'))
        expect(await suffer(call, { kind: 'masked' })).toMatchObject({
          why: 'masked-secret',
          outcome: 'unknown',
        })
    })

    it('accepts an answer with a secret that is late or has the content type of HTML', async () => {
      for (const call of calls().filter(({ effect }) => effect === 'issue'))
        for (const fault of [{ kind: 'delay', ms: 30 }, { kind: 'wrong-content-type' }] as const) {
          emulator.fault({ ...fault, on: isMain(call) })
          const { secret, remote } = (await call.run(opened.api, key)) as Issued
          expect(secret.use((bytes) => bytes.toString('utf8'))).toBe(emulator.handedOut().at(-1)!.secret)
          if (call.name === 'regenerate') key = { ...key, ...remote }
        }
    })

    it('ends at its deadline', async () => {
      const hasty = await openAt(emulator, { network, deadlines: { readMs: 40, changeMs: 40 } })
      const { readsFirst = ['update'] } = samples
      for (const call of calls().filter(({ name }) => !readsFirst.includes(name))) {
        emulator.clearFaults()
        // A late request of the previous call may use up one of the faults.
        emulator.fault({ kind: 'hang', on: isMain(call), times: 10 })
        const before = countOf(call)
        const trouble = await troubleOf(async () => call.run(hasty.api, key))
        // On a busy machine the deadline may pass before the one request that counts.
        const isReached = countOf(call) > before
        const outcome = isReached ? 'unknown' : (expect.stringMatching(/^(unknown|not-sent)$/) as unknown)
        expect(trouble, call.name).toEqual({ kind: 'provider', why: 'timeout', outcome })
      }
    })

    it('stops when cancelled, and reports that the provider may have acted', async () => {
      for (const call of calls().filter(isCancellable)) {
        const stop = new AbortController()
        emulator.clearFaults()
        emulator.fault({ kind: 'hold', on: isMain(call) })
        const arrived = emulator.arrival(isMain(call))
        const trouble = troubleOf(async () => call.run(opened.api, key, stop.signal))
        await arrived
        stop.abort()
        expect(await trouble, call.name).toEqual({ kind: 'provider', why: 'cancelled', outcome: 'unknown' })
      }
    })

    it('sends nothing if it was cancelled before, or if the account is closed', async () => {
      const sent = emulator.requests.length
      const notSent = { kind: 'provider', why: 'cancelled', outcome: 'not-sent' }
      for (const call of calls().filter(isCancellable))
        expect(await troubleOf(async () => call.run(opened.api, key, AbortSignal.abort()))).toEqual(notSent)
      opened.api.close()
      for (const call of calls())
        expect(await troubleOf(async () => call.run(opened.api, key)), call.name).toEqual(notSent)
      expect(emulator.requests).toHaveLength(sent)
    })

    it('reports that nothing was sent if no server listens', async () => {
      // An open connection may break while the request is on its way. A new connection fails before it sends.
      const cold = create()
      const { api } = await openAt(emulator, { network: cold })
      await emulator.close()
      for (const call of calls())
        expect(await troubleOf(async () => call.run(api, key)), call.name).toEqual({
          kind: 'provider',
          why: 'offline',
          outcome: 'not-sent',
        })
      cold.close()
    })
  })
}
