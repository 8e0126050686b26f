import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionSockets, systemSockets } from '../../../electron/os/bus-addresses.ts'
import { createMessageReader, encodeMessage } from '../../../electron/os/bus-messages.ts'
import { NotDBus } from '../../../electron/os/bus-values.ts'
import { createSecretService } from '../../../electron/os/secret-service.ts'
import { createSessionBus } from '../../../electron/os/session-bus.ts'
import { startFakeBusDaemon } from '../../fakes/bus-daemon.ts'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'keyhold-bus-'))))
afterEach(() => rmSync(dir, { recursive: true }))

describe('the addresses of the bus', () => {
  it.each([
    ['unix:path=/run/user/1000/bus', ['/run/user/1000/bus']],
    ['unix:path=/tmp/dbus-AbC,guid=0123', ['/tmp/dbus-AbC']],
    ['unix:guid=0123,path=/tmp/dbus-AbC', ['/tmp/dbus-AbC']],
    ['unix:abstract=/tmp/dbus-x,guid=1', ['\0/tmp/dbus-x']],
    ['unix:path=/tmp/with%20space%3b%2c', ['/tmp/with space;,']],
    ['unix:path=/tmp/p%c3%a4th', ['/tmp/päth']],
    ['tcp:host=localhost,port=1;unix:path=/second', ['/second']],
    ['unix:path=/first;;unix:abstract=second;unix:path=/third;', ['/first', '\0second', '/third']],
    ['unix:runtime=yes', ['/run/user/7/bus']],
    ['unix:dir=/tmp;unix:tmpdir=/tmp;unix:runtime=no', []],
    ['unix:path=/both,abstract=both', []],
    ['unix:path=', []],
    ['unix:path=/tmp/%zz;unix:path=/%ff;unix:path=/a%00b', []],
    ['autolaunch:', []],
    ['nonsense', []],
  ])('are those of %j that can be used, in order', (address, paths) => {
    expect(sessionSockets({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: '/run/user/7' })).toEqual(
      paths,
    )
  })

  it('are where systemd puts it when nobody says, and only then', () => {
    expect(sessionSockets({ XDG_RUNTIME_DIR: '/run/user/7' })).toEqual(['/run/user/7/bus'])
    expect(sessionSockets({ XDG_RUNTIME_DIR: '/run/user/7', DBUS_SESSION_BUS_ADDRESS: '' })).toHaveLength(1)
    expect(sessionSockets({})).toEqual([])
    expect(systemSockets({})).toEqual(['/run/dbus/system_bus_socket'])
    expect(systemSockets({ DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/other' })).toEqual(['/other'])
  })
})

describe('a bus that does not work', () => {
  const sockets: Socket[] = []
  let server: Server | undefined

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy()
    await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)))
    server = undefined
  })

  /** A Secret Service on a bus whose every connection is handled by `serve`. */
  async function serviceOn(serve: (socket: Socket) => void) {
    const path = join(dir, 'bus')
    server = createServer((socket) => {
      sockets.push(socket)
      socket.on('error', () => undefined)
      serve(socket)
    })
    await new Promise<void>((resolve) => server?.listen(path, resolve))
    return createSecretService(
      createSessionBus({ env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` }, deadlineMs: 100 }),
    )
  }

  it('is absent when there is none', async () => {
    const probe = createSecretService(createSessionBus({ env: {} })).probe()
    await expect(probe).resolves.toEqual({
      state: 'absent',
      backend: 'Secret Service',
      lacks: 'service',
    })
  })

  it('is absent when nobody listens at its address', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(dir, 'nobody')}` }
    await expect(createSecretService(createSessionBus({ env })).probe()).resolves.toMatchObject({
      state: 'absent',
    })
  })

  it('is absent when it hangs up', async () => {
    const service = await serviceOn((socket) => socket.end())
    await expect(service.probe()).resolves.toMatchObject({ state: 'absent' })
  })

  it('is absent when it does not let us in', async () => {
    const service = await serviceOn((socket) =>
      socket.on('data', () => socket.write('REJECTED EXTERNAL\r\n')),
    )
    await expect(service.probe()).resolves.toMatchObject({ state: 'absent' })
  })

  it.each([
    ['says nothing', () => undefined],
    [
      'lets us in and then says nothing',
      (socket: Socket) => socket.once('data', () => socket.write('OK 0123\r\n')),
    ],
  ])('has hung when it %s, and is asked again the next time', async (_what, serve) => {
    const service = await serviceOn(serve)
    await expect(service.probe()).rejects.toMatchObject({ error: { kind: 'keychain', why: 'hung' } })
    await expect(service.probe()).rejects.toMatchObject({ error: { kind: 'keychain', why: 'hung' } })
    expect(sockets).toHaveLength(2)
  })
})

