/**
 * A keychain of encrypted files. Each entry is one file, written once, under a random data key that the passphrase opens.
 *
 * SECURITY: the data key is in memory while the vault is unlocked. A person who has the files must guess the passphrase, at the cost of scrypt for
 * each try. Names of entries are not secret, as in a keychain.
 */
import { join } from 'node:path'
import { Failure, type KeychainTrouble, type SealedVaultTrouble } from '../../shared/contract/errors.ts'
import { deriveKey, STRONG_COST } from '../core/lock/derive-key.ts'
import { checkNewPassphrase } from '../core/lock/lock-passphrase.ts'
import type { EntryName, KeychainPort } from '../core/ports/keychain.ts'
import type { SealedVault, SealedVaultState } from '../core/ports/sealed-vault.ts'
import { SEALED_VAULT } from '../../shared/diagnostics/sealed-vault.ts'
import { Secret } from '../core/ports/secret.ts'
import type { ScryptCost } from '../core/ports/store.ts'
import { createChoiceFile } from './choice-file.ts'
import { codeOf, createDurableFiles, type Files } from './durable-files.ts'
import { fileNameOf, isEntryFile, nameInFile, nameInFileName, readEntry, writeEntry } from './entry-file.ts'
import { newVault, readVaultFile, unwrap, wrap, writeVaultFile, type VaultFile } from './vault-file.ts'

interface Options {
  /** Created with the vault. */
  readonly folder: string
  readonly files?: Files
  /** Tests use a lower cost, and derive without a thread. */
  readonly cost?: ScryptCost
  readonly derive?: typeof deriveKey
}

interface OpenVault {
  readonly id: string
  readonly dataKey: Buffer
}

type Found =
  { readonly state: 'whole'; readonly file: VaultFile } | { readonly state: 'none' | 'damaged' | 'newer' }

const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

const troubleOf = (error: unknown) => (FULL.has(codeOf(error)) ? 'disk-full' : 'refused')

const keychainFailure = (why: KeychainTrouble, cause?: unknown) =>
  new Failure({ kind: 'keychain', why, backend: SEALED_VAULT }, { cause })

const vaultFailure = (why: SealedVaultTrouble, cause?: unknown) =>
  new Failure({ kind: 'sealed-vault', why }, { cause })

/** Runs `work`. Converts an error of the file system into a Failure by `as`. */
async function failing<T>(
  as: (why: 'disk-full' | 'refused', cause: unknown) => Failure,
  work: () => Promise<T>,
) {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Failure ? error : as(troubleOf(error), error)
  }
}

