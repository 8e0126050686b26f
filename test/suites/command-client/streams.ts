/** Suite: large streams run at the pace of the slower side. */
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { LARGEST_PIECE, LONGEST_LINE } from '../../../shared/contract/command-line-limits.ts'
import { CLIENT_MESSAGES } from '../../../cli/client-messages.ts'
import { encoded, startCommandServer, type Caller, type CommandServer } from '../../fakes/command-server.ts'
import { environmentOf, runClient, startClient, type CommandClient } from './client.ts'

const SIZE = 10_000_000
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function sendAll(caller: Caller, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += LARGEST_PIECE)
    await caller.say({ out: encoded(bytes.subarray(at, at + LARGEST_PIECE)) })
}

/** Reads the client's messages until one has no bytes. Returns all bytes, the length of the longest piece, and that last message. */
async function received(caller: Caller): Promise<{ bytes: Buffer; longest: number; last: unknown }> {
  const pieces: Buffer[] = []
  for (;;) {
    const message = await caller.next()
    const text =
      message === undefined || 'failed' in message || 'ended' in message || 'answer' in message
        ? null
        : 'in' in message
          ? message.in
          : message.bytes
    if (text === null)
      return {
        bytes: Buffer.concat(pieces),
        longest: Math.max(...pieces.map(({ length }) => length)),
        last: message,
      }
    pieces.push(Buffer.from(text, 'base64'))
  }
}

export function testStreams(client: () => CommandClient): void {
  let server: CommandServer
  const serve = async (answer: (caller: Caller) => Promise<unknown>) => {
    server = await startCommandServer(answer)
    return { socketFolder: server.folder }
  }
  afterEach(() => server.close())

  it('carries 10 MB to standard output', async () => {
    const bytes = randomBytes(SIZE)
    const where = await serve(async (caller) => {
      await sendAll(caller, bytes)
      await caller.say({ exit: 0 })
    })
    const { code, out } = await runClient(client(), [], where)
    expect(code).toBe(0)
    expect(hashOf(out)).toBe(hashOf(bytes))
  })

  it('accepts a line of the greatest length', async () => {
    const size = Math.floor((LONGEST_LINE - '{"out":""}'.length) / 4) * 3
    const where = await serve(async (caller) => {
      await caller.say({ out: encoded(Buffer.alloc(size, 'x')) })
      await caller.say({ exit: 0 })
    })
    expect((await runClient(client(), [], where)).out).toHaveLength(size)
  })

  it('carries 10 MB of standard input, in pieces of the permitted size', async () => {
    const bytes = randomBytes(SIZE)
    let heard = ''
    let largest = 0
    const where = await serve(async (caller) => {
      await caller.say({ 'send-input': true })
      const input = await received(caller)
      heard = hashOf(input.bytes)
      largest = input.longest
      await caller.say({ exit: 0 })
    })
    expect((await runClient(client(), [], { ...where, input: bytes })).code).toBe(0)
    expect(heard).toBe(hashOf(bytes))
    expect(largest).toBeLessThanOrEqual(LARGEST_PIECE)
  })

  it('carries 10 MB of a child’s output', async () => {
    let size = 0
    let last: unknown
    const where = await serve(async (caller) => {
      const command = ['head', '-c', String(SIZE), '/dev/zero']
      await caller.say({ child: { command, variables: {}, without: [] } })
      const output = await received(caller)
      size = output.bytes.length
      last = output.last
      await caller.say({ exit: 0 })
    })
    await runClient(client(), [], where)
    expect(size).toBe(SIZE)
    expect(last).toEqual({ ended: { code: 0 } })
  })

  it('makes the program wait while nobody reads its output', async () => {
    let said = 0
    const where = await serve(async (caller) => {
      for (; said < 1_000; said += 1) await caller.say({ out: encoded(Buffer.alloc(LARGEST_PIECE)) })
      await caller.say({ exit: 0 })
    })
    const child = spawn(client().words[0], client().words.slice(1), {
      env: environmentOf(where),
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await expect.poll(() => said).toBeGreaterThan(0)
    await setTimeout(500)
    expect(said).toBeLessThan(100)
    let size = 0
    child.stdout.on('data', (chunk: Buffer) => (size += chunk.length))
    await once(child, 'close')
    expect(size).toBe(1_000 * LARGEST_PIECE)
  })

  it('makes the child wait while the program reads nothing', async () => {
    const where = await serve(async (caller) => {
      caller.socket.pause()
      const command = ['sh', '-c', 'head -c 4000000 /dev/zero; echo done >&2']
      await caller.say({ child: { command, variables: {}, without: [] } })
      await setTimeout(500)
      await caller.say({ exit: 3 })
    })
    expect(await runClient(client(), [], where)).toMatchObject({ code: 3 })
  })

  it('ends without a message, like any program, when the reader of its output has ended', async () => {
    const where = await serve(async (caller) => {
      for (;;) {
        await caller.say({ out: encoded(Buffer.alloc(LARGEST_PIECE)) })
        if (caller.socket.destroyed) return
      }
    })
    const running = startClient(client(), [], where)
    running.child.stdout.destroy()
    expect(await running.ended).toMatchObject({ code: 141, err: '' })
    await server.callers[0]!.gone
  })

  it('says why its output cannot be written', async () => {
    const where = await serve((caller) => caller.say({ out: encoded('x') }))
    const full = openSync('/dev/full', 'w')
    const child = spawn(client().words[0], client().words.slice(1), {
      env: environmentOf(where),
      stdio: ['ignore', full, 'pipe'],
    })
    let err = ''
    child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    expect({ code, err }).toEqual({ code: 1, err: CLIENT_MESSAGES.outputFailed('ENOSPC') })
  })

  it('says why its input cannot be read', async () => {
    const where = await serve((caller) => caller.say({ 'send-input': true }))
    const folder = openSync('/', 'r')
    const child = spawn(client().words[0], client().words.slice(1), {
      env: environmentOf(where),
      stdio: [folder, 'ignore', 'pipe'],
    })
    let err = ''
    child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    expect({ code, err }).toEqual({ code: 1, err: CLIENT_MESSAGES.inputFailed('EISDIR') })
  })
}
