/**
 * Answers the prompts of GNOME Keyring in place of the system's own window, as a person would. The protocol and the exchange of the password are
 * gcr's (gcr-system-prompter.c, gcr-secret-exchange.c, "sx-aes-1").
 */
import { createCipheriv, createDiffieHellmanGroup, hkdfSync, randomBytes } from 'node:crypto'
import type { BusPeer, Serve } from '../bus-peer.ts'

/** `type`: enters this password. `close`: closes the window. `leave`: leaves the window open. */
type Answer = { readonly type: string } | 'close' | 'leave'

export interface Prompter {
  /** The answer to prompts from now on; several are used one after the other, and the last one for all further prompts. */
  answer: Answer | readonly Answer[]
  /** Answers a window that was left open. */
  answerNow(answer: Answer): void
  /** The number of shown windows. */
  readonly shown: number
}

/** The bus name of the program that shows prompts. */
const PROMPTER_NAME = 'org.gnome.keyring.SystemPrompter'
const CALLBACK = 'org.gnome.keyring.internal.Prompter.Callback'

const field = (text: string, name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? ''

/**
 * A new key pair and the secret that it shares with `peer`. One shared secret in 256 begins with a zero byte. From such a secret, GNOME Keyring 42.1
 * with gcr 3.41 derives another key than this code does, with and without that byte, and takes the password for an empty one. A new key pair gives
 * another secret.
 */
function exchangeWith(peer: Buffer): { readonly ownPublic: string; readonly shared: Buffer } {
  const own = createDiffieHellmanGroup('modp5')
  const ownPublic = own.generateKeys('base64')
  const shared = own.computeSecret(peer)
  return shared[0] === 0 ? exchangeWith(peer) : { ownPublic, shared }
}

/** The password, encrypted for the sender of `exchange`. */
function sealed(exchange: string, password: string): string {
  const { ownPublic, shared } = exchangeWith(Buffer.from(field(exchange, 'public'), 'base64'))
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(hkdfSync('sha256', shared, '', '', 16)), iv)
  const secret = Buffer.concat([cipher.update(password, 'utf8'), cipher.final()])
  const lines = [`public=${ownPublic}`, `secret=${secret.toString('base64')}`, `iv=${iv.toString('base64')}`]
  return `[sx-aes-1]\n${lines.join('\n')}\n`
}

/** Joins a bus, owns the name there and shows prompts. Closes every window at first. */
export async function servePrompter(
  join: (serve: (...given: Parameters<Serve>) => ReturnType<Serve> | undefined) => Promise<BusPeer>,
): Promise<{ readonly prompter: Prompter; readonly peer: BusPeer }> {
  let shown = 0

  const send = (to: string, path: unknown, member: string, signature = '', body: readonly unknown[] = []) =>
    peer.send({ destination: to, path: String(path), interface: CALLBACK, member, signature, body })
  const ready = (to: string, path: unknown, reply: string, exchange = '') =>
    send(to, path, 'PromptReady', 'sa{sv}s', [reply, [], exchange])

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

  const handlers: Readonly<Record<string, (given: readonly unknown[], sender: string) => void>> = {
    BeginPrompting: ([path], sender) => ready(sender, path, ''),
    PerformPrompt: ([path, kind, , exchange], sender) => perform(path, kind, exchange, sender),
    StopPrompting: ([path], sender) => send(sender, path, 'PromptDone'),
  }
  /** Answers the call at once, and then does what the call requested. */
  const peer = await join(({ member = '', sender = '' }, given) => {
    const run = handlers[member]
    if (run === undefined) return undefined
    setImmediate(() => run(given, sender))
    return ['']
  })

  const prompter: Prompter = {
    answer: 'close',
    answerNow: (answer) => left?.(answer),
    get shown() {
      return shown
    },
  }
  await peer.own(PROMPTER_NAME)
  return { prompter, peer }
}
