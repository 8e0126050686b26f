import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SessionEnded, type CommandSession, type RunCommand } from '../../../electron/command-line/session.ts'
import { EXIT, LARGEST_PIECE } from '../../../shared/contract/command-line-limits.ts'
import { askRaw, commandRequest, connectRaw } from '../../fakes/command-client.ts'
import { hang, serving } from './serving.ts'

async function bytesOf(session: CommandSession): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of session.input()) pieces.push(piece)
  return Buffer.concat(pieces)
}

const encoded = (text: string) => Buffer.from(text).toString('base64')

describe('a session', () => {
  it('takes input to its end, also when it is more than may wait', async () => {
    const { path } = await serving(async (session) => {
      const input = await bytesOf(session)
      await session.out(String(input.length))
      return EXIT.done
    })
    const client = await connectRaw(path)
    client.send(commandRequest(['inject']))
    await expect.poll(() => client.messages).toContainEqual({ 'send-input': true })
    const piece = Buffer.alloc(LARGEST_PIECE, 7).toString('base64')
    for (let sent = 0; sent < 100; sent += 1) client.send({ in: piece })
    client.send({ in: null })
    expect(await client.closed).toBe(EXIT.done)
    expect(client.out()).toBe(String(100 * LARGEST_PIECE))
  })

  it('keeps a flood of input out of memory while the command does not read', async () => {
    let release = (): void => undefined
    const { path } = await serving(async (session) => {
      const input = session.input()[Symbol.asyncIterator]()
      await input.next()
      await new Promise<void>((resolve) => (release = resolve))
      return EXIT.done
    })
    const client = await connectRaw(path)
    client.send(commandRequest())
    await expect.poll(() => client.messages).toContainEqual({ 'send-input': true })
    const flood = `${JSON.stringify({ in: encoded('x'.repeat(LARGEST_PIECE)) })}\n`.repeat(10)
    let sent = 0
    while (sent < 100_000_000 && client.socket.write(flood)) sent += flood.length
    await setTimeout(200)
    while (sent < 100_000_000 && client.socket.write(flood)) sent += flood.length
    await setTimeout(200)
    expect(client.socket.bytesWritten - client.socket.writableLength).toBeLessThan(4_000_000)
    release()
    expect(await client.closed).toBe(EXIT.done)
  })

  it('lets a command stop reading before the end', async () => {
    const { path } = await serving(async (session) => {
      for await (const _piece of session.input()) break
      await setTimeout(50)
      return EXIT.done
    })
    const client = await connectRaw(path)
    client.send(commandRequest())
    await expect.poll(() => client.messages).toContainEqual({ 'send-input': true })
    for (let sent = 0; sent < 50; sent += 1) client.send({ in: encoded('more') })
    client.send({ in: null })
    expect(await client.closed).toBe(EXIT.done)
  })

  it('asks questions one after the other, and takes no answer without one', async () => {
    const { path } = await serving(async (session) => {
      const answers = []
      for (const question of ['One “1”: ', 'Two: ']) {
        const line = await session.ask(question)
        answers.push(line === undefined ? 'nothing' : Buffer.from(line).toString())
      }
      await session.out(answers.join(', '))
      return EXIT.done
    })
    const client = await connectRaw(path)
    client.send(commandRequest())
    await expect.poll(() => client.messages).toEqual([{ ask: encoded('One “1”: ') }])
    client.send({ answer: encoded('grüße') })
    await expect.poll(() => client.messages).toContainEqual({ ask: encoded('Two: ') })
    client.send({ answer: null })
    expect(await client.closed).toBe(EXIT.done)
    expect(client.out()).toBe('grüße, nothing')

    const other = await connectRaw(path)
    other.send(commandRequest())
    await expect.poll(() => other.messages).toHaveLength(1)
    other.send({ answer: encoded('one') })
    await expect.poll(() => other.messages).toHaveLength(2)
    for (const more of ['two', 'three']) other.send({ answer: encoded(more) })
    expect(await other.closed).toBeDefined()
  })

  it('ends a question with its client', async () => {
    let ended: unknown
    const { path } = await serving(async (session) => {
      await session.ask('One: ').catch((error: unknown) => (ended = error))
      return EXIT.done
    })
    const client = await connectRaw(path)
    client.send(commandRequest())
    await expect.poll(() => client.messages).toHaveLength(1)
    client.kill()
    await expect.poll(() => ended).toBeInstanceOf(SessionEnded)
  })

  it('runs a child, and passes on what it writes', async () => {
    const { path } = await serving(async (session) => {
      const wrote: string[] = []
      const command = { command: ['make'], variables: { A: '1' }, without: ['B'] }
      const end = await session.runChild(command, (stream, piece) => {
        wrote.push(`${stream}:${Buffer.from(piece).toString()}`)
      })
      const failed = await session.runChild(command, () => undefined)
      await session.out(JSON.stringify({ wrote, end, failed }))
      return EXIT.done
    })
    const client = await connectRaw(path)
    client.send(commandRequest(['run']))
    await expect.poll(() => client.messages).toHaveLength(1)
    client.send({ child: 'out', bytes: encoded('hello') })
    client.send({ child: 'err', bytes: encoded('oh') })
    client.send({ ended: { code: 130, signal: 'SIGINT' } })
    await expect.poll(() => client.messages).toHaveLength(2)
    client.send({ failed: 'ENOENT' })
    expect(await client.closed).toBe(EXIT.done)
    expect(JSON.parse(client.out())).toEqual({
      wrote: ['out:hello', 'err:oh'],
      end: { code: 130, signal: 'SIGINT' },
      failed: { failed: 'ENOENT' },
    })
  })

  it('ends the child, and learns how it ended', async () => {
    const ending = new AbortController()
    const command = { command: ['make'], variables: {}, without: [] }
    const { path } = await serving(async (session) => {
      const end = await session.runChild(command, () => ending.abort(), ending.signal)
      const late = await session.runChild(command, () => undefined, ending.signal)
      await session.out(JSON.stringify([end, late]))
      return EXIT.done
    })
    const client = await connectRaw(path)
    client.send(commandRequest(['run']))
    await expect.poll(() => client.messages).toHaveLength(1)
    client.send({ child: 'out', bytes: encoded('hello') })
    await expect.poll(() => client.messages).toEqual([{ child: command }, { 'end-child': true }])
    client.send({ ended: { code: 143, signal: 'SIGTERM' } })
    await expect.poll(() => client.messages.slice(2)).toEqual([{ child: command }, { 'end-child': true }])
    client.send({ ended: { code: 0 } })
    expect(await client.closed).toBe(EXIT.done)
    expect(JSON.parse(client.out())).toEqual([{ code: 143, signal: 'SIGTERM' }, { code: 0 }])
  })

  it('ends with the command that the client becomes', async () => {
    const command = { command: ['make', '-j'], variables: { A: 'secret' }, without: [] }
    const { path } = await serving(async (session) => {
      await session.become(command)
      await session.err('too late').catch(() => undefined)
      return undefined
    })
    const client = await askRaw(path, ['run'])
    expect(client.messages).toEqual([{ become: command }])
  })

  it.each([
    ['input that nobody asked for', { in: encoded('x') }],
    ['output of no child', { child: 'out', bytes: encoded('x') }],
    ['the end of no child', { ended: { code: 0 } }],
    ['an unknown field', { in: null, more: 1 }],
    ['no base64', { in: 'ä' }],
    ['a second request', commandRequest(['ls'])],
  ])('is over at %s', async (_what, message) => {
    const { path, ends } = await serving(hang)
    const client = await connectRaw(path)
    client.send(commandRequest())
    client.write(`${JSON.stringify(message)}\n`)
    expect(await client.closed).toBe(EXIT.failed)
    expect(client.err()).toMatch(/did not understand/)
    await expect.poll(() => ends).toEqual(['gone'])
  })

  it('is aborted when its client goes, whatever it waits for', async () => {
    const waits: readonly RunCommand[] = [
      hang,
      async (session) => (await bytesOf(session)).length,
      async (session) => {
        await session.runChild({ command: ['x'], variables: {}, without: [] }, () => undefined)
        return 0
      },
      async (session) => {
        for (;;) await session.out('x'.repeat(LARGEST_PIECE))
      },
    ]
    const { path, ends, unexpected } = await serving((session) =>
      waits[Number(session.request.args[0])]!(session),
    )
    for (const at of waits.keys()) {
      const client = await connectRaw(path)
      client.socket.pause()
      client.send(commandRequest([String(at)]))
      await setTimeout(50)
      client.kill()
    }
    await expect.poll(() => ends).toEqual(['gone', 'gone', 'gone', 'gone'])
    expect(unexpected).toEqual([])
  })

  it('waits for a client that is slow, without keeping what it writes', async () => {
    let written = 0
    const { path } = await serving(async (session) => {
      for (; written < 2_000; written += 1) await session.out('x'.repeat(10_000))
      return EXIT.done
    })
    const client = await connectRaw(path)
    client.socket.pause()
    client.send(commandRequest())
    await setTimeout(300)
    expect(written).toBeLessThan(200)
    client.socket.resume()
    expect(await client.closed).toBe(EXIT.done)
    expect(client.out()).toHaveLength(20_000_000)
  })

  it.each([
    ['an error', () => Promise.reject(new Error('made-up-secret'))],
    ['no exit code', () => Promise.resolve(undefined)],
    ['an impossible exit code', () => Promise.resolve(4_711)],
  ])('that ends with %s ends with a ticket', async (_what, run) => {
    const { path, unexpected } = await serving(run)
    const client = await askRaw(path, [])
    expect(client.exit()).toBe(EXIT.failed)
    expect(client.err()).toContain('ab12cd34')
    expect(client.err()).not.toContain('made-up-secret')
    expect(unexpected).toHaveLength(1)
  })
})
