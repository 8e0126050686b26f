/** Suite: the command in a pseudo terminal, as a person runs it. */
import { afterEach, describe, expect, it } from 'vitest'
import { startCommandServer, type Caller, type CommandServer } from '../../fakes/command-server.ts'
import type { CommandClient } from './client.ts'
import { HAS_SCRIPT, openTerminal, type Terminal } from './pseudo-terminal.ts'

const CTRL_C = '\u0003'
const CTRL_Z = '\u001a'
// oxlint-disable-next-line no-control-regex -- a colour begins with a control character
const COLOUR = /\u001b\[[\d;]+m\//
const order = (...command: string[]) => ({ command, variables: {}, without: [] })

export function testTerminal(client: () => CommandClient): void {
  let server: CommandServer
  let terminal: Terminal | undefined
  const open = async (answer: (caller: Caller) => Promise<unknown> | undefined, line = 'keyhold x') => {
    server = await startCommandServer(answer)
    terminal = openTerminal(client(), server.folder, line)
    return terminal
  }
  afterEach(async () => {
    terminal?.child.kill('SIGKILL')
    await server.close()
  })

  describe.skipIf(!HAS_SCRIPT)('of a person', () => {
    it('tells the program that there is a terminal, and its width', async () => {
      const { ended } = await open((caller) => caller.say({ exit: 0 }), 'keyhold x; keyhold y | cat')
      expect((await ended).code).toBe(0)
      expect(server.callers.map(({ request }) => request.terminal)).toEqual([
        { in: true, out: true, err: true, columns: 97 },
        { in: true, out: false, err: true, columns: 97 },
      ])
    })

    it('leaves the terminal, its size and its colours to the command that it becomes', async () => {
      const script =
        'stty size; ls --color=auto -d /; grep flags /proc/self/fdinfo/0 /proc/self/fdinfo/1; [ -t 0 ] && [ -t 2 ] && echo terminal; exit 33'
      const { ended } = await open((caller) => caller.say({ become: order('sh', '-c', script) }))
      const { code, out } = await ended
      const text = out.toString()
      expect(code).toBe(33)
      expect(text).toContain('31 97')
      expect(text).toMatch(COLOUR)
      expect(text).toContain('terminal')
      const flags = [...text.matchAll(/flags:\s+(\d+)/g)].map(([, octal]) => parseInt(octal!, 8))
      // Not O_NONBLOCK, which would let a busy terminal fail.
      expect(flags.map((each) => each & 0o4000)).toEqual([0, 0])
    })

    it('ends at Ctrl+C while the program is silent', async () => {
      const { ended, type, shown } = await open(() => undefined, 'keyhold x; echo "code $?"')
      await expect.poll(() => server.callers.length).toBe(1)
      type(CTRL_C)
      await server.callers[0]!.gone
      const { code } = await ended
      expect([shown(), code]).toEqual(['', 130]) // The shell ends by the signal, too.
    })

    it('passes Ctrl+C once to the command that it became', async () => {
      const script = "trap 'echo got; exit 7' INT; echo ready; while :; do sleep 0.05; done"
      const { ended, type, shown } = await open((caller) => caller.say({ become: order('sh', '-c', script) }))
      await expect.poll(shown).toContain('ready')
      type(CTRL_C)
      const { code, out } = await ended
      expect(out.toString().match(/got/g)).toHaveLength(1)
      expect(code).toBe(7)
    })

    it('passes Ctrl+C once to a child', async () => {
      const script = "trap 'echo got' INT; echo ready; sleep 1; sleep 1; echo end"
      let heard = ''
      const { ended, type } = await open(async (caller) => {
        await caller.say({ child: order('sh', '-c', script) })
        for (;;) {
          const message = await caller.next()
          if (message === undefined || !('bytes' in message)) return caller.say({ exit: 5 })
          heard += Buffer.from(message.bytes, 'base64').toString()
        }
      })
      await expect.poll(() => heard).toBe('ready\n')
      type(CTRL_C)
      await ended
      expect(heard).toBe('ready\ngot\nend\n')
    })

    it('stops and continues together with the command that it became', async () => {
      const { ended, type, shown } = await open(
        (caller) =>
          caller.say({ become: order('sh', '-c', 'echo ready; read line; echo "read $line"; exit 4') }),
        'set -m; keyhold x; echo "stopped $?"; jobs; fg; echo "code $?"',
      )
      await expect.poll(shown).toContain('ready')
      type(CTRL_Z)
      await expect.poll(shown).toContain('stopped 148')
      type('typed\n')
      await ended
      expect(shown()).toContain('read typed')
      expect(shown()).toContain('code 4')
    })

    it('leaves no process behind when the terminal is closed', async () => {
      const { child, processes } = await open(async (caller) => {
        await caller.say({ child: order('sleep', '100') })
        if ((await caller.next()) !== undefined) await caller.say({ exit: 129 })
      })
      await expect.poll(() => server.callers.length).toBe(1)
      await expect.poll(() => processes().length).toBeGreaterThan(3)
      child.kill('SIGKILL')
      await server.callers[0]!.gone
      await expect.poll(processes).toEqual([])
    })
  })
}
