/** The state of the scripted provider: its keys, the secrets that it has issued, and the fault of its next answer. */
import type { Answer, Issued, RemoteKey } from '../../electron/core/ports/provider.ts'
import { Secret } from '../../electron/core/ports/secret.ts'
import { Failure, type CallOutcome, type ProviderTrouble } from '../../shared/contract/errors.ts'

/** The fault of the next call that issues a secret. */
export type Fault =
  | 'refused' // the provider refuses in its own error form, and changes nothing
  | 'not-sent'
  | 'lost-before' // the connection breaks before the provider acts
  | 'lost-after' // the provider acts, and the connection breaks before its answer
  | 'masked'
  | 'garbage'
  | 'same' // the answer has the secret that should have been replaced
  | 'another’s' // the answer has the secret of another key
  | 'asked again' // the provider first sends a challenge, which does not count as a send, and then answers correctly
  | 'refused with an answer' // the answer is the provider's own but has no secret
  | Spoiled // the provider acts, and its answer has the new secret but is no success
  | 'bug' // the program's own code breaks while sending

/** The fault of the next call that enables, disables or deletes a key. `not there`: the provider answers that no such key exists. */
export type ChangeFault =
  Extract<Fault, 'refused' | 'not-sent' | 'lost-before' | 'lost-after' | 'bug'> | 'not there'

/** Every answer that left the provider whole, with the secret in it. */
export interface HandedOut {
  readonly secret: string
  readonly label: string
}

export interface HeldKey {
  remote: RemoteKey
  secret: string
}

export const providerFailure = (why: ProviderTrouble, outcome: CallOutcome) =>
  new Failure({ kind: 'provider', why, outcome })

/** The handle of a secret is the part before its first dash. */
export const handleOf = (secret: string) => secret.split('-')[0]!

/** The fault `bug`: its class distinguishes it from a real fault of the program. */
export class PlantedBug extends TypeError {
  override readonly name = 'PlantedBug'
}

/** These never reach the provider, or are refused before anything has changed there. */
const EARLY: Partial<Record<Fault | ChangeFault, () => Error>> = {
  'not there': () => providerFailure('not-found', 'refused'),
  refused: () => providerFailure('forbidden', 'refused'),
  'refused with an answer': () => providerFailure('forbidden', 'refused'),
  'not-sent': () => providerFailure('offline', 'not-sent'),
  'lost-before': () => providerFailure('cut-off', 'unknown'),
  bug: () => new PlantedBug('x is not a function'),
}

const SPOILED = {
  'cut behind the secret': {
    change: ({ body }) => ({
      body: body.subarray(0, Buffer.from(body).indexOf('","') + 2),
      broken: 'cut-off',
    }),
    error: () => providerFailure('cut-off', 'unknown'),
  },
  'asked again, then cut': {
    change: () => ({ broken: 'cut-off' }),
    error: () => providerFailure('cut-off', 'unknown'),
  },
  'cut in the secret': {
    change: ({ body }) => ({ body: body.subarray(0, 20), broken: 'cut-off' }),
    error: () => providerFailure('cut-off', 'unknown'),
  },
  'a 500 with the secret': {
    change: () => ({ status: 500 }),
    error: () => providerFailure('unavailable', 'unknown'),
  },
  'a refusal with the secret': {
    change: () => ({ status: 400 }),
    error: () => providerFailure('invalid', 'refused'),
  },
} as const satisfies Record<
  string,
  { readonly change: (whole: Answer) => Partial<Answer>; readonly error: () => Error }
>
type Spoiled = keyof typeof SPOILED

