/** One call of the `keyhold` command without a socket: its input, and a record of everything that it answered. */
import type { CommandToRun } from '../../shared/contract/command-line.ts'
import type { Requester } from '../../electron/core/ports/requester.ts'
import {
  SessionEnded,
  type ChildEnd,
  type CommandSession,
  type RunCommand,
} from '../../electron/command-line/session.ts'

export interface FakeCall {
  readonly args: readonly string[]
  readonly folder?: string
  readonly variables?: Readonly<Record<string, string>>
  /** The streams that are a terminal; none by default, as in a script. */
  readonly terminal?: Partial<CommandSession['request']['terminal']>
  readonly requester?: Requester
  readonly input?: readonly (string | Uint8Array)[]
  /** The lines that the user types, one for each question; after the last one, the terminal is at its end. */
  readonly typed?: readonly (string | Uint8Array)[]
  /** The output of the child and its end. */
  readonly child?: (
    command: CommandToRun,
    write: (stream: 'out' | 'err', piece: string | Uint8Array) => void,
  ) => ChildEnd | { readonly failed: string } | Promise<ChildEnd | { readonly failed: string }>
}

export interface FakeCommandSession extends CommandSession {
  /** Standard output so far. */
  readonly written: Uint8Array
  readonly outText: string
  readonly errText: string
  readonly became: CommandToRun | undefined
  readonly children: readonly CommandToRun[]
  readonly questions: readonly string[]
  /** The client disconnects, as after Ctrl+C or a kill. */
  vanish(): void
}

export function fakeCommandSession(call: FakeCall): FakeCommandSession {
  const { args, folder = '/home/dev', variables = {}, terminal = {}, input = [], typed = [] } = call
  const gone = new AbortController()
  const out: Uint8Array[] = []
  const children: CommandToRun[] = []
  const questions: string[] = []
  let err = ''
  let became: CommandToRun | undefined
  const here = () => {
    if (gone.signal.aborted) throw new SessionEnded()
  }
  return {
    request: {
      args: [...args],
      folder,
      variables: { ...variables },
      terminal: { in: false, out: false, err: false, ...terminal },
    },
    requester: call.requester,
    signal: gone.signal,
    async out(text) {
      here()
      out.push(Buffer.from(text))
    },
    async err(text) {
      here()
      err += typeof text === 'string' ? text : Buffer.from(text).toString('utf8')
    },
    async *input() {
      for (const piece of input) {
        here()
        yield Buffer.from(piece)
      }
    },
    async ask(question) {
      here()
      const line = typed[questions.length]
      questions.push(question)
      return line === undefined || terminal.in !== true ? undefined : Buffer.from(line)
    },
    async become(command) {
      here()
      became = command
    },
    async runChild(command, received) {
      here()
      children.push(command)
      const end = await call.child?.(command, (stream, piece) => received(stream, Buffer.from(piece)))
      here()
      return end ?? { code: 0 }
    },
    get written() {
      return Buffer.concat(out)
    },
    get outText() {
      return Buffer.concat(out).toString('utf8')
    },
    get errText() {
      return err
    },
    get became() {
      return became
    },
    get questions() {
      return questions
    },
    get children() {
      return children
    },
    vanish: () => gone.abort(),
  }
}

export interface Answered {
  readonly code: number | undefined
  readonly out: string
  readonly err: string
  readonly session: FakeCommandSession
}

/** Runs one call to its end. */
export async function answered(run: RunCommand, call: FakeCall | readonly string[]): Promise<Answered> {
  const session = fakeCommandSession('args' in call ? call : { args: call })
  const code = await run(session)
  return { code, out: session.outText, err: session.errText, session }
}
