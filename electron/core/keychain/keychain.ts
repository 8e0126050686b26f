/** The keychain as the core uses it: one call at a time, each with a deadline, and every stored value is read back. */
import { Failure, type KeychainTrouble } from '../../../shared/contract/errors.ts'
import type { KeychainHealth } from '../../../shared/contract/snapshot.ts'
import { createSerialCalls, type Call } from './serial-calls.ts'
import { storedLength, withNeutralValues } from './neutral-values.ts'
import type { EntryName, KeychainPort, KeychainProbe, KeychainPrompts } from '../ports/keychain.ts'
import type { Clock, Log } from '../ports/world.ts'
import { Secret } from '../ports/secret.ts'

const DEADLINE_MS = 10_000

interface Deps {
  readonly port: KeychainPort
  readonly clock: Clock
  readonly log?: Log
  /** For one call to the system's keychain, in milliseconds. */
  readonly deadlineMs?: number
}

/** All promises reject with Failure `keychain`. After `hung`, a write may still complete; calling `keep` again finds out. */
export interface Keychain {
  /** Throws Failure `secret` `too-long` if the value, in its stored form, is too long for this keychain. Call it before the provider is asked. */
  checkFits(secret: Secret): void
  /**
   * Writes, reads back, compares. An equal value that is already stored counts as kept; a different one is never overwritten (Failure `keychain`
   * `mismatch`). Throws Failure `secret` for an empty value and one that is too long. The caller still owns the secret.
   */
  keep(name: EntryName, secret: Secret): Promise<{ readonly backend: string }>
  /**
   * The value; the caller wipes it. `undefined` if the keychain is open and has no such entry. With `writtenBy` (the backend that wrote the
   * entry), a missing entry in another backend is Failure `changed`.
   */
  take(name: EntryName, writtenBy?: string): Promise<Secret | undefined>
  /** Reads the entry, runs `run`, wipes the secret. Throws Failure `no-entry` if there is no entry. */
  use<T>(name: EntryName, run: (secret: Secret) => T | Promise<T>, writtenBy?: string): Promise<T>
  /** Deletes the entry. Resolves with whether there was one. */
  forget(name: EntryName): Promise<boolean>
  /**
   * Names of all entries under Keyhold's name that an earlier run or another program has written. Entries of this run are left out: each belongs
   * to something that may be about to be recorded.
   */
  earlierNames(): Promise<readonly string[]>
  /** Names of the entries that this run has written, whether or not they are still there. */
  writtenNow(): ReadonlySet<string>
  /**
   * Shows the system's prompt and resolves when the keychain is open. Only at the user's request. Other calls meanwhile get the response of a
   * locked keychain. Two calls at once show one prompt. Failure `refused` if the health offers none.
   */
  unlock(): Promise<void>
  createKeyring(): Promise<void>
  /** Runs `work` while no other work uses the keychain. Each call to a port in it goes through `call`, which has the deadline. */
  alone<T>(work: (call: Call) => Promise<T>): Promise<T>
  /** Checks the keychain now. Never rejects: a problem is in the result. */
  probe(): Promise<KeychainHealth>
  /** The health as of the last call. */
  health(): KeychainHealth
  /** Reports every change of state or backend to `listener`; the returned function unsubscribes. */
  onHealth(listener: (health: KeychainHealth) => void): () => void
}

type HealthState = KeychainHealth['state']

/**
 * The keychain state that follows from a failed call. A missing or odd entry shows that the keychain responds; the end of a prompt shows nothing.
 */
const STATE_OF: Readonly<Record<KeychainTrouble, HealthState | undefined>> = {
  locked: 'locked',
  'no-keyring': 'no-keyring',
  absent: 'absent',
  restarted: 'restarted',
  replaced: 'replaced',
  refused: 'refused',
  hung: 'hung',
  changed: 'ready',
  'no-entry': 'ready',
  mismatch: 'ready',
  damaged: 'ready',
  'disk-full': 'ready',
  dismissed: undefined,
  unanswered: undefined,
}

