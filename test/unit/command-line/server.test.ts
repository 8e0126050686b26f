import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { EXIT, LARGEST_PIECE, LONGEST_LINE, PROTOCOL } from '../../../shared/contract/command-line-limits.ts'
import { askRaw, commandRequest, connectRaw, type RawClient } from '../../fakes/command-client.ts'
import { echo, hang, serving } from './serving.ts'

describe('a request', () => {
  it('is answered, and its exit code is the last line', async () => {
    const { path } = await serving(async (session) => {
      const { request } = session
      await session.out(`${request.args.join('|')} in ${request.folder} ${request.variables.TERM ?? ''}`)
      await session.err('a note')
      return EXIT.notFound
    })
    const client = await askRaw(path, ['ls', 'größe'], { folder: '/home', variables: { TERM: 'xterm' } })
    expect(client.out()).toBe('ls|größe in /home xterm')
    expect(client.err()).toBe('a note')
    expect(client.messages.at(-1)).toEqual({ exit: EXIT.notFound })
  })

  it('may come in half lines and single bytes', async () => {
    const { path } = await serving(echo)
    const client = await connectRaw(path)
    for (const byte of Buffer.from(`${JSON.stringify(commandRequest(['ls']))}\n`)) {
      client.write(Uint8Array.of(byte))
      if (byte % 16 === 0) await setTimeout(0)
    }
    expect(await client.closed).toBe(EXIT.done)
    expect(client.out()).toBe('ls')
  })

  it.each([PROTOCOL - 1, PROTOCOL + 1, 1e9])(
    'of protocol %d is refused with what to do',
    async (protocol) => {
      const { path, ends } = await serving(echo)
      const client = await connectRaw(path)
      client.write(`${JSON.stringify({ protocol, whatever: 'a later version may say' })}\n`)
      expect(await client.closed).toBe(EXIT.failed)
      expect(client.err()).toMatch(protocol < PROTOCOL ? /Update the command\.\n$/ : /start it again\.\n$/)
      expect(ends).toEqual([])
    },
  )

  it.each([
    ['nothing', ''],
    ['no JSON', 'GET / HTTP/1.1'],
    ['a list', '[]'],
    ['a thousand lists in each other', '['.repeat(100_000)],
    ['an unknown field', JSON.stringify({ ...commandRequest(), more: 1 })],
    ['a number for a word', JSON.stringify({ ...commandRequest(), args: [1] })],
    ['no folder', JSON.stringify({ ...commandRequest(), folder: undefined })],
    ['a protocol in words', JSON.stringify({ ...commandRequest(), protocol: '1' })],
    ['too many words', JSON.stringify(commandRequest(Array.from({ length: 10_001 }, () => '')))],
    ['what only follows a request', JSON.stringify({ in: null })],
  ])('that is %s is refused', async (_what, line) => {
    const { path, ends } = await serving(echo)
    const client = await connectRaw(path)
    client.write(`${line}\n`)
    expect(await client.closed).toBe(EXIT.failed)
    expect(client.err()).toMatch(/did not understand/)
    expect(ends).toEqual([])
  })

  it('that is no UTF-8 is refused', async () => {
    const { path } = await serving(echo)
    const client = await connectRaw(path)
    const line = Buffer.from(`${JSON.stringify(commandRequest(['x']))}\n`)
    line[line.indexOf('"x"') + 1] = 0xff
    client.write(line)
    expect(await client.closed).toBe(EXIT.failed)
  })

  it('is at most a megabyte long', async () => {
    const { path } = await serving(async ({ request }) => request.args.length)
    const long = 'x'.repeat(199_999)
    expect(await (await askRaw(path, [long, long, long, long])).closed).toBe(4)
    const client = await connectRaw(path)
    const chunk = Buffer.alloc(100_000, 'x')
    for (let sent = 0; sent < 10 * LONGEST_LINE && !client.socket.destroyed; sent += chunk.length) {
      client.write(chunk)
      await setTimeout(0)
    }
    await client.closed
    expect(client.err()).toMatch(/did not understand/)
  })

  it('has to come within its time', async () => {
    const { path } = await serving(echo, { limits: { requestMs: 50 } })
    const client = await connectRaw(path)
    client.write('{"protocol":')
    expect(await client.closed).toBe(EXIT.failed)
    expect(client.err()).toMatch(/no command within/)
  })

  it('of another user is not answered at all', async () => {
    const { path, ends } = await serving(echo, {
      identify: () => ({ isOwnUser: false, requester: () => undefined }),
    })
    const client = await askRaw(path, ['ls'])
    expect(client.messages).toEqual([])
    expect(ends).toEqual([])
  })

  it('is passed on with who asks, looked up once it is there', async () => {
    const process = { pid: 7, startedAt: 1, executable: '/usr/bin/make', name: 'make' }
    const requester = { chain: [process], anchor: process }
    let lookups = 0
    const { path } = await serving(
      async (session) => (session.requester === requester ? EXIT.done : EXIT.failed),
      { identify: (_socket: Socket) => ({ isOwnUser: true, requester: () => ((lookups += 1), requester) }) },
    )
    const idle = await connectRaw(path)
    expect(await (await askRaw(path, [])).closed).toBe(EXIT.done)
    expect(lookups).toBe(1)
    idle.kill()
  })
})

