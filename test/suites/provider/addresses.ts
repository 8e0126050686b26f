/** Suite: the addresses to which requests go and never go, and the texts that no address contains. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Emulator } from '../../emulators/emulator.ts'
import { startServer, type EmulatorServer, type Seen } from '../../emulators/server.ts'
import { callsOf, type ProviderSamples } from './calls.ts'
import { listAll, openAt, troubleOf } from './open.ts'

export function testAddresses(samples: ProviderSamples): void {
  const { withNext } = samples
  // A request without a credential asks for a challenge.
  const isCall = ({ hasCredential, isSignIn }: Seen): boolean => hasCredential && !isSignIn
  describe('the addresses of requests', () => {
    let emulator: Emulator
    let evil: EmulatorServer
    beforeAll(async () => {
      emulator = await samples.start(2)
      const deaf = () => ({ status: 200, json: {} })
      const nothing = { errorForm: deaf, mask: deaf, holdsSecret: () => false, now: Date.now }
      evil = await startServer({ ...nothing, handle: deaf })
    })
    afterAll(async () => {
      await emulator.close()
      await evil.close()
    })

    it.skipIf(withNext === undefined)('never leaves the pinned host while paging', async () => {
      const opened = await openAt(emulator)
      const port = new URL(evil.origin).host
      const home = new URL(emulator.origin)
      for (const address of [
        `${evil.origin}/keys/`,
        `//${port}/keys/`,
        'https://evil.example/keys/',
        `http://user:pass@${home.host}/`,
        `${home.origin}/elsewhere/`,
        `${String(emulator.settings.baseUrl).replace('{region}', samples.scope)}..%2f..%2felsewhere`,
        'javascript:alert(1)',
        'file:///etc/passwd',
      ]) {
        const sent = emulator.requests.filter(isCall).length
        emulator.fault({ kind: 'rewrite', change: (json) => withNext!(json, address), on: isCall })
        expect(await troubleOf(async () => listAll(opened, samples.scope)), address).toEqual({
          kind: 'provider',
          why: 'redirected',
          outcome: 'not-sent',
        })
        expect(emulator.requests.filter(isCall)).toHaveLength(sent + 1)
      }
      expect(evil.requests).toEqual([])
    })

    it.skipIf(withNext === undefined)('ends a list whose pages repeat or never end', async () => {
      const opened = await openAt(emulator)
      for (const isNew of [false, true]) {
        const again = (json: unknown) => {
          const { length } = emulator.requests
          const address = `${emulator.origin}${emulator.requests.at(-1)!.path}`
          return withNext!(json, isNew ? `${address}&turn=${String(length)}` : address)
        }
        emulator.fault({ kind: 'rewrite', change: again, times: 20, on: isCall })
        const trouble = await troubleOf(async () => listAll(opened, samples.scope))
        expect(trouble).toMatchObject({ why: 'not-understood' })
        emulator.clearFaults()
      }
    })

    it('rejects an answer about another key than the requested one', async () => {
      const opened = await openAt(emulator)
      const { get } = opened.provider
      if (get === undefined) return
      const [one, other] = (await listAll(opened, samples.scope)).slice(-2)
      let raw: unknown
      emulator.fault({ kind: 'rewrite', change: (json) => (raw = json), on: isCall })
      await get(opened.api, other!)
      emulator.fault({ kind: 'rewrite', change: () => raw, on: isCall })
      const trouble = await troubleOf(async () => get(opened.api, one!))
      expect(trouble).toMatchObject({ why: 'not-understood', outcome: 'unknown' })
    })

    it('follows no redirect, sends no cookie and keeps every secret out of addresses', async () => {
      const opened = await openAt(emulator)
      const key = (await listAll(opened, samples.scope)).at(-1)!
      for (const call of callsOf(opened.provider, samples)) {
        emulator.clearFaults()
        emulator.fault({ kind: 'status', status: 307, location: evil.origin })
        await troubleOf(async () => call.run(opened.api, key))
        emulator.clearFaults()
        await troubleOf(async () => call.run(opened.api, key))
      }
      expect(evil.requests).toEqual([])
      expect(emulator.requests.length).toBeGreaterThan(5)
      for (const request of emulator.requests) {
        expect(request).toMatchObject({ hasCookie: false, secretInAddress: false })
        expect(request.headers['user-agent']).toBe('Keyhold')
      }
    })
  })
}