/** A change of any of these is reported to listeners. */
const REPORTED = ['state', 'backend', 'lasts', 'lacks', 'offers', 'lastPrompt'] as const

const OFFERS: Partial<Record<HealthState, KeychainHealth['offers']>> = {
  locked: 'unlock',
  'no-keyring': 'create-keyring',
}

function checkLength(secret: Secret, maxBytes: number | undefined) {
  if (maxBytes !== undefined && storedLength(secret) > maxBytes)
    throw new Failure({ kind: 'secret', why: 'too-long' })
}

/** Serial calls to a keychain port, with a deadline and a circuit breaker. This is the only path to the port. */
export function createKeychain({ port: given, clock, log, deadlineMs = DEADLINE_MS }: Deps): Keychain {
  const port = withNeutralValues(given)
  const listeners = new Set<(health: KeychainHealth) => void>()
  const writtenNow = new Set<string>()
  let health: KeychainHealth = { state: 'unchecked', backend: '' }
  let lastPrompt: KeychainHealth['lastPrompt']
  let prompting: Promise<void> | undefined

  function offerIn(state: HealthState): KeychainHealth['offers'] {
    if (port.takesPassphrase === true) return state === 'locked' ? 'passphrase' : undefined
    return port.prompts && OFFERS[state]
  }

  function promptFacts(state: HealthState): Pick<KeychainHealth, 'offers' | 'lastPrompt'> {
    const offers = offerIn(state)
    if (offers === undefined) lastPrompt = undefined // no prompt is needed any more
    return { ...(offers && { offers }), ...(lastPrompt && { lastPrompt }) }
  }

  /** Records the keychain's state. A probe replaces every fact; any other call changes the state only. */
  function note(state: HealthState, found: Partial<Omit<KeychainProbe, 'state'>> = health) {
    const before = health
    const { backend = before.backend, lasts, lacks } = found
    health = {
      state,
      backend,
      checkedAt: clock.now(),
      ...(before.provedAt !== undefined && { provedAt: before.provedAt }),
      ...(lasts !== undefined && { lasts }),
      ...(lacks !== undefined && state === 'absent' && { lacks }),
      ...promptFacts(state),
    }
    if (REPORTED.some((fact) => health[fact] !== before[fact]))
      for (const listener of listeners) listener(health)
  }

  const trouble = (why: KeychainTrouble, options?: ErrorOptions) =>
    new Failure({ kind: 'keychain', why, ...(health.backend && { backend: health.backend }) }, options)

  /** Records the state that follows from a failed call. */
  function noteFailure(error: unknown): Failure {
    const failure = error instanceof Failure ? error : trouble('refused', { cause: error })
    if (failure.error.kind !== 'keychain') return failure
    const { why, backend } = failure.error
    note(
      STATE_OF[why] ?? health.state,
      backend === undefined || backend === health.backend ? health : { backend },
    )
    return trouble(failure.error.why, { cause: error })
  }

  const calls = createSerialCalls({
    clock,
    deadlineMs,
    hung: () => trouble('hung'),
    onStuck() {
      note('hung')
      log?.info('keychain call missed its deadline', { deadlineMs })
    },
    onFree: () => log?.info('stuck keychain call returned', { state: health.state }),
  })

  /** Probes again after a stuck call. */
  async function probeAgain() {
    try {
      const found = await port.probe()
      note(found.state, found)
    } catch (error) {
      noteFailure(error)
    }
  }

  async function probeBackend(call: Call): Promise<string> {
    const found = await call(() => port.probe(), probeAgain)
    note(found.state, found)
    if (found.state !== 'ready') throw trouble(found.state)
    return found.backend
  }

  const read = (call: Call, name: EntryName) =>
    call(
      () => port.read(name),
      (secret) => {
        secret?.wipe()
        return probeAgain()
      },
    )

  /** The name was free before, so an entry under it is Keyhold's; calling `keep` again compares the value. */
  async function checkForLateWrite(name: EntryName) {
    const found = await port.read(name).catch(() => undefined)
    log?.info('late keychain write read back', { landed: found !== undefined })
    found?.wipe()
    await probeAgain()
  }

  /** The write gets a copy of the secret, since the write may still be running when the caller has already wiped. */
  function write(call: Call, name: EntryName, secret: Secret) {
    const copy = secret.copy()
    writtenNow.add(name)
    return call(
      () => port.write(name, copy).finally(() => copy.wipe()),
      () => checkForLateWrite(name),
    )
  }

  async function holds(call: Call, name: EntryName, secret: Secret): Promise<'nothing' | 'same' | 'other'> {
    const found = await read(call, name)
    if (found === undefined) return 'nothing'
    const same = found.equals(secret)
    found.wipe()
    return same ? 'same' : 'other'
  }

  /** Runs one piece of work on the keychain and records the state that the work showed. */
  const run = <T>(work: (call: Call) => Promise<T>): Promise<T> =>
    calls.run(async (call) => {
      try {
        if (health.backend === '') await probeBackend(call)
        const result = await work(call)
        note('ready')
        return result
      } catch (error) {
        throw noteFailure(error)
      }
    })

  async function take(name: EntryName, writtenBy?: string) {
    return run(async (call) => {
      const secret = await read(call, name)
      if (secret === undefined && writtenBy !== undefined && (await probeBackend(call)) !== writtenBy)
        throw trouble('changed')
      return secret
    })
  }

  async function probe(): Promise<KeychainHealth> {
    await run(probeBackend).catch(() => undefined)
    return health
  }

  /** Runs beside the queue: a person may take minutes, and other callers must learn at once that the keychain is locked. */
  async function prompt(what: keyof KeychainPrompts): Promise<void> {
    if (port.prompts === undefined) throw trouble('refused')
    const end = await port.prompts[what]().catch((error: unknown) => Promise.reject(noteFailure(error)))
    lastPrompt = end === 'done' ? undefined : end
    const { state } = await probe()
    if (end !== 'done') throw trouble(end)
    if (state !== 'ready') throw trouble(state === 'unchecked' ? 'refused' : state)
  }

  const promptOnce = (what: keyof KeychainPrompts): Promise<void> =>
    (prompting ??= prompt(what).finally(() => (prompting = undefined)))

  return {
    checkFits: (secret) => checkLength(secret, port.maxBytes),

    async keep(name, secret) {
      if (secret.byteLength === 0) throw new Failure({ kind: 'secret', why: 'empty' })
      checkLength(secret, port.maxBytes)
      // The caller may wipe its own copy while this one waits in the queue.
      const value = secret.copy()
      try {
        return await run(async (call) => {
          const backend = await probeBackend(call)
          const before = await holds(call, name, value)
          if (before === 'nothing') await write(call, name, value)
          const after = before === 'nothing' ? await holds(call, name, value) : before
          if (after !== 'same') throw trouble('mismatch')
          health = { ...health, provedAt: clock.now() }
          return { backend }
        })
      } finally {
        value.wipe()
      }
    },

    take,

    async use(name, run, writtenBy) {
      const secret = await take(name, writtenBy)
      if (secret === undefined) throw trouble('no-entry')
      try {
        return await run(secret)
      } finally {
        secret.wipe()
      }
    },

    forget: (name) => run((call) => call(() => port.remove(name), probeAgain)),

    async earlierNames() {
      const names = await run((call) => call(() => port.names(), probeAgain))
      return names.filter((name) => !writtenNow.has(name))
    },

    writtenNow: () => writtenNow,

    unlock: () => promptOnce('unlock'),
    createKeyring: () => promptOnce('createKeyring'),

    alone: (work) => calls.run(work),

    probe,

    health: () => health,

    onHealth(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
