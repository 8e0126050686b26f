import { readdirSync, readFileSync } from 'node:fs'
import http from 'node:http'
import http2 from 'node:http2'
import net from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { createApp } from '../../electron/app.ts'
import { createDemoParts } from '../../electron/demo/demo-world.ts'
import { fillDemo } from '../../electron/demo/fill-demo.ts'
import { systemClock } from '../../electron/main/system-clock.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { throughGate } from '../fakes/gate.ts'
import { fakeWorld } from '../fakes/world.ts'
import { newFolder, removeFolders } from './program.ts'

afterEach(removeFolders)

/** A filled demo vault in its own folder, called as its page calls it. */
async function startDemo() {
  const folder = newFolder()
  const parts = createDemoParts(systemClock)
  const { keychain, network, notifications } = parts
  const fake = fakeWorld({ folder, keychain, network, notifications, clock: systemClock })
  const world = { ...fake.world, desktop: { ...fake.world.desktop, demo: { role: 'inside' } as const } }
  const app = createApp(world)
  await app.started
  await fillDemo(app.handlers, parts, systemClock.now())
  const call = throughGate(app.handlers)
  const snapshot = async () => {
    const taken = await call('app:snapshot')
    if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
    return taken.value
  }
  const keyNamed = async (name: string): Promise<KeyRow> =>
    (await snapshot()).keys.find((key) => key.name === name)!
  return { folder, fake, app, call, snapshot, keyNamed }
}

/** Counts the uses of every Node API that can send data out of this process. */
function watchWaysOut(): () => number {
  const spies = [
    vi.spyOn(net.Socket.prototype, 'connect'),
    vi.spyOn(net.Server.prototype, 'listen'),
    vi.spyOn(http, 'request'),
    vi.spyOn(http2, 'connect'),
    vi.spyOn(globalThis, 'fetch'),
  ]
  onTestFinished(() => spies.forEach((spy) => spy.mockRestore()))
  return () => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
}

it('shows the states that Keyhold is for, and says that it is a demo', async () => {
  const { app, fake, snapshot } = await startDemo()
  const { keys, accounts, operations, demo, notices, keychain } = await snapshot()
  await app.close()
  expect(demo).toBe('inside')
  expect(accounts.map(({ sync }) => sync.state)).toEqual(['done', 'done', 'done'])
  expect(keys.length).toBeGreaterThanOrEqual(25)
  expect(keys.length).toBeLessThanOrEqual(40)
  const now = Date.now()
  const ends = keys.flatMap(({ expires }) =>
    'at' in expires && expires.at !== undefined ? [expires.at] : [],
  )
  expect(ends.some((at) => at < now)).toBe(true)
  expect(ends.some((at) => at > now && at < now + 7 * 86_400_000)).toBe(true)
  expect(keys.some(({ secret }) => secret === 'missing')).toBe(true)
  expect(keys.filter(({ overlap }) => overlap !== undefined)).toHaveLength(4)
  expect(keys.some(({ favourite, tags, notes }) => favourite && tags.length > 0 && notes !== '')).toBe(true)
  expect(operations.map(({ state }) => state).sort()).toEqual(['overlapping', 'overlapping', 'unknown'])
  expect(keychain).toMatchObject({ state: 'ready', backend: 'Demo keychain (in memory)' })
  expect([notices, fake.unexpected]).toEqual([[], []])
})

it('copies, creates, regenerates, replaces and retires without a socket, and refuses what nobody plays', async () => {
  const countWaysOut = watchWaysOut()
  const { app, fake, call, snapshot, keyNamed } = await startDemo()

  const { id: key } = await keyNamed('status-page')
  expect(await call('key:copy', { key })).toMatchObject({ ok: true })
  expect(fake.clipboard.text).toMatch(/-decaf0[0-9a-f]{6}$/)
  await call('clipboard:clear')
  expect(fake.clipboard.text).toBe('')
  expect(await call('key:verify', { key })).toMatchObject({ ok: true, value: { works: true } })
  expect(await call('key:regenerate', { key })).toMatchObject({ ok: true, value: { outcome: 'stored' } })

  const { account } = await keyNamed('notebook-server')
  const created = await call('key:create', { account: account!, draft: { name: 'made-in-the-demo' } })
  expect(created).toMatchObject({ ok: true, value: { outcome: 'stored' } })

  const { id: old } = await keyNamed('sla-report')
  const form = await call('key:replacement', { key: old })
  if (!form.ok) throw new Error(form.error.kind)
  const replaced = await call('key:replace', { key: old, draft: form.value.draft, overlapHours: 24 })
  expect(replaced).toMatchObject({ ok: true, value: { outcome: 'stored' } })
  const { overlap } = (await snapshot()).keys.find(({ id }) => id === old)!
  const by = { operation: overlap!.operation, name: 'sla-report' }
  expect(await call('overlap:retire', { ...by, by: 'switch-off' })).toEqual({ ok: true, value: undefined })
  expect(await call('overlap:retire', { ...by, by: 'delete' })).toEqual({ ok: true, value: undefined })

  const elsewhere = { provider: 'ionos-logging', name: 'n', settings: {}, credential: typed('x.y.z') }
  expect(await call('account:test', elsewhere)).toMatchObject({ ok: false })
  await call('account:sync-all')
  await app.close()
  expect(countWaysOut()).toBe(0)
})

it('keeps its files in the folder that it is given, and writes no secret into any of them', async () => {
  const { app, fake, folder, call, keyNamed } = await startDemo()
  const { id: key } = await keyNamed('status-page')
  await call('key:copy', { key })
  const secret = fake.clipboard.text
  await app.close()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  expect(files.map(({ name }) => name)).toContain('keyhold.sqlite')
  const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
  for (const text of texts) {
    expect(text).not.toContain(secret)
    expect(text).not.toMatch(/ak_demo_|whsec_demo_/)
  }
})

it('opens a demo vault only where there is one, and only after a press', async () => {
  const { app, call } = await startDemo()
  expect(await call('desktop:open-demo')).toEqual({ ok: false, error: { kind: 'forbidden' } })
  await app.close()

  let opened = 0
  const fake = fakeWorld({ folder: newFolder() })
  const demo = { role: 'offered', open: () => Promise.resolve(void (opened += 1)) } as const
  const offering = createApp({ ...fake.world, desktop: { ...fake.world.desktop, demo } })
  await offering.started
  const ask = throughGate(offering.handlers)
  expect(await ask('app:snapshot')).toMatchObject({ value: { demo: 'offered' } })
  expect(await ask('desktop:open-demo')).toEqual({ ok: true, value: undefined })
  fake.person.presses = false
  expect(await ask('desktop:open-demo')).toMatchObject({ ok: false, error: { kind: 'limit' } })
  await offering.close()
  expect(opened).toBe(1)
})

const typed = (text: string) => ({ from: 'typed', text }) as const