/** Opens and creates nothing before the first call. */
export function createSealedVault({
  folder,
  files: given,
  cost = STRONG_COST,
  derive = deriveKey,
}: Options): SealedVault {
  const files = createDurableFiles(given)
  const entries = join(folder, 'entries')
  /** The two copies of the vault file, without which no entry can be decrypted. */
  const paths = { first: join(folder, 'vault.json'), copy: join(folder, 'vault-copy.json') } as const
  const choice = createChoiceFile(join(folder, 'choice.json'), files)
  let open: OpenVault | undefined
  /** How often the vault was locked. */
  let locks = 0
  let hasTidied = false
  let lastTurn: Promise<unknown> = Promise.resolve()

  /** One derivation at a time: each takes 128 MB. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = lastTurn.then(() => failing(vaultFailure, run))
    lastTurn = mine.catch(() => undefined)
    return mine
  }

  async function readCopy(path: string): Promise<Found> {
    const text = await files.read(path)
    return text === undefined ? { state: 'none' } : readVaultFile(text)
  }

  /** Uses the second copy only if the first one is damaged or missing. */
  async function find(): Promise<Found> {
    const first = await readCopy(paths.first)
    if (first.state === 'whole' || first.state === 'newer') return first
    const copy = await readCopy(paths.copy)
    if (copy.state !== 'none') return copy
    const isThere = first.state === 'damaged' || (await files.list(entries)).some(isEntryFile)
    return { state: isThere ? 'damaged' : 'none' }
  }

  /** Throws unless the vault file can be read. */
  async function findWhole(): Promise<VaultFile> {
    const found = await find()
    if (found.state === 'whole') return found.file
    throw vaultFailure(found.state === 'none' ? 'missing' : found.state)
  }

  function lock(): void {
    locks += 1
    open?.dataKey.fill(0)
    open = undefined
  }

  /** SECURITY: deriving a key takes a second. If the vault is locked meanwhile, this rejects with Failure `keychain` `locked`. */
  function keepOpen(vault: OpenVault, locksBefore: number): void {
    if (locks !== locksBefore) {
      vault.dataKey.fill(0)
      throw keychainFailure('locked')
    }
    if (open?.id === vault.id)
      vault.dataKey.fill(0) // the same key
    else {
      open?.dataKey.fill(0)
      open = vault
    }
  }

  async function openWith(file: VaultFile, passphrase: string): Promise<OpenVault> {
    const dataKey = await unwrap(file, passphrase, derive)
    if (dataKey === undefined) throw vaultFailure('wrong-passphrase')
    return { id: file.id, dataKey }
  }

  /** Wraps the data key again, and verifies that the passphrase opens the result before it is written. */
  async function wrapProved(vault: OpenVault, passphrase: string): Promise<VaultFile> {
    const file = await wrap(vault, passphrase, cost, derive)
    const written = readVaultFile(writeVaultFile(file))
    const opened = written.state === 'whole' ? await unwrap(written.file, passphrase, derive) : undefined
    const isSame = opened?.equals(vault.dataKey) === true
    opened?.fill(0)
    if (!isSame) throw vaultFailure('refused')
    return file
  }

  /**
   * Writes `file` to both copies. Keeps a copy of another vault or of a later version. The first copy is the one that is used, so it is written last:
   * an earlier failure has no effect.
   */
  async function mend(file: VaultFile): Promise<void> {
    const text = writeVaultFile(file)
    for (const path of [paths.copy, paths.first]) {
      const now = await readCopy(path)
      const isOthers = now.state === 'newer' || (now.state === 'whole' && now.file.id !== file.id)
      const isSame = now.state === 'whole' && writeVaultFile(now.file) === text
      if (!isOthers && !isSame) await files.replace(path, text)
    }
  }

  /** Runs once, before the vault is open. Later drafts belong to this program. */
  async function removeEarlierDrafts(): Promise<void> {
    if (hasTidied) return
    hasTidied = true
    await Promise.all([files.removeDrafts(folder), files.removeDrafts(entries)]).catch(() => undefined)
  }

  async function look(): Promise<SealedVaultState> {
    const found = await find()
    if (found.state !== 'whole') return found.state
    return open?.id === found.file.id ? 'open' : 'locked'
  }

  /** Returns a copy, which the caller wipes, because locking may wipe the vault's own key at any time. */
  async function copyOpen(): Promise<OpenVault> {
    const found = await find()
    if (found.state !== 'whole') throw keychainFailure('absent')
    if (open?.id !== found.file.id) throw keychainFailure('locked')
    return { id: open.id, dataKey: Buffer.from(open.dataKey) }
  }

  const pathOf = (name: string) => join(entries, fileNameOf(name))

  /** Throws `damaged` for an incomplete file, or a file of another entry or vault. */
  function opened(text: string, { id, dataKey }: OpenVault, name: string): Secret {
    const value = readEntry(text, dataKey, { vault: id, name })
    if (value === undefined) throw keychainFailure('damaged')
    return new Secret(value)
  }

  async function readIn(vault: OpenVault, name: string): Promise<Secret | undefined> {
    const text = await files.read(pathOf(name))
    return text === undefined ? undefined : opened(text, vault, name)
  }

  /** Accepts an existing entry only if its value is the same. Never overwrites. */
  async function checkSame(vault: OpenVault, name: string, secret: Secret): Promise<void> {
    const held = await readIn(vault, name)
    const isSame = held?.equals(secret) === true
    held?.wipe()
    if (!isSame) throw keychainFailure('mismatch')
  }

  async function nameOf(fileName: string): Promise<string> {
    const name = nameInFileName(fileName)
    if (name !== undefined) return name
    const text = await files.read(join(entries, fileName))
    const inFile = text === undefined ? undefined : nameInFile(text)
    if (inFile === undefined) throw keychainFailure('damaged')
    return inFile
  }

  /** Runs on a copy of the data key, so that locking does not interrupt running work. */
  const asked = <T>(work: (vault: OpenVault) => Promise<T>): Promise<T> =>
    failing(keychainFailure, async () => {
      const vault = await copyOpen()
      try {
        return await work(vault)
      } finally {
        vault.dataKey.fill(0)
      }
    })

  const keychain: KeychainPort = {
    maxBytes: undefined,

    probe: () =>
      failing(keychainFailure, async () => {
        const state = await look()
        if (state === 'open') return { state: 'ready', backend: SEALED_VAULT, lasts: 'for-good' }
        if (state === 'locked') return { state, backend: SEALED_VAULT }
        return { state: 'absent', backend: SEALED_VAULT, lacks: 'sealed-vault' }
      }),

    write: (name: EntryName, secret) =>
      asked(async (vault) => {
        const text = secret.use((bytes) => writeEntry(bytes, vault.dataKey, { vault: vault.id, name }))
        await files.prepareFolder(entries)
        try {
          await files.writeNew(pathOf(name), text)
        } catch (error) {
          if (codeOf(error) !== 'EEXIST') throw error
        }
        await checkSame(vault, name, secret)
      }),

    read: (name) => asked((vault) => readIn(vault, name)),

    remove: (name) => asked(() => files.remove(pathOf(name))),

    names: () =>
      asked(async () => {
        const names: EntryName[] = []
        for (const fileName of (await files.list(entries)).filter(isEntryFile))
          names.push((await nameOf(fileName)) as EntryName)
        return names
      }),
  }

  return {
    keychain,

    look: () => failing(vaultFailure, look),

    async create(passphrase) {
      checkNewPassphrase(passphrase)
      const locksBefore = locks
      await inTurn(async () => {
        const { state } = await find()
        if (state !== 'none') throw vaultFailure(state === 'whole' ? 'exists' : state)
        await removeEarlierDrafts()
        const vault = newVault()
        const file = await wrapProved(vault, passphrase)
        await files.prepareFolder(folder)
        await files.writeNew(paths.first, writeVaultFile(file))
        await mend(file)
        keepOpen(vault, locksBefore)
      })
    },

    unlock(passphrase) {
      const locksBefore = locks
      return inTurn(async () => {
        const file = await findWhole()
        const vault = await openWith(file, passphrase)
        // Secrets must stay readable on a disk that accepts no writes.
        await mend(file).catch(() => undefined)
        await removeEarlierDrafts()
        keepOpen(vault, locksBefore)
      })
    },

    async changePassphrase(passphrase, next) {
      checkNewPassphrase(next)
      await inTurn(async () => {
        const file = await findWhole()
        const vault = await openWith(file, passphrase)
        try {
          await mend(file) // while the first copy is damaged, the second one is used
          await mend(await wrapProved(vault, next))
        } finally {
          vault.dataKey.fill(0)
        }
      })
    },

    lock,

    choice: () => choice.read(),

    choose: (next) =>
      inTurn(async () => {
        await files.prepareFolder(folder)
        await choice.write(next)
      }),
  }
}
