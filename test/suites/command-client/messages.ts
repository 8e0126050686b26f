/** Suite: the client's request, and its reaction to each message. */
import { realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, expect, it } from 'vitest'
import { CommandRequest } from '../../../shared/contract/command-line.ts'
import { PROTOCOL } from '../../../shared/contract/command-line-limits.ts'
import { CLIENT_MESSAGES } from '../../../cli/client-messages.ts'
import { encoded, startCommandServer, type Caller, type CommandServer } from '../../fakes/command-server.ts'
import { runClient, startProgram, shellLine, type CommandClient } from './client.ts'

const order = (command: [string, ...string[]], variables = {}, without: string[] = []) => ({
  command,
  variables,
  without,
})

export function testMessages(client: () => CommandClient): void {
  let server: CommandServer
  const serve = async (answer: (caller: Caller) => Promise<unknown>) => {
    server = await startCommandServer(answer)
    return { socketFolder: server.folder }
  }
  afterEach(() => server.close())

  it('sends its arguments, folder, terminal and the named variables, and no other variable', async () => {
    const where = await serve((caller) => caller.say({ exit: 0 }))
    const env = {
      TERM: 'dumb',
      NO_COLOR: '1',
      PWD: '/',
      SECRET_TOKEN: 'must stay here',
      GITHUB_TOKEN: 'keyhold://secret/github/“näm”',
    }
    const args = ['ls', '--json', 'a "b"\n\t\\ \u{1f511}', '']
    await runClient(client(), args, { ...where, env, cwd: tmpdir() })
    const { request } = server.callers[0]!
    expect(CommandRequest.parse(request)).toEqual({
      protocol: PROTOCOL,
      args,
      folder: realpathSync(tmpdir()),
      variables: { TERM: 'dumb', NO_COLOR: '1', PWD: '/', GITHUB_TOKEN: 'keyhold://secret/github/“näm”' },
      terminal: { in: false, out: false, err: false },
    })
  })

  it('writes the program’s output to standard output and error, byte for byte and in order', async () => {
    const where = await serve(async (caller) => {
      await caller.say({ out: encoded('one ') })
      await caller.say({ err: encoded('two\n') })
      await caller.say({ out: encoded(Uint8Array.from([0, 255, 10, 200])) })
      await caller.say({ out: '' })
      await caller.say({ exit: 0 })
    })
    const { out, err } = await runClient(client(), [], where)
    expect(out).toEqual(Buffer.from([...Buffer.from('one '), 0, 255, 10, 200]))
    expect(err).toBe('two\n')
  })

  it('exits with the code that the program sends', async () => {
    const where = await serve((caller) => caller.say({ exit: Number(caller.request.args[0]) }))
    for (const code of [0, 1, 2, 6, 100, 127, 128, 130, 143, 254, 255])
      expect((await runClient(client(), [String(code)], where)).code).toBe(code)
  })

  it('reads lines in pieces of any size', async () => {
    const where = await serve(async (caller) => {
      const text = `${JSON.stringify({ out: encoded('whole') })}\n{ "exit" :\t7.0e0 }\r\n`
      for (const byte of Buffer.from(text)) await caller.sayRaw(Uint8Array.of(byte))
    })
    expect(await runClient(client(), [], where)).toMatchObject({ code: 7, out: Buffer.from('whole') })
  })

  it('sends its input only on request, and then to the end', async () => {
    const heard: unknown[] = []
    const where = await serve(async (caller) => {
      await caller.say({ 'send-input': true })
      for (let piece = await caller.next(); piece !== undefined; piece = await caller.next()) {
        heard.push(piece)
        if ('in' in piece && piece.in === null) await caller.say({ exit: 0 })
      }
    })
    const { code } = await runClient(client(), [], { ...where, input: 'päss\n' })
    expect(code).toBe(0)
    expect(heard).toEqual([{ in: encoded('päss\n') }, { in: null }])
  })

  it('repeats its request for another program, and gives up at the third', async () => {
    const where = await serve((caller) =>
      caller.say(server.callers.length < 3 ? { retry: true } : { exit: 4 }),
    )
    expect((await runClient(client(), ['x'], where)).code).toBe(4)
    expect(server.callers.map(({ request }) => request.args)).toEqual([['x'], ['x'], ['x']])
    await server.close()
    const never = await serve((caller) => caller.say({ retry: true }))
    expect(await runClient(client(), [], never)).toMatchObject({ code: 6, err: CLIENT_MESSAGES.ended })
    expect(server.callers).toHaveLength(3)
  })

  it('becomes a command with the added variables and without the removed ones', async () => {
    const script = 'echo "$NEW|$KEPT|${GONE-unset}|$0|$1"; cat; exit 42'
    const where = await serve((caller) =>
      caller.say({ become: order(['sh', '-c', script, 'arg=0', '=ä b'], { NEW: '“värde”' }, ['GONE']) }),
    )
    const env = { KEPT: 'kept', GONE: 'gone' }
    const { code, out } = await runClient(client(), [], { ...where, env, input: 'from the input' })
    expect(out.toString()).toBe('“värde”|kept|unset|arg=0|=ä b\nfrom the input')
    expect(code).toBe(42)
  })

  it('finds a command as a shell does, and names a command that cannot start', async () => {
    const where = await serve((caller) => caller.say({ become: order([caller.request.args[0]!]) }))
    const of = async (name: string) => {
      const { code, err } = await runClient(client(), [name], {
        ...where,
        env: { PATH: '/nowhere::/usr/bin' },
      })
      return { code, err }
    }
    expect(await of('true')).toMatchObject({ code: 0 })
    expect(await of('no-such-command')).toEqual({
      code: 127,
      err: CLIENT_MESSAGES.notFound('no-such-command'),
    })
    expect(await of('/etc/passwd')).toEqual({
      code: 126,
      err: CLIENT_MESSAGES.cannotRun('/etc/passwd', 'EACCES'),
    })
    expect(await of('/tmp')).toEqual({ code: 126, err: CLIENT_MESSAGES.cannotRun('/tmp', 'EACCES') })
    expect((await of('no\u001bsuch')).err).not.toContain('\u001b')
  })

  it('starts the command with the signal handling that a shell gives', async () => {
    const where = await serve((caller) =>
      caller.say({ become: order(['sh', '-c', 'yes | head -n 1; grep SigIgn /proc/self/status']) }),
    )
    const { out, err } = await runClient(client(), [], where)
    expect(out.toString()).toBe('y\nSigIgn:\t0000000000000000\n')
    expect(err).toBe('')
  })

  it('runs children one after the other, and reports the output and the end of each', async () => {
    const heard: unknown[] = []
    const where = await serve(async (caller) => {
      const until = async (message: Parameters<Caller['say']>[0]) => {
        await caller.say(message)
        for (;;) {
          const piece = await caller.next()
          heard.push(piece)
          if (piece === undefined || 'ended' in piece || 'failed' in piece) return
        }
      }
      await until({ child: order(['sh', '-c', 'printf %s "$ONE"; cat; exit 9'], { ONE: 'first' }) })
      await until({ child: order(['sh', '-c', 'printf oops >&2; kill -TERM $$']) })
      await until({ child: order(['no-such-command']) })
      await caller.say({ exit: 5 })
    })
    expect(await runClient(client(), [], { ...where, input: 'not for the child' })).toMatchObject({ code: 5 })
    expect(heard).toEqual([
      { child: 'out', bytes: encoded('first') },
      { ended: { code: 9 } },
      { child: 'err', bytes: encoded('oops') },
      { ended: { code: 143, signal: 'SIGTERM' } },
      { failed: 'ENOENT' },
    ])
  })

  it('passes on arguments that are not UTF-8, or refuses them', async () => {
    const where = await serve((caller) =>
      caller.say({
        become: order(['sh', '-c', 'printf %s "$1" | od -An -tx1', 'sh', caller.request.args[0]!]),
      }),
    )
    const line = `cd "$(mktemp -d)"; mkdir $'\\xfe'; cd $'\\xfe'; ${shellLine(client().words)} $'a\\xff\\xc3\\xa9'`
    const running = startProgram(['bash', '-c', line], where)
    running.child.stdin.end()
    const { code, out, err } = await running.ended
    if (client().carriesBytes) {
      expect(out.toString().trim()).toBe('61 ff c3 a9')
      expect(server.callers[0]!.request.folder).toMatch(/\/\udcfe$/)
    } else expect({ code, err }).toEqual({ code: 2, err: CLIENT_MESSAGES.notText })
  })
}
