/**
 * Moves secrets between the system's keychain and the sealed vault. The order makes this safe: every secret is copied and read back; the choice of
 * the place is changed on disk; the database records the new place; only then are the old entries deleted, each after its copy has been read again.
 * Whenever the program ends, the chosen place holds every secret.
 */
import { Failure } from '../../../shared/contract/errors.ts'
import type { MoveProgress, SecretPlace } from '../../../shared/contract/sealed-vault.ts'
import type { EntryName, KeychainPort } from '../ports/keychain.ts'
import type { SealedVault } from '../ports/sealed-vault.ts'
import type { Secret } from '../ports/secret.ts'
import type { Store } from '../ports/store.ts'
import { clipboardEntry } from './entry-names.ts'
import { isKeychainFailure } from './keychain-failures.ts'
import type { Keychain } from './keychain.ts'
import type { Call } from './serial-calls.ts'

interface Deps {
  readonly system: KeychainPort
  readonly sealed: SealedVault
  readonly keychain: Pick<Keychain, 'alone' | 'probe' | 'health' | 'writtenNow'>
  readonly store: Pick<Store, 'accounts' | 'versions' | 'proxySignIns' | 'transaction'>
  /** The names of all entries that belong to something in this vault. Others may be another vault's, and stay. */
  readonly entries: () => ReadonlySet<string>
  readonly progress: (progress: MoveProgress) => void
}

export interface Moved {
  readonly moved: number
  /** Entries that stay in the old place: the new one has no such entry, or another value. */
  readonly kept: number
}

export interface Moving {
  /**
   * Both places have to be open. Continues an interrupted move. Rejects with Failure `keychain` of the place that fails; in that case the choice
   * stays.
   */
  move(to: SecretPlace): Promise<Moved>
  /** Writes into the database what the choice on the disk already says. Call at the start. */
  settle(): void
}

type Compared = 'nothing' | 'same' | 'other'

