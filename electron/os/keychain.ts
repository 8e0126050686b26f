/** The system's keychain through keytar. Calls keytar only when the keychain is known to be present and unlocked. */
import { isUtf8 } from 'node:buffer'
import { createRequire } from 'node:module'
import { Failure, type KeychainTrouble } from '../../shared/contract/errors.ts'
import type { EntryName, KeychainPort, KeychainProbe, KeychainPrompts } from '../core/ports/keychain.ts'
import { Secret } from '../core/ports/secret.ts'
import { createSecretService, type SecretService } from './secret-service.ts'

/** The safe part of keytar. On Linux `findCredentials` crashes the process on a locked collection, so D-Bus lists the entries instead. */
export type Keytar = Pick<
  typeof import('keytar'),
  'getPassword' | 'setPassword' | 'deletePassword' | 'findCredentials'
>

export interface OsKeychain extends KeychainPort {
  /** Closes the D-Bus connection, if there is one. */
  close(): void
}

interface Options {
  /** The service name of all entries. */
  readonly service?: string
  readonly platform?: NodeJS.Platform
  /** Only on Linux and similar systems. */
  readonly secretService?: SecretService
  /** Loads keytar; throws if its system library is missing. */
  readonly load?: () => Keytar
}

/** Windows accepts 2,560 bytes (CRED_MAX_CREDENTIAL_BLOB_SIZE); the rest is a margin. */
const WINDOWS_MAX_BYTES = 2_500

/** Systems with a built-in keychain: it is always present, and shows its own prompts. */
const BUILT_IN: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows Credential Manager',
}

const builtIn = (backend: string): SecretService => ({
  probe: () => Promise.resolve({ state: 'ready', backend, lasts: 'for-good' }),
  owner: () => backend,
  hasLocked: () => Promise.resolve(false),
  accounts: () => Promise.reject(new Failure({ kind: 'keychain', why: 'refused', backend })), // keytar answers instead
  close: () => undefined,
})

// Lazily and by `require`: the binary needs a system library, whose absence must not keep the program from starting.
const loadKeytar = (): Keytar => createRequire(import.meta.url)('keytar') as Keytar

function secretServiceFor(platform: NodeJS.Platform): SecretService {
  const backend = BUILT_IN[platform]
  return backend === undefined ? createSecretService() : builtIn(backend)
}

/** The entry name for a check that only needs an answer. Nothing is ever written under it. */
const NO_ENTRY = 'check answer'

interface Answerer {
  readonly owner: unknown
  readonly backend: string
}

/** The keychain of this system. Opens no connection before the first call. */
export function createOsKeychain({
  service = 'Keyhold',
  platform = process.platform,
  secretService = secretServiceFor(platform),
  load = loadKeytar,
}: Options = {}): OsKeychain {
  let loaded: Keytar | undefined
  /** The service that answered keytar last. libsecret stays connected to it for the life of the process (seen in Electron and in plain Node). */
  let answerer: Answerer | undefined
  /** Why keytar has failed since another service answers. */
  let parted: 'restarted' | 'replaced' | undefined

  const trouble = (why: KeychainTrouble, backend: string, options?: ErrorOptions) =>
    new Failure({ kind: 'keychain', why, backend }, options)

  function keytar(): Keytar | undefined {
    try {
      return (loaded ??= load())
    } catch {
      return undefined
    }
  }

  async function probe(): Promise<KeychainProbe> {
    const found = await secretService.probe()
    if (found.state === 'absent') return found
    const open = keytar()
    if (open === undefined) return { state: 'absent', backend: found.backend, lacks: 'library' }
    if (found.state !== 'ready' || parted === undefined) return found
    return (await answersAgain(open, found.backend)) ? found : { ...found, state: parted }
  }

  async function answersAgain(open: Keytar, backend: string): Promise<boolean> {
    try {
      await open.getPassword(service, NO_ENTRY)
    } catch {
      return false
    }
    noteAnswerer({ owner: secretService.owner(), backend })
    return true
  }

  function noteAnswerer(by: Answerer): void {
    answerer = by
    parted = undefined
  }

  /** Why keytar failed although the keychain is present and unlocked. */
  function reasonNow(before: Answerer, backend: string): KeychainTrouble {
    if (secretService.owner() === before.owner) return 'refused'
    parted = backend === before.backend ? 'restarted' : 'replaced'
    return parted
  }

  /** Throws unless the keychain is present and unlocked. */
  async function probeReady(): Promise<KeychainProbe> {
    const found = await probe()
    if (found.state !== 'ready') throw trouble(found.state, found.backend)
    return found
  }

  /** With a name: throws if only a locked collection holds that entry, because libsecret would show a prompt without the user's request. */
  async function ask<T>(run: (open: Keytar) => Promise<T>, name?: EntryName): Promise<T> {
    const { backend } = await probeReady()
    if (name !== undefined) await checkUnlocked(name, backend)
    const open = keytar()
    if (open === undefined) throw trouble('absent', backend)
    const now: Answerer = { owner: secretService.owner(), backend }
    try {
      const answer = await run(open)
      noteAnswerer(now)
      return answer
    } catch (error) {
      if (error instanceof Failure) throw error
      // The system's own message is in the user's language, so the cause is read from the state after the call.
      const after = await probeReady()
      throw trouble(reasonNow(answerer ?? now, after.backend), after.backend, { cause: error })
    }
  }

  async function checkUnlocked(name: EntryName, backend: string): Promise<void> {
    if (await secretService.hasLocked({ service, account: name })) throw trouble('locked', backend)
  }

  /** keytar also returns "nothing" for a locked entry, so its answer counts only if nothing is locked. */
  async function checkNothing(name: EntryName): Promise<void> {
    const { backend } = await probeReady()
    await checkUnlocked(name, backend)
  }

  /** keytar has no call that lists names without values, so the values are dropped at once. */
  async function namesByKeytar(open: Keytar): Promise<string[]> {
    const names = (await open.findCredentials(service)).map(({ account }) => account)
    if (platform !== 'win32') return names
    const ours: string[] = []
    // Windows returns every service whose name begins with ours.
    for (const name of names) if ((await open.getPassword(service, name)) !== null) ours.push(name)
    return ours
  }

  const promptsOf = (prompts: NonNullable<SecretService['prompts']>): KeychainPrompts => ({
    unlock: () => prompts.unlock(service),
    createKeyring: () => prompts.createKeyring(),
  })

  return {
    maxBytes: platform === 'win32' ? WINDOWS_MAX_BYTES : undefined,

    probe,

    write: (name, secret) =>
      ask((open) =>
        secret.use((bytes) => {
          // keytar accepts text only and would change other bytes. The core passes only text (`neutral-values.ts`).
          if (!isUtf8(bytes)) throw new Error('Not text')
          return open.setPassword(service, name, bytes.toString('utf8'))
        }),
      ),

    async read(name) {
      const text = await ask((open) => open.getPassword(service, name), name)
      if (text !== null) return Secret.fromText(text)
      await checkNothing(name)
      return undefined
    },

    async remove(name) {
      const removed = await ask((open) => open.deletePassword(service, name), name)
      if (!removed) await checkNothing(name)
      return removed
    },

    async names() {
      if (BUILT_IN[platform] !== undefined) return ask(namesByKeytar)
      await probeReady()
      return secretService.accounts(service)
    },

    prompts: secretService.prompts && promptsOf(secretService.prompts),

    close: () => secretService.close(),
  }
}
