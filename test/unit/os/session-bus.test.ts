import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecretService } from '../../../electron/os/secret-service.ts'
import { createSessionBus, socketOf } from '../../../electron/os/session-bus.ts'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'keyhold-bus-'))))
afterEach(() => rmSync(dir, { recursive: true }))

describe('the address of the bus', () => {
  it.each([
    ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
    ['unix:path=/tmp/dbus-AbC,guid=0123', '/tmp/dbus-AbC'],
    ['unix:guid=0123,path=/tmp/dbus-AbC', '/tmp/dbus-AbC'],
    ['unix:abstract=/tmp/dbus-x,guid=1', '\0/tmp/dbus-x'],
    ['unix:path=/tmp/with%20space', '/tmp/with space'],
    ['tcp:host=localhost,port=1;unix:path=/second', '/second'],
    ['autolaunch:', undefined],
    ['nonsense', undefined],
  ])('reads %j', (address, path) => {
    expect(socketOf({ DBUS_SESSION_BUS_ADDRESS: address })).toBe(path)
  })

  it('is where systemd puts it when nobody says', () => {
    expect(socketOf({ XDG_RUNTIME_DIR: dir })).toBeUndefined()
    writeFileSync(join(dir, 'bus'), '')
    expect(socketOf({ XDG_RUNTIME_DIR: dir })).toBe(join(dir, 'bus'))
    expect(socketOf({})).toBeUndefined()
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
    const look = createSecretService(createSessionBus({ env: {} })).look()
    await expect(look).resolves.toEqual({
      state: 'absent',
      backend: 'Secret Service',
      lacks: 'service',
    })
  })

  it('is absent when nobody listens at its address', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(dir, 'nobody')}` }
    await expect(createSecretService(createSessionBus({ env })).look()).resolves.toMatchObject({
      state: 'absent',
    })
  })

  it('is absent when it hangs up', async () => {
    const service = await serviceOn((socket) => socket.end())
    await expect(service.look()).resolves.toMatchObject({ state: 'absent' })
  })

  it('is absent when it does not let us in', async () => {
    const service = await serviceOn((socket) =>
      socket.on('data', () => socket.write('REJECTED EXTERNAL\r\n')),
    )
    await expect(service.look()).resolves.toMatchObject({ state: 'absent' })
  })

  it.each([
    ['says nothing', () => undefined],
    [
      'lets us in and then says nothing',
      (socket: Socket) => socket.once('data', () => socket.write('OK 0123\r\n')),
    ],
  ])('has hung when it %s, and is asked anew the next time', async (_what, serve) => {
    const service = await serviceOn(serve)
    await expect(service.look()).rejects.toMatchObject({ error: { kind: 'keychain', why: 'hung' } })
    await expect(service.look()).rejects.toMatchObject({ error: { kind: 'keychain', why: 'hung' } })
    expect(sockets).toHaveLength(2)
  })
})