/** `now` is the provider's own clock. With `keepsAddress`, a regenerated key keeps its address, and its secret does not show the address. */
export function fakeVault(now: () => number, { keepsAddress = false } = {}) {
  const keys = new Map<string, HeldKey>()
  const handedOut: HandedOut[] = []
  let made = 0
  let fault: Fault | undefined
  let held: Promise<undefined> | undefined
  let changeFault: ChangeFault | undefined
  let keep: (answer: Answer) => void = () => undefined

  const newSecret = () => `h${String(++made).padStart(4, '0')}-secret-of-the-fake-cloud`

  const answerOf = (value: unknown): Answer => ({
    status: 200,
    body: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    date: now(),
  })

  function put(secret: string, remote: Omit<RemoteKey, 'remoteId'>, old?: string): RemoteKey {
    const remoteId = keepsAddress && old !== undefined ? old : handleOf(secret)
    const whole = { ...remote, remoteId, handle: remoteId }
    keys.set(whole.remoteId, { remote: whole, secret })
    return whole
  }

  const otherThan = (old: string | undefined): HeldKey | undefined =>
    [...keys.values()].find(({ remote }) => remote.remoteId !== old)

  const fresh = (label: string, scope: string) =>
    ({ scope, label, switch: 'enabled', createdAt: now(), grants: [], facts: [] }) as const

  function next() {
    const taken = { how: fault, hold: held }
    fault = undefined
    held = undefined
    return taken
  }

  function failEarly(how: Fault | undefined): void {
    const early = how && EARLY[how]
    if (how === 'asked again' || how === 'asked again, then cut')
      kept({ ...answerOf({ error: 'Sign anew.' }), status: 401 })
    if (how === 'refused with an answer') kept({ ...answerOf({ error: 'No.' }), status: 403 })
    if (early) throw early()
  }

  /** Answers with an existing key. */
  function notNew(how: Fault | undefined, before: HeldKey | undefined): HeldKey | undefined {
    if (how === 'same') return before
    return how === 'another’s' ? otherThan(before?.remote.remoteId) : undefined
  }

  /** Creates a key, or regenerates the one at `old`, and answers with its secret, unless a fault is set. */
  async function issue(old: string | undefined, label: string, scope: string): Promise<Answer> {
    const { how, hold } = next()
    failEarly(how)
    const before = old === undefined ? undefined : keys.get(old)
    if (old !== undefined && before === undefined) throw providerFailure('not-found', 'refused')
    const other = notNew(how, before)
    if (other !== undefined) return kept(answerOf(other))
    if (old !== undefined) keys.delete(old)
    const secret = newSecret()
    const renewed = { ...fresh(label, scope), ...before?.remote, createdAt: now() }
    const remote = put(secret, renewed, old)
    await hold
    return answer(how, secret, remote)
  }

  function answer(how: Fault | undefined, secret: string, remote: RemoteKey): Answer {
    if (how === 'lost-after') throw providerFailure('cut-off', 'unknown')
    if (how === 'masked') return kept(answerOf({ secret: '********', remote }))
    if (how === 'garbage') return kept(answerOf('<html>busy</html>'))
    if (how !== 'cut in the secret') handedOut.push({ secret, label: remote.label })
    if (how !== undefined && how in SPOILED) return spoiled(how as Spoiled, answerOf({ secret, remote }))
    return kept(answerOf({ secret, remote }))
  }

  /** Passes on the unchanged answer before it is read, as a provider client does. */
  function kept(whole: Answer): Answer {
    keep({ ...whole, body: Buffer.from(whole.body), headers: {} })
    return whole
  }

  /** The secret has arrived, but in an answer that must not be trusted. */
  function spoiled(how: Spoiled, whole: Answer): never {
    const { change, error } = SPOILED[how]
    keep({ ...whole, headers: {}, ...change(whole) })
    throw error()
  }

  /** Runs `run`, unless a fault is set. */
  function change<T>(run: () => T): T {
    const how = changeFault
    changeFault = undefined
    const early = how && EARLY[how]
    if (early) throw early()
    const done = run()
    if (how === 'lost-after') throw providerFailure('cut-off', 'unknown')
    return done
  }

  return {
    keys,
    handedOut,
    issue,
    change,
    add: (label: string, { scope = '', ...changes }: Partial<RemoteKey>) =>
      put(newSecret(), { ...fresh(label, scope), ...changes }).remoteId,
    renewElsewhere(pick: number) {
      const old = [...keys.values()][pick % Math.max(1, keys.size)]
      if (old === undefined) return
      keys.delete(old.remote.remoteId)
      put(newSecret(), { ...old.remote, createdAt: now() })
    },
    failNextChange: (how: ChangeFault) => void (changeFault = how),
    failNext: (how: Fault) => void (fault = how),
    keepAnswers: (next: typeof keep) => void (keep = next),
    holdNext() {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      held = promise
      return () => resolve(undefined)
    },
  }
}

export function readIssued({ body }: Answer): Issued {
  let parsed: { secret: string; remote: RemoteKey }
  try {
    parsed = JSON.parse(Buffer.from(body).toString('utf8')) as typeof parsed
  } catch {
    throw providerFailure('not-understood', 'unknown')
  }
  if (parsed.secret.includes('*')) throw providerFailure('masked-secret', 'unknown')
  return { secret: Secret.fromText(parsed.secret), remote: parsed.remote }
}
