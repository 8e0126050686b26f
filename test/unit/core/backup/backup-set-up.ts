/** Vaults in memory with backups in memory. */
import { expect } from 'vitest'
import type { Vault } from '../../../../electron/core/vault.ts'
import { Failure } from '../../../../shared/contract/errors.ts'
import { fakeBackupFiles, type FakeBackupFiles } from '../../../fakes/backup-files.ts'
import { IDENTITY, RECIPIENT } from '../../../fakes/backup-file.ts'
import { quickWorker } from '../../../fakes/worker.ts'
import { addByHand, entryOf, makeMachine, withKey, type Machine } from '../vault-set-up.ts'

export const FILE = '/backups/all.keyhold.age'
export const FOR = { kind: 'recipients', recipients: [RECIPIENT] } as const
export const WITH = { kind: 'identities', text: IDENTITY } as const

/** A vault with an account "Lab" whose key "build" has a secret, and the key "by hand" with two secrets, the current one being `typed-2`. */
export async function withBackups(files: FakeBackupFiles = fakeBackupFiles()) {
  const ready = await withKey({ world: { backupFiles: files, worker: quickWorker() } })
  const byHand = await addByHand(ready.vault)
  await ready.vault.byHand.paste({ key: byHand, secret: { from: 'typed', text: 'typed-2' } })
  const { fake, port, vault, key, database } = ready
  /** Leaves a regeneration whose secret is only in a sealed response, because the keychain refuses it until `save`. */
  const leaveUnsaved = async () => {
    const write = port.write.bind(port)
    port.write = async (entry, secret) => {
      if (entry === entryOf(key, 2)) throw new Failure({ kind: 'keychain', why: 'refused' })
      return write(entry, secret)
    }
    expect(await vault.rotation.regenerate(key)).toMatchObject({ outcome: 'unsaved' })
    const { id } = database.truth.operations.open()[0]!
    return {
      save: async () => {
        port.write = write
        expect(await vault.rotation.resume(id)).toMatchObject({ outcome: 'stored' })
      },
    }
  }
  const write = () => ready.vault.backups.write(FILE, FOR)
  return { ...ready, byHand, files, write, leaveUnsaved, person: fake.person }
}

/** Another machine without a vault, which has access to the same files. Not started. */
export const emptyMachine = (files: FakeBackupFiles) =>
  makeMachine({ world: { backupFiles: files, worker: quickWorker() } })

export async function restoreAll({ backups }: Vault) {
  const { id, accounts, keys } = await backups.open(FILE, WITH)
  return backups.restore(id, { accounts: accounts.map((one) => one.id), keys: keys.map((one) => one.id) })
}

/** The secrets of each key by its name, sorted, and the current one separately. */
export function secretsOf({ database: { truth }, port }: Pick<Machine, 'database' | 'port'>) {
  const text = (entry: string) => port.entries.get(entry)
  return Object.fromEntries(
    truth.keys.all().map(({ id, name, version }) => {
      const current = truth.versions.get(id, version)
      const all = truth.versions.ofKey(id).map(({ entry }) => text(entry))
      return [name, { all: all.sort(), current: current && text(current.entry) }]
    }),
  )
}

export const credentialsOf = ({ database: { truth }, port }: Pick<Machine, 'database' | 'port'>) =>
  truth.accounts.all().map(({ name, credentialEntry }) => [name, port.entries.get(credentialEntry)])