describe('a bus that is not there', () => {
  const SIGNAL = { interface: 'org.example', member: 'Changed' }

  it('is looked for once for all who follow, after pauses that grow', async () => {
    const asked: number[] = []
    const bus = createSessionBus({
      sockets: () => [join(dir, 'nobody')],
      pauseMs(failures) {
        asked.push(failures)
        return failures < 4 ? 0 : 1_000_000
      },
    })
    for (let each = 0; each < 20; each += 1) bus.follow([[SIGNAL, () => undefined]])
    await expect.poll(() => asked).toEqual([1, 2, 3, 4])
    bus.close()
  })

  it('is looked for later and later where it lets everybody in and hangs up', async () => {
    const daemon = await startFakeBusDaemon(join(dir, 'bus'))
    const asked: number[] = []
    const bus = createSessionBus({
      sockets: () => [daemon.path],
      pauseMs(failures) {
        asked.push(failures)
        return failures < 3 ? 0 : 1_000_000
      },
    })
    bus.follow([[SIGNAL, () => undefined]], {
      listening: () => daemon.blurt(Buffer.from('garbage, and more of it')),
    })
    await expect.poll(() => asked).toEqual([1, 2, 3])
    bus.close()
    await daemon.close()
  })

  it('costs one attempt per pause, even for a caller in a loop', async () => {
    let tries = 0
    const bus = createSessionBus({
      sockets: () => {
        tries += 1
        return [join(dir, 'nobody')]
      },
    })
    const call = { destination: 'a.b', path: '/', interface: 'a.b', member: 'C' }
    for (let round = 0; round < 3; round += 1)
      await Promise.all(
        Array.from({ length: 100 }, () => expect(bus.call(call)).rejects.toMatchObject({ why: 'no-bus' })),
      )
    expect(tries).toBe(3)
  })
})

describe('what comes from a bus', () => {
  const SIGNAL = { interface: 'org.example', member: 'Changed' }

  /** Listens to a signal and records all its values. */
  async function listening() {
    const daemon = await startFakeBusDaemon(join(dir, 'bus'))
    const bus = createSessionBus({ sockets: () => [daemon.path], pauseMs: () => 0 })
    const heard: unknown[] = []
    let listened = 0
    bus.follow([[SIGNAL, (values) => heard.push(values)]], { listening: () => (listened += 1) })
    await expect.poll(() => listened).toBe(1)
    const end = async () => {
      bus.close()
      await daemon.close()
    }
    return { daemon, heard, listened: () => listened, end }
  }

  const signal = (signature: string, ...body: unknown[]) =>
    encodeMessage({ type: 4, flags: 0, serial: 1, path: '/', ...SIGNAL, signature }, body)

  it.each([
    ['another byte order', Buffer.from('x'.repeat(64))],
    ['another version', Buffer.from([108, 4, 0, 9, ...Buffer.alloc(60)])],
    ['a length past all bounds', Buffer.from([108, 4, 0, 1, 255, 255, 255, 255, ...Buffer.alloc(60, 255)])],
    [
      'fields that are none',
      Buffer.from([108, 4, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, ...Buffer.alloc(8, 7)]),
    ],
  ])('ends the connection and no more: %s', async (_what, bytes) => {
    const { daemon, listened, end } = await listening()
    daemon.blurt(bytes)
    await expect.poll(listened).toBe(2)
    expect(daemon.connected()).toBe(2)
    await end()
  })

  it('is ignored if its body is invalid or its type unknown', async () => {
    const { daemon, heard, end } = await listening()
    const torn = signal('s', 'text')
    torn.writeUInt32LE(1_000, torn.length - 9) // longer than the rest of the message
    const strange = signal('s', 'text')
    strange[1] = 77
    daemon.blurt(Buffer.concat([torn, strange, signal('s', 'good')]))
    await expect.poll(() => heard).toEqual([['good']])
    await end()
  })

  it('is discarded if it is too long, and the next one is read', async () => {
    const { daemon, heard, end } = await listening()
    daemon.blurt(signal('ay', Buffer.alloc(20 * 1024 * 1024)))
    daemon.blurt(signal('s', 'good'))
    await expect.poll(() => heard).toEqual([['good']])
    await end()
  })

  it('is read in either byte order and in pieces of any size', () => {
    // Written by hand: the path /, the interface a, the member b, and the body "Hi".
    const fields =
      '01016f00000000012f00000000000000' +
      '02017300000000016100000000000000' +
      '03017300000000016200000000000000' +
      '08016700017300'
    const big = Buffer.from(`42040001000000070000000100000037${fields}0000000002486900`, 'hex')
    const little = signal('s', 'text')
    for (const size of [1, 3, 16, 1_000]) {
      const read: unknown[] = []
      const reader = createMessageReader((message) => read.push([message.member, message.body()]))
      const all = Buffer.concat([little, big, little])
      for (let at = 0; at < all.length; at += size) reader(all.subarray(at, at + size))
      expect(read).toEqual([
        ['Changed', ['text']],
        ['b', ['Hi']],
        ['Changed', ['text']],
      ])
    }
  })

  it('never ends the program, whatever bytes it is made of', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 5 }), fc.nat(), (pieces, flip) => {
        const good = signal('sa{sv}', 'text', [['a', ['i', 7]]])
        good[flip % good.length]! ^= 1 << (flip % 8)
        const reader = createMessageReader((message) => message.body())
        try {
          for (const piece of [good, ...pieces.map((each) => Buffer.from(each)), good]) reader(piece)
        } catch (error) {
          expect(error).toBeInstanceOf(NotDBus)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
