import { expect, it, onTestFinished } from 'vitest'
import type { FaultKind } from '../emulators/faults.ts'
import { startRipeAtlas } from '../emulators/ripe-atlas.ts'
import { call, inElectron } from './app.ts'
import { press } from './outside.ts'

/*
 * Chromium's own network stack silently sends a POST or PATCH twice if a kept-alive connection breaks, or if the answer is 408 or 421. Keyhold's
 * must not. This spec checks that in Electron, over connections that have just been used.
 */
const FAULTS: readonly (readonly [name: string, fault: FaultKind, outcome: string])[] = [
  ['is cut', { kind: 'cut-after' }, 'unknown'],
  ['is reset', { kind: 'reset' }, 'unknown'],
  ['breaks off in the middle of the answer', { kind: 'cut-midway' }, 'unknown'],
  ['answers 408', { kind: 'status', status: 408 }, 'unknown'],
  ['answers 421', { kind: 'status', status: 421 }, 'unknown'],
  ['answers 502', { kind: 'status', status: 502 }, 'unknown'],
  ['answers late', { kind: 'delay', ms: 1_500 }, 'stored'],
]

inElectron((open) => {
  it('requests a new secret from a provider exactly once, whatever happens to the connection', async () => {
    const emulator = await startRipeAtlas({ keys: FAULTS.length })
    onTestFinished(() => emulator.close())
    const { page } = await open()
    await press(page)
    const connected = await call(page, 'account:connect', {
      provider: emulator.provider,
      name: 'Lab',
      settings: { ...emulator.settings },
      credential: { from: 'typed', text: emulator.credential },
    })
    if (!connected.ok) throw new Error(connected.error.kind)
    const { account } = connected.value
    await call(page, 'account:sync', { account })

    const isRenewal = ({ method }: { readonly method: string }) => method === 'PATCH'
    for (const [index, [name, fault, outcome]] of FAULTS.entries()) {
      await call(page, 'account:sync', { account }) // warms the connection
      const snapshot = await call(page, 'app:snapshot')
      if (!snapshot.ok || snapshot.value.vault !== 'open') throw new Error('The vault is not open')
      const label = emulator.keys[index + 1]!.label
      const key = snapshot.value.keys.find((row) => row.name === label && row.goneSince === undefined)!
      const before = emulator.requests.filter(isRenewal).length
      emulator.fault({ ...fault, on: isRenewal })
      const result = await call(page, 'key:regenerate', { key: key.id })
      expect(result, name).toMatchObject({ ok: true, value: { outcome } })
      expect(emulator.requests.filter(isRenewal).length - before, name).toBe(1)
    }
  })
})
