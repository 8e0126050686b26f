/** A keychain in memory that keeps a record and misbehaves on request. */
import type { EntryName, KeychainPort, KeychainProbe, PromptEnd } from '../../electron/core/ports/keychain.ts'
import { Secret } from '../../electron/core/ports/secret.ts'
import { Failure, type KeychainTrouble } from '../../shared/contract/errors.ts'

type Method = 'probe' | 'write' | 'read' | 'remove' | 'names'

export interface FakeKeychain extends KeychainPort {
  /** The stored values in their stored form. Two fakes on one map are one keychain that outlives the program. */
  readonly entries: Map<string, string>
  /** Every call in order: `write key demo-1 v1`. No values. */
  readonly calls: readonly string[]
  /** The highest number of calls that ran at the same time. */
  readonly mostAtOnce: number
  lock(): void
  unlock(): void
  /** No service answers, until `unlock`. */
  leave(): void
  /** From now on there is no keyring for secrets. */
  dropKeyring(): void
  /** The service was restarted or replaced, and this program is still connected to the old one. */
  part(how: 'restarted' | 'replaced'): void
  /** The person's answer to the system's prompts from now on; a promise keeps a prompt open. `done` at first. */
  answerPrompts(end: PromptEnd | Promise<PromptEnd>): void
  /** From now on another, empty backend answers. */
  become(backend: string): void
  /** The next call of this kind is refused. With `entry`, the next call on an entry whose name begins with it. */
  refuseNext(method: Method, entry?: string): void
  /** The next call of this kind waits until the returned function is called, and then runs. */
  hangNext(method: Method): () => void
  /** The next write reports success and stores nothing. */
  loseNextWrite(): void
  /** The next write stores another value. With `entry`, the next write to an entry whose name begins with it. */
  garbleNextWrite(entry?: string): void
}

interface Options {
  readonly entries?: Map<string, string>
  readonly backend?: string
  readonly maxBytes?: number
  /** Whether the system has prompts; default: yes. */
  readonly hasPrompts?: boolean
}

const KEPT = { how: 'kept', entry: '' } as const

/** Unlocked and empty by default. */
export function fakeKeychain({
  entries = new Map(),
  backend = 'Fake keychain',
  maxBytes,
  hasPrompts = true,
}: Options = {}) {
  const calls: string[] = []
  const refusals = new Map<Method, string>()
  const hangs = new Map<Method, Promise<void>>()
  let state: KeychainProbe['state'] = 'ready'
  let promptEnd: PromptEnd | Promise<PromptEnd> = 'done'
  let nextWrite: { readonly how: 'kept' | 'lost' | 'garbled'; readonly entry: string } = KEPT
  let running = 0
  let mostAtOnce = 0

  const trouble = (why: KeychainTrouble) => new Failure({ kind: 'keychain', why, backend })

  async function mayAnswer(method: Method, name: string) {
    const hang = hangs.get(method)
    hangs.delete(method)
    await hang
    const refused = refusals.get(method)
    if (refused !== undefined && name.startsWith(refused)) {
      refusals.delete(method)
      throw trouble('refused')
    }
    if (method !== 'probe' && state !== 'ready') throw trouble(state)
  }

  async function answer<T>(method: Method, name: string, run: () => T): Promise<T> {
    calls.push(`${method} ${name}`.trimEnd())
    running += 1
    mostAtOnce = Math.max(mostAtOnce, running)
    try {
      await mayAnswer(method, name)
      return run()
    } finally {
      running -= 1
    }
  }

  function store(name: EntryName, secret: Secret) {
    const { how } = name.startsWith(nextWrite.entry) ? nextWrite : KEPT
    if (how !== 'kept') nextWrite = KEPT
    const text = secret.use((bytes) => bytes.toString('utf8'))
    if (how !== 'lost') entries.set(name, how === 'garbled' ? `${text}?` : text)
  }

  function load(name: EntryName) {
    const text = entries.get(name)
    return text === undefined ? undefined : Secret.fromText(text)
  }

  async function prompt(what: string, opens: KeychainProbe['state']): Promise<PromptEnd> {
    calls.push(`prompt ${what}`)
    const end = await promptEnd
    if (end === 'done' && state === opens) {
      if (opens === 'no-keyring') entries.clear()
      state = 'ready'
    }
    return end
  }

  const keychain: FakeKeychain = {
    entries,
    calls,
    maxBytes,
    get mostAtOnce() {
      return mostAtOnce
    },
    probe: () => answer('probe', '', () => ({ state, backend })),
    write: (name, secret) => answer('write', name, () => store(name, secret)),
    read: (name) => answer('read', name, () => load(name)),
    remove: (name) => answer('remove', name, () => entries.delete(name)),
    names: () => answer('names', '', () => [...entries.keys()]),
    lock: () => (state = 'locked'),
    unlock: () => (state = 'ready'),
    leave: () => (state = 'absent'),
    dropKeyring: () => (state = 'no-keyring'),
    part: (how) => (state = how),
    answerPrompts: (end) => void (promptEnd = end),
    prompts: hasPrompts
      ? {
          unlock: () => prompt('unlock', 'locked'),
          createKeyring: () => prompt('create', 'no-keyring'),
        }
      : undefined,
    become(next) {
      backend = next
      entries.clear()
    },
    refuseNext: (method, entry = '') => void refusals.set(method, entry),
    hangNext(method) {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      hangs.set(method, promise)
      return () => resolve(undefined)
    },
    loseNextWrite: () => (nextWrite = { how: 'lost', entry: '' }),
    garbleNextWrite: (entry = '') => (nextWrite = { how: 'garbled', entry }),
  }
  return keychain
}
