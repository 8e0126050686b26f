/** A sealed vault in memory: entries, a passphrase and a choice that outlive the program, and a data key that does not. */
import type { SealedVault, StorageChoice } from '../../electron/core/ports/sealed-vault.ts'
import { Failure } from '../../shared/contract/errors.ts'
import { SEALED_VAULT } from '../../shared/diagnostics/sealed-vault.ts'
import { fakeKeychain } from './keychain.ts'

/** The data on the disk. */
export interface SealedDisk {
  readonly entries: Map<string, string>
  passphrase: string | undefined
  choice: StorageChoice
}

export const sealedDisk = (): SealedDisk => ({
  entries: new Map(),
  passphrase: undefined,
  choice: { uses: 'keychain' },
})

/** Locked, as when the program has just started. */
export function fakeSealedVault(disk: SealedDisk = sealedDisk()): SealedVault {
  const keychain = fakeKeychain({ entries: disk.entries, backend: SEALED_VAULT, hasPrompts: false })
  let isOpen = false
  keychain.lock()

  const setOpen = (open: boolean) => {
    isOpen = open
    if (open) keychain.unlock()
    else keychain.lock()
  }
  const check = (passphrase: string) => {
    if (disk.passphrase === undefined) throw new Failure({ kind: 'sealed-vault', why: 'missing' })
    if (passphrase !== disk.passphrase) throw new Failure({ kind: 'sealed-vault', why: 'wrong-passphrase' })
  }

  return {
    keychain,
    look: async () => (disk.passphrase === undefined ? 'none' : isOpen ? 'open' : 'locked'),
    async create(passphrase) {
      disk.passphrase = passphrase
      setOpen(true)
    },
    async unlock(passphrase) {
      check(passphrase)
      setOpen(true)
    },
    async changePassphrase(passphrase, next) {
      check(passphrase)
      disk.passphrase = next
    },
    lock: () => setOpen(false),
    choice: () => disk.choice,
    async choose(choice) {
      disk.choice = choice
    },
  }
}
