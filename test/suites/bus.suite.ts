/** The guarantees of the bus layer on every bus, and the behaviour of a bus, fake or real. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSessionBus, type BusSignal, type SessionBus } from '../../electron/os/session-bus.ts'
import { joinBus, type BusPeer, type Serve } from '../bus-peer.ts'

export interface BusUnderTest {
  /** The path of its socket, the same after each start. */
  readonly path: string
  /** Starts the bus again after `kill`. */
  start(): Promise<void>
  kill(): Promise<void>
  close(): Promise<void>
}

const NAME = 'org.example.Service'
const PATH = '/org/example/Service'
const SIGNAL = { interface: NAME, member: 'Changed' }
const BUS = 'org.freedesktop.DBus'

const ask = (member: string, signature = '', ...body: readonly unknown[]) => ({
  destination: NAME,
  path: PATH,
  interface: NAME,
  member,
  signature,
  body,
})

const serve: Serve = ({ member, signature = '' }, values) => {
  if (member === 'Silent') return 'silence'
  if (member === 'Refuse') return { error: 'org.example.No' }
  return [signature, ...values]
}

/** Registers the suite; `open` returns a running bus without connections. */
export function testBus(name: string, open: () => Promise<BusUnderTest>): void {
  describe(`bus: ${name}`, () => {
    let under: BusUnderTest
    let bus: SessionBus
    const atEnd: (() => void)[] = []

    const at = (address: string) => {
      const env = { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: '/nowhere' }
      const made = createSessionBus({ env, deadlineMs: 2_000, pauseMs: () => 20 })
      atEnd.push(() => made.close())
      return made
    }

    beforeEach(async () => {
      under = await open()
      bus = at(`unix:path=${under.path}`)
    })
    afterEach(async () => {
      for (const end of atEnd.splice(0)) end()
      await under.close()
    })

    async function join(owns?: string): Promise<BusPeer> {
      const peer = await joinBus(under.path, serve)
      atEnd.push(() => peer.close())
      if (owns !== undefined) await peer.own(owns)
      return peer
    }

    /** Resolves when the subscription to one signal is active. Records every event; a signal is recorded by its first value. */
    async function follow(signal: BusSignal) {
      const noted: unknown[] = []
      const stop = bus.follow([[signal, ([value]) => noted.push(value)]], {
        listening: () => noted.push('(listening)'),
        gone: () => noted.push('(gone)'),
      })
      await expect.poll(() => noted).toEqual(['(listening)'])
      noted.length = 0
      return { noted, stop }
    }

    const emit = (peer: BusPeer, value: string, more: { path?: string; member?: string; to?: string } = {}) =>
      peer.signal({ path: PATH, ...SIGNAL, signature: 's', body: [value], ...more })

    it('returns the values of a reply', async () => {
      await join(NAME)
      const values = ['text', 7, [['a', ['s', 'b']]], Buffer.from([1, 2]), true]
      expect(await bus.call(ask('Echo', 'sua{sv}ayb', ...values))).toEqual(values)
      expect(await bus.call(ask('Echo'))).toEqual([])
    })

    it('makes many calls at once, and gives each its own reply', async () => {
      await join(NAME)
      const numbers = Array.from({ length: 50 }, (_, at) => at)
      const replies = await Promise.all(numbers.map((number) => bus.call(ask('Echo', 'u', number))))
      expect(replies).toEqual(numbers.map((number) => [number]))
    })

    it('returns a megabyte byte for byte', async () => {
      await join(NAME)
      const bytes = Buffer.alloc(1_000_000, 'abc')
      const [given] = await bus.call(ask('Echo', 'ay', bytes))
      expect(bytes.equals(given as Buffer)).toBe(true)
    })

    it('reports an error by its name, and a name without an owner', async () => {
      await expect(bus.call(ask('Echo'))).rejects.toMatchObject({
        why: 'error',
        cause: 'org.freedesktop.DBus.Error.ServiceUnknown',
      })
      await join(NAME)
      await expect(bus.call(ask('Refuse'))).rejects.toMatchObject({ why: 'error', cause: 'org.example.No' })
    })

    it('refuses a call for which the bus would close the connection, and stays connected', async () => {
      const { noted } = await follow(SIGNAL)
      await expect(bus.call(ask('Echo', 's', 'a\0b'))).rejects.toMatchObject({ why: 'error' })
      await expect(bus.call(ask('Echo', 'u', -1))).rejects.toMatchObject({ why: 'error' })
      await expect(bus.call(ask('Echo', 'no signature', 1))).rejects.toMatchObject({ why: 'error' })
      emit(await join(), 'still here')
      await expect.poll(() => noted).toEqual(['still here'])
    })

    it('waits for a silent service until the deadline, without effect on other calls', async () => {
      await join(NAME)
      const { noted } = await follow(SIGNAL)
      await expect(bus.call(ask('Silent'))).rejects.toMatchObject({ why: 'slow' })
      expect(await bus.call(ask('Echo', 's', 'on the same connection'))).toEqual(['on the same connection'])
      expect(noted).toEqual([])
    })

    it('receives only the signals with the given interface, name, path and first value', async () => {
      const peer = await join()
      const { noted } = await follow({ ...SIGNAL, path: PATH, arg0: 'meant' })
      const all = await follow(SIGNAL)
      emit(peer, 'meant', { path: '/other' })
      emit(peer, 'meant', { member: 'Other' })
      emit(peer, 'other')
      emit(peer, 'meant')
      await expect.poll(() => all.noted).toEqual(['meant', 'other', 'meant'])
      expect(noted).toEqual(['meant'])
    })

    it('receives the signals of a name’s owner alone, however others send theirs', async () => {
      const owner = await join(NAME)
      const stranger = await join()
      const all = await follow(SIGNAL)
      const { noted } = await follow({ ...SIGNAL, sender: NAME })
      const [names] = await bus.call({
        destination: BUS,
        path: '/org/freedesktop/DBus',
        interface: BUS,
        member: 'ListNames',
      })
      emit(stranger, 'false')
      for (const to of (names as string[]).filter((each) => each.startsWith(':')))
        emit(stranger, 'to you', { to })
      await expect.poll(() => all.noted).toEqual(['false', 'to you'])
      emit(owner, 'true')
      await expect.poll(() => noted).toEqual(['true'])
    })

    it('follows a name from owner to owner, and to an owner that appears late', async () => {
      const { noted } = await follow({ ...SIGNAL, sender: NAME })
      const first = await join(NAME)
      emit(first, 'from the first')
      await expect.poll(() => noted).toEqual(['from the first'])
      await first.leave(NAME)
      const second = await join(NAME)
      emit(first, 'from the former')
      await first.call({ ...ask('Echo'), destination: second.name })
      emit(second, 'from the second')
      await expect.poll(() => noted).toEqual(['from the first', 'from the second'])
    })

    it('receives nothing after it was stopped, while others continue', async () => {
      const peer = await join()
      const one = await follow(SIGNAL)
      const other = await follow(SIGNAL)
      one.stop()
      emit(peer, 'x')
      await expect.poll(() => other.noted).toEqual(['x'])
      expect(one.noted).toEqual([])
    })

    it('reports a killed bus once, finds the next bus and receives its signals', async () => {
      await join(NAME)
      const one = await follow({ ...SIGNAL, sender: NAME })
      const other = await follow(SIGNAL)
      const waiting = bus.call(ask('Silent'))
      await Promise.all([expect(waiting).rejects.toMatchObject({ why: 'no-bus' }), under.kill()])
      await expect.poll(() => one.noted).toEqual(['(gone)'])
      await expect(bus.call(ask('Echo'))).rejects.toMatchObject({ why: 'no-bus' })
      await under.start()
      await expect.poll(() => one.noted).toEqual(['(gone)', '(listening)'])
      emit(await join(NAME), 'again')
      await expect.poll(() => one.noted).toEqual(['(gone)', '(listening)', 'again'])
      expect(other.noted).toEqual(['(gone)', '(listening)', 'again'])
    })

    it('`listen` ends with the bus, unlike `follow`', async () => {
      const noted: unknown[] = []
      await bus.listen(
        SIGNAL,
        ([value]) => noted.push(value),
        () => noted.push('(gone)'),
      )
      emit(await join(), 'x')
      await expect.poll(() => noted).toEqual(['x'])
      const { noted: all } = await follow(SIGNAL)
      await under.kill()
      await expect(bus.listen(SIGNAL, () => undefined)).rejects.toMatchObject({ why: 'no-bus' })
      await under.start()
      await expect.poll(() => all).toEqual(['(gone)', '(listening)'])
      emit(await join(), 'y')
      await expect.poll(() => all).toEqual(['(gone)', '(listening)', 'y'])
      expect(noted).toEqual(['x', '(gone)'])
    })

    it('follows a bus that appears late, without reporting its absence', async () => {
      await under.kill()
      const noted: unknown[] = []
      bus.follow([[SIGNAL, ([value]) => noted.push(value)]], {
        listening: () => noted.push('(listening)'),
        gone: () => noted.push('(gone)'),
      })
      await expect(bus.call(ask('Echo'))).rejects.toMatchObject({ why: 'no-bus' })
      expect(noted).toEqual([])
      await under.start()
      await expect.poll(() => noted).toEqual(['(listening)'])
    })

    it('uses the second address if the first is dead or unknown', async () => {
      await join(NAME)
      for (const dead of ['unix:path=/nowhere/bus', 'tcp:host=localhost,port=1', 'unix:path=%zz', ''])
        expect(await at(`${dead};unix:path=${under.path},guid=0`).call(ask('Echo', 's', 'x'))).toEqual(['x'])
    })

    it('reports no bus if the variable’s address is dead, and opens no other bus', async () => {
      const dead = at('unix:path=/nowhere/bus')
      await expect(dead.call(ask('Echo'))).rejects.toMatchObject({ why: 'no-bus' })
      await expect(dead.listen(SIGNAL, () => undefined)).rejects.toMatchObject({ why: 'no-bus' })
    })
  })
}
