/** Suite: there is no program, or the program ends early or sends invalid messages. */
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { LONGEST_LINE, MOST_ARGUMENTS } from '../../../shared/contract/command-line-limits.ts'
import { CLIENT_MESSAGES } from '../../../cli/client-messages.ts'
import {
  encoded,
  longLine,
  newCommandFolder,
  startCommandServer,
  type Caller,
  type CommandServer,
} from '../../fakes/command-server.ts'
import { runClient, startClient, type CommandClient } from './client.ts'

const PROGRAM = new URL('../../fakes/answering-program.mjs', import.meta.url).pathname
const programThat = (...words: string[]) => ({
  KEYHOLD_PROGRAM: JSON.stringify([process.execPath, PROGRAM, ...words]),
})

const ENDED = { code: 6, err: CLIENT_MESSAGES.ended }
const NOT_UNDERSTOOD = { code: 1, err: CLIENT_MESSAGES.notUnderstood }
const ORDER = { command: ['/nowhere/at-all'], variables: {}, without: [] }

const BAD_LINES: readonly string[] = [
  '',
  ' ',
  '{',
  'null',
  '[]',
  '"exit"',
  '{}',
  '{"exit":0,"out":""}',
  '{"exit":-1}',
  '{"exit":256}',
  '{"exit":1.5}',
  '{"exit":01}',
  '{"exit":"0"}',
  '{"exit":0}}',
  '{"exit":0,}',
  "{'exit':0}",
  '{"out":1}',
  '{"out":"a"}',
  '{"out":"QQ"}',
  '{"out":"QR=="}',
  '{"out":"QQ==QQ=="}',
  '{"out":"Q-Q="}',
  '{"out":"QUFB\u0001"}',
  '{"send-input":false}',
  '{"retry":1}',
  '{"unknown":true}',
  '{"__proto__":true}',
  '{"become":{}}',
  JSON.stringify({ become: { ...ORDER, command: [] } }),
  JSON.stringify({ become: { ...ORDER, command: [''] } }),
  JSON.stringify({ become: { ...ORDER, command: ['a', 1] } }),
  JSON.stringify({ become: { ...ORDER, command: ['a\0b'] } }),
  JSON.stringify({ become: { ...ORDER, variables: { 'A=B': 'x' } } }),
  JSON.stringify({ become: { ...ORDER, variables: { '': 'x' } } }),
  JSON.stringify({ become: { ...ORDER, variables: [] } }),
  JSON.stringify({ become: { ...ORDER, without: ['A=B'] } }),
  JSON.stringify({ become: { ...ORDER, more: 1 } }),
  JSON.stringify({ child: { command: ['true'] } }),
  '{"become":{"command":["\\ud83d"],"variables":{},"without":[]}}',
  '['.repeat(200_000),
  '{"out":'.repeat(50_000),
]

