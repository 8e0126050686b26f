/** Where secrets are kept, at the user's choice: the system's keychain or a sealed vault; its passphrase, and the move between the two. */
import { Failure, type SealedVaultTrouble } from '../../../shared/contract/errors.ts'
import type {
  SecretPlace,
  SecretStorage as SecretStorageState,
} from '../../../shared/contract/sealed-vault.ts'
import type { HistoryDetails } from '../../../shared/model/history.ts'
import type { SealedVault } from '../ports/sealed-vault.ts'
import type { Clock, Log } from '../ports/world.ts'
import type { Store } from '../ports/store.ts'
import type { Keychain } from './keychain.ts'
import type { Moved, Moving } from './moving.ts'

interface Deps {
  /** Missing: this program offers no sealed vault, and refuses every call except `look`. */
  readonly sealed: SealedVault | undefined
  readonly moving: Moving | undefined
  readonly keychain: Pick<Keychain, 'probe' | 'alone'>
  readonly store: Pick<Store, 'history'>
  /** Whether anything in the vault has an entry in a keychain. */
  readonly holdsEntries: () => boolean
  /** Resolves when a person has pressed something. Throws Failure `limit`. */
  readonly needPress: () => Promise<void>
  /** Runs when the place of the secrets has changed, and when the sealed vault was opened. */
  readonly opened: () => void
  readonly clock: Pick<Clock, 'now'>
  readonly log: Pick<Log, 'unexpected'>
}

/** Promises reject with Failure `sealed-vault`, and with `keychain` where an entry fails. */
export interface SecretStorage {
  check(): Promise<SecretStorageState>
  /** Makes a sealed vault, or opens the one that is there, and uses it. Throws Failure `sealed-vault` `in-use` if secrets are kept elsewhere. */
  begin(passphrase: string): Promise<void>
  unlock(passphrase: string): Promise<void>
  /** Opens the sealed vault if this is its passphrase too. Never rejects. */
  tryUnlock(passphrase: string): Promise<void>
  /** Takes the data key out of memory, if a sealed vault is used. */
  lock(): Promise<void>
  changePassphrase(passphrase: string, next: string): Promise<void>
  move(to: SecretPlace, passphrase: string | undefined): Promise<Moved>
  /** Records what the last program had begun. Never throws. */
  settle(): void
}

const refusal = (why: SealedVaultTrouble) => new Failure({ kind: 'sealed-vault', why })

export function createSecretStorage(deps: Deps): SecretStorage {
  const { moving, keychain, store, holdsEntries, needPress, clock, log } = deps
  let isMoving = false

  function need(): SealedVault {
    if (deps.sealed === undefined) throw refusal('missing')
    if (isMoving) throw refusal('moving')
    return deps.sealed
  }

  /** Runs `work` while nothing else changes the place of the secrets, from before the first thing that it waits for. */
  async function alone<T>(work: (sealed: SealedVault) => Promise<T>): Promise<T> {
    const sealed = need()
    isMoving = true
    try {
      return await work(sealed)
    } finally {
      isMoving = false
    }
  }

  /** Leaves the sealed vault open. A passphrase that is given has to be its own, also if the vault is open already. */
  async function open(sealed: SealedVault, passphrase: string | undefined): Promise<void> {
    const state = await sealed.look()
    if (passphrase === undefined) {
      if (state === 'open') return
      throw new Failure({ kind: 'invalid', field: 'passphrase', why: 'required' })
    }
    await (state === 'none' ? sealed.create(passphrase) : sealed.unlock(passphrase))
  }

  function addHistory(place: SecretPlace, details: Pick<HistoryDetails, 'moved' | 'kept'> = {}): void {
    try {
      const name = 'The secrets'
      store.history.add({ at: clock.now(), kind: 'secrets-moved', name, details: { ...details, to: place } })
    } catch (error) {
      log.unexpected('note where the secrets are', error)
    }
  }

  async function changed(): Promise<void> {
    await keychain.probe()
    deps.opened()
  }

  function settle(): void {
    try {
      moving?.settle()
    } catch (error) {
      log.unexpected('record where the secrets are', error)
    }
  }

  async function unlock(passphrase: string): Promise<void> {
    await need().unlock(passphrase)
    await changed()
    settle()
  }

  /** No entry can be written between the check and the choice. */
  const beginIn = (sealed: SealedVault): Promise<void> =>
    keychain.alone(async () => {
      if (holdsEntries()) throw refusal('in-use')
      await sealed.choose({ uses: 'sealed-vault' })
    })

  return {
    async check() {
      const { sealed } = deps
      if (sealed === undefined) return { isOffered: false, uses: 'keychain', sealedVault: 'none' }
      return { isOffered: true, ...sealed.choice(), sealedVault: await sealed.look() }
    },

    begin: (passphrase) =>
      alone(async (sealed) => {
        await needPress()
        if (sealed.choice().uses === 'sealed-vault') throw refusal('exists')
        if (holdsEntries()) throw refusal('in-use') // checked first, so that no unused vault is created
        await open(sealed, passphrase)
        await beginIn(sealed)
        addHistory('sealed-vault')
        await changed()
      }),

    unlock,

    async tryUnlock(passphrase) {
      const { sealed } = deps
      if (sealed === undefined || isMoving || sealed.choice().uses !== 'sealed-vault') return
      await unlock(passphrase).catch(() => undefined)
    },

    async lock() {
      const { sealed } = deps
      if (sealed === undefined) return
      sealed.lock()
      if (sealed.choice().uses === 'sealed-vault') await keychain.probe()
    },

    changePassphrase: async (passphrase, next) => need().changePassphrase(passphrase, next),

    move: (to, passphrase) =>
      alone(async (sealed) => {
        if (moving === undefined) throw refusal('missing')
        await needPress()
        await open(sealed, passphrase)
        try {
          const moved = await moving.move(to)
          addHistory(to, { moved: moved.moved, ...(moved.kept > 0 && { kept: moved.kept }) })
          if (to === 'keychain') sealed.lock()
          return moved
        } finally {
          await changed()
        }
      }),

    settle,
  }
}
