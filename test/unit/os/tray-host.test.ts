import { expect, it } from 'vitest'
import { BusFailure, type BusSignal, type Heard, type SessionBus } from '../../../electron/os/session-bus.ts'
import { createTrayHost } from '../../../electron/os/tray-host.ts'

/** A session bus with or without a watcher. A test adds and removes its hosts. */
function fakeBus() {
  const listeners: { readonly signal: BusSignal; readonly heard: Heard }[] = []
  let when: Parameters<SessionBus['follow']>[1]
  const state = { isThere: true, isSlow: false, hasWatcher: false, hasHost: false }
  const bus: SessionBus = {
    async call({ member }) {
      if (!state.isThere) throw new BusFailure('no-bus')
      if (state.isSlow && member === 'Get') throw new BusFailure('slow')
      return member === 'NameHasOwner' ? [state.hasWatcher] : [['b', state.hasHost]]
    },
    listen: () => Promise.reject(new BusFailure('no-bus')),
    follow(signals, given) {
      for (const [signal, heard] of signals) listeners.push({ signal, heard })
      when = given
      return () => undefined
    },
    close: () => undefined,
  }
  return {
    bus,
    state,
    emit(member: string) {
      for (const { signal, heard } of listeners) if (signal.member === member) heard([], '/')
    },
    hangUp: () => when?.gone?.(),
    comesBack: () => when?.listening?.(),
    followed: () => listeners.length,
  }
}

function hostOn(fake: ReturnType<typeof fakeBus>) {
  const states: string[] = []
  const pauses: number[] = []
  const host = createTrayHost({
    bus: fake.bus,
    platform: 'linux',
    changed: (state) => states.push(state),
    pauseMs(failures) {
      pauses.push(failures)
      return failures <= 3 ? 1 : 60_000
    },
  })
  return { host, states, pauses }
}

it('is present only with a watcher that has a host', async () => {
  const fake = fakeBus()
  const { host } = hostOn(fake)
  expect(await host.check()).toBe('absent')
  fake.state.hasWatcher = true
  expect(await host.check()).toBe('absent')
  fake.state.hasHost = true
  expect(await host.check()).toBe('present')
})

it('notices a host that comes late, and one that goes', async () => {
  const fake = fakeBus()
  const { host, states } = hostOn(fake)
  await host.check()
  fake.state.hasWatcher = fake.state.hasHost = true
  fake.emit('StatusNotifierHostRegistered')
  await expect.poll(() => host.state()).toBe('present')
  fake.state.hasWatcher = false
  fake.emit('NameOwnerChanged')
  await expect.poll(() => host.state()).toBe('absent')
  expect(states).toEqual(['absent', 'present', 'absent'])
})

it('is unknown without a session bus, and found when there is one again', async () => {
  const fake = fakeBus()
  fake.state.isThere = false
  const { host, pauses } = hostOn(fake)
  expect(await host.check()).toBe('unknown')
  expect(pauses).toEqual([]) // the bus itself tries again
  fake.state.isThere = fake.state.hasWatcher = fake.state.hasHost = true
  expect(await host.check()).toBe('present')
  fake.state.isThere = false
  fake.hangUp()
  await expect.poll(() => host.state()).toBe('unknown')
  const followed = fake.followed()
  fake.state.isThere = true
  fake.comesBack()
  await expect.poll(() => host.state()).toBe('present')
  expect(fake.followed()).toBe(followed)
})

it('checks again, after a growing pause, if the watcher has not answered', async () => {
  const fake = fakeBus()
  fake.state.hasWatcher = fake.state.hasHost = fake.state.isSlow = true
  const { host, pauses } = hostOn(fake)
  expect(await host.check()).toBe('unknown')
  await expect.poll(() => pauses).toEqual([1, 2, 3, 4])
  fake.state.isSlow = false
  expect(await host.check()).toBe('present')
  expect(pauses).toHaveLength(4)
})

it('finds by itself a watcher that answers late', async () => {
  const fake = fakeBus()
  fake.state.hasWatcher = fake.state.hasHost = fake.state.isSlow = true
  const { host, states } = hostOn(fake)
  await host.check()
  fake.state.isSlow = false
  await expect.poll(() => states).toEqual(['present'])
})

it('checks no more after it is closed', async () => {
  const fake = fakeBus()
  fake.state.hasWatcher = fake.state.isSlow = true
  const { host, pauses } = hostOn(fake)
  const checked = host.check()
  host.close()
  await checked
  expect(pauses).toEqual([])
})

it('is always present where the system has its own bar', async () => {
  const host = createTrayHost({ bus: fakeBus().bus, platform: 'win32', changed: () => undefined })
  expect([host.state(), await host.check()]).toEqual(['present', 'present'])
})
