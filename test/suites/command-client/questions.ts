/** Suite: questions at the terminal, which must not echo what the user types, and must turn the echo on again however the command ends. */
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { ClientMessage } from '../../../shared/contract/command-line.ts'
import { CLIENT_MESSAGES } from '../../../cli/client-messages.ts'
import { encoded, startCommandServer, type Caller, type CommandServer } from '../../fakes/command-server.ts'
import { runClient, type CommandClient } from './client.ts'
import { HAS_SCRIPT, openTerminal, type Terminal } from './pseudo-terminal.ts'

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const CTRL_Z = '\u001a'
const ERASE = '\u007f'
const SECRET = 'made-up “secret” 71c2'
const QUESTION = 'Passphrase: '
/** A long time for a program that only forwards bytes, even on a busy machine. */
const PASSED_ON_MS = 300

/** Prints the terminal's settings for typed characters. */
const SETTINGS = `stty -a | tr ' ;' '\\n\\n' | grep -xE -- '-?(isig|icanon|echo)'`
/** Keys send signals, input is read line by line, and typed characters are echoed. */
const USUAL = 'isig\nicanon\necho\n'

const typedIn = (message: ClientMessage | undefined): string | null | undefined => {
  if (message === undefined || !('answer' in message)) return undefined
  return message.answer === null ? null : Buffer.from(message.answer, 'base64').toString()
}

const isRunning = (id: number, words: readonly string[]): boolean =>
  readFileSync(`/proc/${id}/cmdline`, 'utf8') === words.map((word) => `${word}\0`).join('')

export function testQuestions(client: () => CommandClient): void {
  let server: CommandServer
  let terminal: Terminal | undefined
  const answers: (string | null | undefined)[] = []

  /** Asks as many questions as the command's first argument says, then ends the command. */
  async function askAll(caller: Caller) {
    for (let left = Number(caller.request.args[0]); left > 0; left -= 1) {
      await caller.say({ ask: encoded(QUESTION) })
      const message = await caller.next()
      if (message === undefined) return
      answers.push(typedIn(message))
    }
    await caller.say({ exit: 9 })
  }

  /** Runs `line` in a terminal with echo, and afterwards prints whether the echo is still on. */
  async function open(line = 'keyhold 1', answer: (caller: Caller) => Promise<unknown> = askAll) {
    server = await startCommandServer(answer)
    const shell = `stty echo; trap : INT; ${line}; echo "code $?"; ${SETTINGS}`
    terminal = openTerminal(client(), server.folder, shell)
    return terminal
  }

  const asked = (count = 1) => expect.poll(() => terminal?.shown().split(QUESTION).length).toBe(count + 1)

  /** The process of the command that asks the question. */
  const command = () => terminal!.processes().find((id) => isRunning(id, [...client().words, '1']))!

  /** Whether the echo of the command's terminal is off. */
  const hides = () => {
    const place = readlinkSync(`/proc/${command()}/fd/0`)
    return spawnSync('stty', ['-a', '-F', place], { encoding: 'utf8' }).stdout.includes(' -echo ')
  }

  /** The whole output, once the shell has ended. */
  async function end() {
    await terminal?.ended
    const shown = terminal?.shown() ?? ''
    expect(shown).not.toContain('made-up')
    expect(shown.slice(-USUAL.length)).toBe(USUAL)
    return shown
  }

  afterEach(async () => {
    answers.length = 0
    terminal?.child.kill('SIGKILL')
    await server.close()
  })

  it('are not asked where standard input is no terminal', async () => {
    server = await startCommandServer(askAll)
    const { code, err } = await runClient(client(), ['2'], { socketFolder: server.folder, input: SECRET })
    expect([code, err, answers]).toEqual([9, '', [null, null]])
  })

  describe.skipIf(!HAS_SCRIPT)('of a person', () => {
    it('show their words, and not what is typed', async () => {
      const { type } = await open('keyhold 2')
      await asked()
      type(`wrong${ERASE.repeat(5)}${SECRET}\r`)
      await asked(2)
      type('\r')
      expect(await end()).toContain(`${QUESTION}\n${QUESTION}\ncode 9`)
      expect(answers).toEqual([SECRET, ''])
    })

    it('have no answer where nothing more comes', async () => {
      const { type } = await open()
      await asked()
      type(CTRL_D)
      expect(await end()).toContain('code 9')
      expect(answers).toEqual([null])
    })

    it('end with Ctrl+C', async () => {
      const { type } = await open()
      await asked()
      type(`made-up${CTRL_C}`)
      await server.callers[0]!.gone
      expect(await end()).toContain('code 130')
      expect(answers).toEqual([])
    })

    it.each([
      ['SIGTERM', 143],
      ['SIGHUP', 129],
      ['SIGQUIT', 131],
    ] as const)('end with %s', async (signal, code) => {
      const { type } = await open()
      await asked()
      type('made-up')
      await setTimeout(PASSED_ON_MS) // `script` forwards typed characters with a delay
      process.kill(command(), signal)
      expect(await end()).toContain(`code ${code}`)
    })

    it('are asked again without showing after Ctrl+Z', async () => {
      const { type, shown } = await open('set -m; keyhold 1; stty echo; echo stopped; fg')
      await asked()
      type(`made-up${CTRL_Z}`)
      await expect.poll(shown).toContain('stopped')
      await expect.poll(hides).toBe(true)
      type(`${SECRET}\r`)
      expect(await end()).toContain('code 9')
      expect(answers[0]).toMatch(/made-up “secret” 71c2$/)
    })

    it('end with the program', async () => {
      await open('keyhold 1', async (caller) => {
        await caller.say({ ask: encoded(QUESTION) })
        await asked()
        caller.socket.destroy()
      })
      expect(await end()).toContain(CLIENT_MESSAGES.ended)
    })

    it('end when the program says so', async () => {
      await open('keyhold 1', async (caller) => {
        await caller.say({ ask: encoded(QUESTION) })
        await asked()
        await caller.say({ err: encoded('Locked.\n') })
        await caller.say({ exit: 4 })
      })
      expect(await end()).toMatch(/Locked\.[^]*code 4/)
    })

    it.each([
      ['another question', { ask: encoded(QUESTION) }],
      ['its input', { 'send-input': true as const }],
      ['another command', { become: { command: ['true'], variables: {}, without: [] } }],
      ['a child', { child: { command: ['true'], variables: {}, without: [] } }],
    ])('are not mixed with %s', async (_what, message) => {
      await open('keyhold 1', async (caller) => {
        await caller.say({ ask: encoded(QUESTION) })
        await asked()
        await caller.say(message)
      })
      expect(await end()).toContain('Unexpected response')
    })
  })
}