export function testTrouble(client: () => CommandClient): void {
  const closing: (() => unknown)[] = []
  const serve = async (answer: (caller: Caller) => Promise<unknown> | undefined, options = {}) => {
    const server: CommandServer = await startCommandServer(answer, options)
    closing.push(() => server.close())
    return { socketFolder: server.folder, server }
  }
  const emptyFolder = () => {
    const folder = newCommandFolder()
    closing.push(() => rmSync(folder, { recursive: true, force: true }))
    return folder
  }
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })
  const ends = async (start: Parameters<typeof runClient>[2], args: readonly string[] = []) => {
    const { code, err } = await runClient(client(), args, start)
    return { code, err }
  }

  it('reports every invalid answer as not understood', async () => {
    const where = await serve((caller) => caller.sayRaw(`${BAD_LINES[Number(caller.request.args[0])]!}\n`))
    const found = BAD_LINES.map(async (line, index) => [
      line.slice(0, 80),
      await ends(where, [String(index)]),
    ])
    expect(await Promise.all(found)).toEqual(BAD_LINES.map((line) => [line.slice(0, 80), NOT_UNDERSTOOD]))
  })

  it('reports bytes that are not UTF-8 as not understood', async () => {
    const where = await serve((caller) => caller.sayRaw(Buffer.from('7b2266ff223a317d0a', 'hex')))
    expect(await ends(where)).toEqual(NOT_UNDERSTOOD)
  })

  it('refuses a line that is too long, whether it ends or not', async () => {
    const where = await serve((caller) => caller.sayRaw(longLine(LONGEST_LINE - 9)))
    expect(await ends(where)).toEqual(NOT_UNDERSTOOD)
    const endless = await serve(async (caller) => {
      while (!caller.socket.destroyed) await caller.sayRaw(Buffer.alloc(100_000, '['))
    })
    expect(await ends(endless)).toEqual(NOT_UNDERSTOOD)
  })

  it('reports a repeated message as not understood', async () => {
    const where = await serve(async (caller) => {
      await caller.say({ 'send-input': true })
      await caller.say(caller.request.args[0] === 'retry' ? { retry: true } : { 'send-input': true })
    })
    expect(await ends(where)).toEqual(NOT_UNDERSTOOD)
    expect(await ends(where, ['retry'])).toEqual(NOT_UNDERSTOOD)
    const children = await serve(async (caller) => {
      const child = { command: ['sleep', '100'], variables: {}, without: [] }
      await caller.say({ child })
      await caller.say({ child })
    })
    expect(await ends(children)).toEqual(NOT_UNDERSTOOD)
  })

  it('reports the end of the program at any point', async () => {
    const beforeAll = await serve((caller) => Promise.resolve(caller.socket.destroy()))
    expect(await ends(beforeAll)).toEqual(ENDED)
    const inMiddle = await serve(async (caller) => {
      await caller.say({ out: encoded('some') })
      await caller.sayRaw('{"exit":0}')
      caller.socket.destroy()
    })
    expect(await runClient(client(), [], inMiddle)).toMatchObject({ ...ENDED, out: Buffer.from('some') })
    const whileReading = await serve(async (caller) => {
      await caller.say({ 'send-input': true })
      await caller.next()
      caller.socket.destroy()
    })
    expect(await ends({ ...whileReading, input: 'x'.repeat(1_000_000) })).toEqual(ENDED)
    const withChild = await serve(async (caller) => {
      await caller.say({ child: { command: ['sleep', '100'], variables: {}, without: [] } })
      await caller.say({ err: '' })
      caller.socket.destroy()
    })
    const running = startClient(client(), [], withChild)
    expect(await running.ended).toMatchObject(ENDED)
    expect(running.processes()).toEqual([])
  })

  it('keeps the output and the exit code from before the program’s end', async () => {
    const where = await serve(async (caller) => {
      await caller.say({ out: encoded('all') })
      await caller.say({ exit: 9 })
      caller.socket.destroy()
    })
    const input = 'x'.repeat(1_000_000)
    expect(await runClient(client(), [], { ...where, input })).toMatchObject({
      code: 9,
      out: Buffer.from('all'),
    })
  })

  it('trusts no folder that other users can enter', async () => {
    const { server } = await serve((caller) => caller.say({ exit: 0 }))
    const { folder } = server
    const refused = (path: string) => ({ code: 6, err: CLIENT_MESSAGES.notPrivate(path) })
    for (const mode of [0o755, 0o770, 0o701]) {
      chmodSync(folder, mode)
      expect(await ends({ socketFolder: folder })).toEqual(refused(folder))
    }
    chmodSync(folder, 0o700)
    expect(await ends({ socketFolder: folder })).toEqual({ code: 0, err: '' })
    const place = emptyFolder()
    symlinkSync(folder, join(place, 'link'))
    expect(await ends({ socketFolder: join(place, 'link') })).toEqual(refused(join(place, 'link')))
    writeFileSync(join(place, 'file'), '')
    expect(await ends({ socketFolder: join(place, 'file') })).toEqual(refused(join(place, 'file')))
  })

  it('finds the socket in the user’s own runtime folder', async () => {
    const runtime = emptyFolder()
    mkdirSync(join(runtime, 'keyhold'), { mode: 0o700 })
    await serve((caller) => caller.say({ exit: 11 }), { folder: join(runtime, 'keyhold') })
    const ended = () => ends({ socketFolder: '', env: { XDG_RUNTIME_DIR: runtime } })
    expect(await ended()).toEqual({ code: 11, err: '' })
    chmodSync(runtime, 0o720)
    expect(await ended()).toEqual({ code: 6, err: CLIENT_MESSAGES.notPrivate(runtime) })
  })

  it('starts the program if none runs, and passes on its answer', async () => {
    const socketFolder = emptyFolder()
    const { code, out, err } = await runClient(client(), ['ls', 'x'], {
      socketFolder,
      env: programThat('answer'),
    })
    expect({ code, out: out.toString(), err }).toEqual({ code: 3, out: '--answer: ls x', err: '' })
    const became = await runClient(client(), [], { socketFolder, env: programThat('become') })
    expect(became.out.toString()).toBe('became\n')
  })

  it('sends its request to the program that the started one has started', async () => {
    const socketFolder = emptyFolder()
    const running = startClient(client(), ['get', 'x'], {
      socketFolder,
      env: programThat('retry', join(socketFolder, 'command-line.sock')),
    })
    const { server } = await serve((caller) => caller.say({ exit: 12 }), { folder: socketFolder })
    expect(await running.ended).toMatchObject({ code: 12, err: '' })
    expect(server.callers[0]!.request.args).toEqual(['get', 'x'])
  })

  it('says in one sentence that there is no program', async () => {
    const socketFolder = emptyFolder()
    const withProgram = (value: string) => ends({ socketFolder, env: { KEYHOLD_PROGRAM: value } })
    const none = { code: 6, err: CLIENT_MESSAGES.noProgram }
    expect(await ends({ socketFolder })).toEqual(none)
    for (const value of ['', '{', '[]', '[""]', '[1]', '"x"']) expect(await withProgram(value)).toEqual(none)
    expect(await withProgram('["/nowhere/keyhold"]')).toEqual({
      code: 6,
      err: CLIENT_MESSAGES.notStarted('ENOENT'),
    })
    expect(await ends({ socketFolder, env: programThat('leave') })).toEqual(ENDED)
    expect(await ends({ socketFolder, env: programThat('again') })).toEqual(ENDED)
    expect(await ends({ socketFolder: join(socketFolder, 'gone'), env: programThat('leave') })).toEqual(ENDED)
  })

  it('does not replace a socket at which nobody listens', async () => {
    const socketFolder = emptyFolder()
    writeFileSync(join(socketFolder, 'command-line.sock'), '')
    expect(await ends({ socketFolder, env: programThat('answer') })).toEqual({ code: 3, err: '' })
  })

  it('refuses arguments that are too long for one line', async () => {
    const where = await serve((caller) => caller.say({ exit: 0 }))
    const args = Array.from({ length: 12 }, () => 'x'.repeat(100_000))
    expect(await ends(where, args)).toEqual({ code: 2, err: CLIENT_MESSAGES.tooLong })
    const most = Array.from({ length: MOST_ARGUMENTS }, () => 'x')
    expect(await ends(where, most)).toEqual({ code: 0, err: '' })
    expect(await ends(where, [...most, 'x'])).toEqual({ code: 2, err: CLIENT_MESSAGES.tooLong })
  })

  it('waits for a busy program', async () => {
    const where = await serve((caller) => caller.say({ exit: 0 }), { backlog: 1 })
    const all = Array.from({ length: 20 }, () => ends(where))
    expect(new Set((await Promise.all(all)).map(({ code }) => code))).toEqual(new Set([0]))
  })
}
