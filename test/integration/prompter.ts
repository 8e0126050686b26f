/**
 * Whoever answers the prompts of GNOME Keyring, in place of the system's own window: owns `org.gnome.keyring.SystemPrompter` on a bus and does what a
 * person would. The protocol and the exchange of the password are gcr's (gcr-system-prompter.c, gcr-secret-exchange.c, "sx-aes-1").
 */
import { createCipheriv, createDiffieHellmanGroup, hkdfSync, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { createClient, type MessageBus } from '@homebridge/dbus-native'
import type {} from '../../electron/os/dbus-native.d.ts'
import { socketOf } from '../../electron/os/session-bus.ts'

/** `type`: enters this password. `close`: closes the window. `leave`: lets it stand there. */
type Answer = { readonly type: string } | 'close' | 'leave'

export interface Prompter {
  /** What is done with the prompts from now on; with several, one after the other, and the last for ever. */
  answer: Answer | readonly Answer[]
  /** Goes back to a window that was left there. */
  answerNow(answer: Answer): void
  /** How many windows were shown. */
  readonly shown: number
  close(): void
}

const PROMPTER = 'org.gnome.keyring.internal.Prompter'
const PROMPTER_PATH = '/org/gnome/keyring/Prompter'
const CALLBACK = 'org.gnome.keyring.internal.Prompter.Callback'
const METHOD_CALL = 1
/** What the library has for serving, beyond its declarations. */
interface ServingBus {
  readonly connection: { message(message: object): void }
  setMethodCallHandler(
    path: string,
    of: string,
    member: string,
    handler: readonly [(...given: unknown[]) => void, string],
  ): void
}

const field = (text: string, name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? ''

/** The password, encrypted for whoever sent `exchange`. */
function sealed(exchange: string, password: string): string {
  const own = createDiffieHellmanGroup('modp5')
  own.generateKeys()
  const shared = own.computeSecret(Buffer.from(field(exchange, 'public'), 'base64'))
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(hkdfSync('sha256', shared, '', '', 16)), iv)
  const secret = Buffer.concat([cipher.update(password, 'utf8'), cipher.final()])
  const lines = [
    `public=${own.getPublicKey('base64')}`,
    `secret=${secret.toString('base64')}`,
    `iv=${iv.toString('base64')}`,
  ]
  return `[sx-aes-1]\n${lines.join('\n')}\n`
}

export async function startPrompter(env: NodeJS.ProcessEnv): Promise<Prompter> {
  const socket = connect(socketOf(env)!)
  const bus = createClient({ stream: socket, authMethods: ['EXTERNAL'] }) as MessageBus & ServingBus
  let serial = 1_000_000 // apart from the library's own
  let shown = 0

  const send = (message: object) => bus.connection.message({ serial: serial++, ...message })
  const tell = (to: string, path: unknown, member: string, signature = '', body: readonly unknown[] = []) =>
    send({
      type: METHOD_CALL,
      destination: to,
      path,
      interface: CALLBACK,
      member,
      flags: 1,
      ...(signature && { signature, body }),
    })
  const ready = (to: string, path: unknown, reply: string, exchange = '') =>
    tell(to, path, 'PromptReady', 'sa{sv}s', [reply, [], exchange])

  function nextAnswer(): Answer {
    const given: readonly Answer[] = [prompter.answer].flat()
    if (given.length > 1) prompter.answer = given.slice(1)
    return given[0] ?? 'close'
  }

  let left: ((answer: Answer) => void) | undefined

  function perform(path: unknown, kind: unknown, exchange: unknown, sender: string): void {
    shown += 1
    const answered = (answer: Answer) => {
      if (answer === 'leave') left = answered
      else if (answer === 'close') ready(sender, path, 'no', String(exchange))
      else {
        const typed = kind === 'password' ? sealed(String(exchange), answer.type) : String(exchange)
        ready(sender, path, 'yes', typed)
      }
    }
    answered(nextAnswer())
  }

  /** Answers the call at once, and then does what it asked for. */
  const serve = (member: string, act: (given: readonly unknown[], sender: string) => void) =>
    bus.setMethodCallHandler(PROMPTER_PATH, PROMPTER, member, [
      (...given: unknown[]) => {
        const { sender } = given.at(-1) as { readonly sender: string }
        setImmediate(() => act(given, sender))
      },
      '',
    ])
  serve('BeginPrompting', ([path], sender) => ready(sender, path, ''))
  serve('PerformPrompt', ([path, kind, , exchange], sender) => perform(path, kind, exchange, sender))
  serve('StopPrompting', ([path], sender) => tell(sender, path, 'PromptDone'))

  const prompter: Prompter = {
    answer: 'close',
    answerNow: (answer) => left?.(answer),
    get shown() {
      return shown
    },
    close: () => void socket.destroy(),
  }
  await new Promise((resolve) =>
    bus.invoke(
      {
        destination: 'org.freedesktop.DBus',
        path: '/org/freedesktop/DBus',
        interface: 'org.freedesktop.DBus',
        member: 'RequestName',
        signature: 'su',
        body: ['org.gnome.keyring.SystemPrompter', 0],
      },
      resolve,
    ),
  )
  return prompter
}