export function createMoving({ system, sealed, keychain, store, entries, progress }: Deps): Moving {
  const portOf = (place: SecretPlace) => (place === 'sealed-vault' ? sealed.keychain : system)
  const otherOf = (place: SecretPlace): SecretPlace =>
    place === 'sealed-vault' ? 'keychain' : 'sealed-vault'

  async function backendOf(call: Call, place: SecretPlace): Promise<string> {
    const { state, backend } = await call(() => portOf(place).probe())
    if (state !== 'ready') throw new Failure({ kind: 'keychain', why: state, backend })
    return backend
  }

  const read = (call: Call, place: SecretPlace, name: EntryName): Promise<Secret | undefined> =>
    call(
      () => portOf(place).read(name),
      (late) => Promise.resolve(late?.wipe()),
    )

  async function compare(call: Call, place: SecretPlace, name: EntryName, secret: Secret): Promise<Compared> {
    const found = await read(call, place, name)
    if (found === undefined) return 'nothing'
    const isSame = found.equals(secret)
    found.wipe()
    return isSame ? 'same' : 'other'
  }

  /** Resolves with whether the old place has such an entry, whose copy has then been read back. */
  async function copy(call: Call, to: SecretPlace, name: EntryName): Promise<boolean> {
    const secret = await read(call, otherOf(to), name)
    if (secret === undefined) return false
    try {
      await keep(call, to, name, secret)
      return true
    } finally {
      secret.wipe()
    }
  }

  async function keep(call: Call, to: SecretPlace, name: EntryName, secret: Secret): Promise<void> {
    const port = portOf(to)
    if (port.maxBytes !== undefined && secret.byteLength > port.maxBytes)
      throw new Failure({ kind: 'secret', why: 'too-long' })
    const before = await compare(call, to, name, secret)
    if (before === 'nothing') {
      const given = secret.copy() // the write may still be running when the deadline has passed
      await call(() => port.write(name, given).finally(() => given.wipe()))
    }
    const after = before === 'nothing' ? await compare(call, to, name, secret) : before
    if (after !== 'same') throw new Failure({ kind: 'keychain', why: 'mismatch' })
  }

  /** The entries to copy. One that this run has written may have no row yet. The key of the clipboard is left out, because each place has its own. */
  const names = () =>
    [...new Set([...entries(), ...keychain.writtenNow()])].filter(
      (name) => name !== clipboardEntry,
    ) as EntryName[]

  /** One turn for each entry, so that other work goes on in between. */
  async function copyAll(to: SecretPlace): Promise<ReadonlySet<EntryName>> {
    const copied = new Set<EntryName>()
    const all = names()
    for (const [at, name] of all.entries()) {
      if (await keychain.alone((call) => copy(call, to, name))) copied.add(name)
      progress({ phase: 'copying', done: at + 1, all: all.length })
    }
    return copied
  }

  /** Deletes the copy of an entry that was deleted in the old place after it had been copied. */
  async function dropIfGone(call: Call, to: SecretPlace, name: EntryName): Promise<void> {
    const old = await read(call, otherOf(to), name)
    old?.wipe()
    if (old === undefined) await call(() => portOf(to).remove(name))
  }

  /** Copies the entries written since, and changes the place, in one turn, so that nothing can be written in between. */
  function switchTo(to: SecretPlace, copied: ReadonlySet<EntryName>): Promise<number> {
    return keychain.alone(async (call) => {
      let moved = 0
      for (const name of names()) if (copied.has(name) || (await copy(call, to, name))) moved += 1
      const named = entries()
      for (const name of copied) if (!named.has(name)) await dropIfGone(call, to, name)
      await backendOf(call, to)
      await sealed.choose({ uses: to, move: { to, phase: 'clearing' } })
      return moved
    })
  }

  /** Records the new backend in every row that names an entry. Rows that have it already are not written. */
  function record(backend: string): void {
    const versions = store.versions.all().filter((version) => version.backend !== backend)
    const accounts = store.accounts.all().filter(({ credentialBackend }) => credentialBackend !== backend)
    const signIns = store.proxySignIns.all().filter((signIn) => signIn.backend !== backend)
    if (versions.length + accounts.length + signIns.length === 0) return
    store.transaction(() => {
      for (const version of versions) store.versions.put({ ...version, backend })
      for (const account of accounts) store.accounts.put({ ...account, credentialBackend: backend })
      for (const signIn of signIns) store.proxySignIns.put({ ...signIn, backend })
    })
  }

  /** Whether the new place has the same value. Copies an entry first if a row names it and it was not copied before. */
  async function isKept(call: Call, to: SecretPlace, name: EntryName, old: Secret): Promise<boolean> {
    if (!entries().has(name)) return (await compare(call, to, name, old)) === 'same'
    try {
      await keep(call, to, name, old)
      return true
    } catch (error) {
      if (isKeychainFailure(error, 'mismatch')) return false
      throw error
    }
  }

  /** Deletes the old entry if the new place has the same value. Resolves with whether the old entry stays. */
  async function clear(call: Call, to: SecretPlace, name: EntryName): Promise<boolean> {
    const from = otherOf(to)
    const old = await read(call, from, name)
    if (old === undefined) return false
    const isSafe = await isKept(call, to, name, old).finally(() => old.wipe())
    if (isSafe) await call(() => portOf(from).remove(name))
    return !isSafe
  }

  async function clearAll(to: SecretPlace): Promise<number> {
    const all = names()
    let kept = 0
    for (const [at, name] of all.entries()) {
      if (await keychain.alone((call) => clear(call, to, name))) kept += 1
      progress({ phase: 'clearing', done: at + 1, all: all.length })
    }
    return kept
  }

  return {
    async move(to) {
      const { uses } = sealed.choice()
      await keychain.alone((call) => backendOf(call, otherOf(to)))
      const backend = await keychain.alone((call) => backendOf(call, to))
      let moved = 0
      if (uses !== to) {
        await sealed.choose({ uses, move: { to, phase: 'copying' } })
        moved = await switchTo(to, await copyAll(to))
        await keychain.probe()
      }
      record(backend)
      const kept = await clearAll(to)
      record(backend) // a write that had begun before the change may have been recorded after it
      await sealed.choose({ uses: to })
      return { moved, kept }
    },

    settle() {
      const { uses, move } = sealed.choice()
      const { state, backend } = keychain.health()
      const isSealed = uses === 'sealed-vault' // the rows of a restored database may name the keychain before it
      if ((isSealed || move?.to === uses) && state === 'ready') record(backend)
    },
  }
}
