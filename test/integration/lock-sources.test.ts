import { expect, it } from 'vitest'
import type { LockSign } from '../../electron/core/ports/lock.ts'
import { listenForLinuxSigns } from '../../electron/os/lock-sources.ts'
import { joinBus, type BusPeer } from '../bus-peer.ts'
import { startPrivateBus } from './private-keyring.ts'
import { createStage } from './stage.ts'

/* A desktop that locks its screen or sleeps. Another program plays it on private buses. */

const stage = createStage()

/** One bus that serves as session bus and system bus, with a program that sends on it. */
async function desktop() {
  const bus = await startPrivateBus()
  stage.atEnd(() => bus.close())
  const heard: LockSign[] = []
  let listening = 0
  const stop = listenForLinuxSigns({
    env: { DBUS_SESSION_BUS_ADDRESS: bus.address, DBUS_SYSTEM_BUS_ADDRESS: bus.address },
    onSign: (sign) => void heard.push(sign),
    onListening: () => void (listening += 1),
  })
  stage.atEnd(stop)
  await expect.poll(() => listening).toBe(2)
  const peers = [await joinBus(bus.path), await joinBus(bus.path)] as const
  const [login, stranger] = peers
  for (const peer of peers) stage.atEnd(() => peer.close())
  await login.own('org.freedesktop.login1')
  const emitAs = (peer: BusPeer) => (path: string, of: string, member: string, value?: boolean) =>
    peer.signal({
      path,
      interface: of,
      member,
      ...(value !== undefined && { signature: 'b', body: [value] }),
    })
  const emit = emitAs(login)
  /** Signals arrive in order, so once this signal has arrived, all earlier ones have, too. */
  const settled = async () => {
    const before = heard.length
    emit('/org/freedesktop/login1', 'org.freedesktop.login1.Manager', 'PrepareForSleep', true)
    await expect.poll(() => heard.slice(before)).toContain('suspend')
    return heard.filter((sign) => sign === 'screen').length
  }
  return { emit, emitAsStranger: emitAs(stranger), heard, settled, stop }
}

it.each([
  ['/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver'],
  ['/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver'],
  ['/org/cinnamon/ScreenSaver', 'org.cinnamon.ScreenSaver'],
  ['/org/mate/ScreenSaver', 'org.mate.ScreenSaver'],
])('notices that %s locks the screen, and ignores the unlock', async (path, of) => {
  const { emit, heard } = await desktop()
  emit(path, of, 'ActiveChanged', false)
  emit(path, of, 'ActiveChanged', true)
  await expect.poll(() => heard).toEqual(['screen'])
})

it('notices that logind asks the session to lock', async () => {
  const { emit, heard } = await desktop()
  emit('/org/freedesktop/login1/session/_32', 'org.freedesktop.login1.Session', 'Unlock')
  emit('/org/freedesktop/login1/session/_32', 'org.freedesktop.login1.Session', 'Lock')
  await expect.poll(() => new Set(heard)).toEqual(new Set(['screen']))
})

it('notices that the machine goes to sleep and wakes', async () => {
  const { emit, heard } = await desktop()
  const manager = 'org.freedesktop.login1.Manager'
  emit('/org/freedesktop/login1', manager, 'PrepareForSleep', true)
  emit('/org/freedesktop/login1', manager, 'PrepareForSleep', false)
  await expect.poll(() => heard).toEqual(['suspend', 'resume'])
})

it('ignores another program that imitates logind', async () => {
  const { emitAsStranger, heard, settled } = await desktop()
  const manager = 'org.freedesktop.login1.Manager'
  emitAsStranger('/org/freedesktop/login1', manager, 'PrepareForSleep', true)
  emitAsStranger('/org/freedesktop/login1', manager, 'PrepareForSleep', false)
  emitAsStranger('/org/freedesktop/login1/session/_32', 'org.freedesktop.login1.Session', 'Lock')
  emitAsStranger('/x', 'org.gnome.ScreenSaver', 'ActiveChanged', true)
  await expect.poll(() => heard).toEqual(['screen'])
  await settled()
  expect(heard).toEqual(['screen', 'suspend'])
})

it('takes no notice of other signals', async () => {
  const { emit, settled } = await desktop()
  emit('/x', 'org.example.ScreenSaver', 'ActiveChanged', true)
  emit('/x', 'org.freedesktop.ScreenSaver', 'Other', true)
  expect(await settled()).toBe(0)
})

it('reports nothing without a bus', () => {
  const signs: LockSign[] = []
  const env = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nowhere/at/all' }
  listenForLinuxSigns({ env, onSign: (sign) => void signs.push(sign) })()
  expect(signs).toEqual([])
})