describe('many at once', () => {
  it('are all answered, as many as a shell may start', async () => {
    const { path } = await serving(async (session) => {
      await setTimeout(10)
      return echo(session)
    })
    const clients = await Promise.all(Array.from({ length: 100 }, (_, at) => askRaw(path, [String(at)])))
    expect(clients.map((client) => client.out())).toEqual(clients.map((_, at) => String(at)))
  })

  it('are served up to a limit, wait up to another, and are then asked to retry', async () => {
    let running = 0
    let most = 0
    const { path } = await serving(
      async (session) => {
        most = Math.max(most, (running += 1))
        await hang(session).finally(() => (running -= 1))
        return EXIT.done
      },
      { limits: { served: 3, waiting: 2 } },
    )
    const clients: RawClient[] = []
    for (let at = 0; at < 6; at += 1) {
      const client = await connectRaw(path)
      client.send(commandRequest())
      clients.push(client)
    }
    expect(await clients[5]!.closed).toBe(EXIT.failed)
    expect(clients[5]!.err()).toMatch(/too many commands at once/)
    await expect.poll(() => running).toBe(3)
    clients[0]!.kill()
    await expect.poll(() => running).toBe(3)
    for (const client of clients) client.kill()
    await expect.poll(() => running).toBe(0)
    expect(most).toBe(3)
  })

  it('may not come faster than the program can refuse', async () => {
    const { path } = await serving(echo, { limits: { perSecond: 5 } })
    const exits: (number | undefined)[] = []
    for (let at = 0; at < 20; at += 1) exits.push(await (await askRaw(path, [])).closed)
    expect(exits.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => EXIT.done))
    expect(exits).toContain(EXIT.failed)
    await setTimeout(400)
    expect(await (await askRaw(path, [])).closed).toBe(EXIT.done)
  })

  it('survive a thousand connections that send nothing', async () => {
    const { path, unexpected } = await serving(echo, { limits: { requestMs: 300, perSecond: 10_000 } })
    const idle: RawClient[] = []
    while (idle.length < 1_000) idle.push(await connectRaw(path))
    const refused = idle.filter((client) => client.exit() === EXIT.failed)
    await Promise.all(idle.map(({ closed }) => closed))
    expect(idle.every((client) => client.exit() === EXIT.failed)).toBe(true)
    expect(refused.length).toBeLessThan(1_000)
    expect((await askRaw(path, ['still here'])).out()).toBe('still here')
    expect(unexpected).toEqual([])
  })
})

describe('closing', () => {
  it('tells every client, ends their commands, and waits for no client that does not read', async () => {
    const { path, ends, close } = await serving((session) =>
      session.request.args[0] === 'flood'
        ? (async () => {
            for (;;) await session.out('x'.repeat(LARGEST_PIECE))
          })()
        : hang(session),
    )
    const client = await connectRaw(path)
    client.send(commandRequest())
    const deaf = await connectRaw(path)
    deaf.socket.pause()
    deaf.send(commandRequest(['flood']))
    await setTimeout(100)
    await close()
    expect(await client.closed).toBe(EXIT.noProgram)
    expect(client.err()).toBe('Keyhold is closing.\n')
    await expect.poll(() => ends).toEqual(['gone', 'gone'])
  })
})
