/** The keychain as the core uses it: one call at a time, none for ever, and nothing is kept that was not read back. */
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

/** All promises reject with Failure `keychain`; after `hung` a write may still land, and keeping it again finds out. */
export interface Keychain {
  /** Throws Failure `secret` `too-long` when the value cannot be kept here, in the form in which it is stored. Ask before the provider. */
  checkFits(secret: Secret): void
  /**
   * Writes, reads back, compares. An equal value that is there already counts as kept; a different one is never
   * overwritten (Failure `keychain` `mismatch`). Throws Failure `secret` for an empty value and one that is too long.
   * The secret stays the caller's.
   */
  keep(name: EntryName, secret: Secret): Promise<{ readonly backend: string }>
  /**
   * The value, to be wiped by the caller; `undefined` if the keychain is open and has no such entry. With `writtenBy`
   * (the backend that wrote it), a missing entry in another backend is Failure `changed`.
   */
  take(name: EntryName, writtenBy?: string): Promise<Secret | undefined>
  /** Reads, runs `act`, wipes. Failure `no-entry` if there is none. */
  use<T>(name: EntryName, act: (secret: Secret) => T | Promise<T>, writtenBy?: string): Promise<T>
  /** Whether there was an entry. */
  forget(name: EntryName): Promise<boolean>
  /**
   * Names of all entries under ours that an earlier run of the program, or somebody else, has written. What this run has written belongs to
   * something that may be about to be noted.
   */
  earlierNames(): Promise<readonly string[]>
  /**
   * Shows the system's prompt and resolves when the keychain is open. Only at the user's word. Other calls are answered meanwhile, as by a keychain
   * that is still shut. Asked twice, it shows one prompt. Failure `refused` where the health offers none.
   */
  unlock(): Promise<void>
  createKeyring(): Promise<void>
  /** Asks now. Never rejects: what is wrong is in the answer. */
  probe(): Promise<KeychainHealth>
  /** As of the last call. */
  health(): KeychainHealth
  /** Tells of every change of state or backend; the returned function stops it. */
  onHealth(listener: (health: KeychainHealth) => void): () => void
}

type HealthState = KeychainHealth['state']

/** What a failed call says about the keychain itself. A missing or odd entry says that it answers; how a prompt ended says nothing. */
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
  dismissed: undefined,
  unanswered: undefined,
}

/** What listeners hear of. */
const TOLD = ['state', 'backend', 'lasts', 'lacks', 'offers', 'lastPrompt'] as const

const OFFERS: Partial<Record<HealthState, KeychainHealth['offers']>> = {
  locked: 'unlock',
  'no-keyring': 'create-keyring',
}

function checkLength(secret: Secret, maxBytes: number | undefined) {
  if (maxBytes !== undefined && storedLength(secret) > maxBytes)
    throw new Failure({ kind: 'secret', why: 'too-long' })
}

/** The guarded keychain on a port. It owns the only path to the port. */
export function createKeychain({ port: given, clock, log, deadlineMs = DEADLINE_MS }: Deps): Keychain {
  const port = withNeutralValues(given)
  const listeners = new Set<(health: KeychainHealth) => void>()
  const writtenNow = new Set<string>()
  let health: KeychainHealth = { state: 'unchecked', backend: '' }
  let lastPrompt: KeychainHealth['lastPrompt']
  let prompting: Promise<void> | undefined

  function promptFacts(state: HealthState): Pick<KeychainHealth, 'offers' | 'lastPrompt'> {
    const offers = port.prompts && OFFERS[state]
    if (offers === undefined) lastPrompt = undefined // nothing is to be opened any more
    return { ...(offers && { offers }), ...(lastPrompt && { lastPrompt }) }
  }

  /** A look says everything anew; a call only how the keychain is. */
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
    if (TOLD.some((fact) => health[fact] !== before[fact])) for (const listener of listeners) listener(health)
  }

  const trouble = (why: KeychainTrouble, options?: ErrorOptions) =>
    new Failure({ kind: 'keychain', why, ...(health.backend && { backend: health.backend }) }, options)

  /** A failed call tells how the keychain is. */
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

  /** After a stuck call: how the keychain is now. */
  async function lookAgain() {
    try {
      const found = await port.probe()
      note(found.state, found)
    } catch (error) {
      noteFailure(error)
    }
  }

  async function look(call: Call): Promise<string> {
    const found = await call(() => port.probe(), lookAgain)
    note(found.state, found)
    if (found.state !== 'ready') throw trouble(found.state)
    return found.backend
  }

  const read = (call: Call, name: EntryName) =>
    call(
      () => port.read(name),
      (secret) => {
        secret?.wipe()
        return lookAgain()
      },
    )

  /** The name was free before, so an entry under it is ours; keeping the value again compares it. */
  async function lookForLateWrite(name: EntryName) {
    const found = await port.read(name).catch(() => undefined)
    log?.info('late keychain write read back', { landed: found !== undefined })
    found?.wipe()
    await lookAgain()
  }

  /** The write gets a copy of its own, since it may still be on its way when the caller has long wiped. */
  function write(call: Call, name: EntryName, secret: Secret) {
    const copy = secret.copy()
    writtenNow.add(name)
    return call(
      () => port.write(name, copy).finally(() => copy.wipe()),
      () => lookForLateWrite(name),
    )
  }

  async function holds(call: Call, name: EntryName, secret: Secret): Promise<'nothing' | 'same' | 'other'> {
    const found = await read(call, name)
    if (found === undefined) return 'nothing'
    const same = found.equals(secret)
    found.wipe()
    return same ? 'same' : 'other'
  }

  /** One piece of work on the keychain, which says what it showed about the keychain. */
  const run = <T>(work: (call: Call) => Promise<T>): Promise<T> =>
    calls.run(async (call) => {
      try {
        if (health.backend === '') await look(call)
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
      if (secret === undefined && writtenBy !== undefined && (await look(call)) !== writtenBy)
        throw trouble('changed')
      return secret
    })
  }

  async function probe(): Promise<KeychainHealth> {
    await run(look).catch(() => undefined)
    return health
  }

  /** Beside the queue: a person may take minutes, and whoever needs the keychain meanwhile hears at once that it is shut. */
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
      // The caller may wipe its own while this one waits for its turn.
      const value = secret.copy()
      try {
        return await run(async (call) => {
          const backend = await look(call)
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

    async use(name, act, writtenBy) {
      const secret = await take(name, writtenBy)
      if (secret === undefined) throw trouble('no-entry')
      try {
        return await act(secret)
      } finally {
        secret.wipe()
      }
    },

    forget: (name) => run((call) => call(() => port.remove(name), lookAgain)),

    async earlierNames() {
      const names = await run((call) => call(() => port.names(), lookAgain))
      return names.filter((name) => !writtenNow.has(name))
    },

    unlock: () => promptOnce('unlock'),
    createKeyring: () => promptOnce('createKeyring'),

    probe,

    health: () => health,

    onHealth(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
