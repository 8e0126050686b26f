/** Helpers for tests of operations, and an operation whose secret could not be stored. */
import { expect } from 'vitest'
import { settle, withKey } from '../vault-set-up.ts'

export type Ready = Awaited<ReturnType<typeof withKey>>

export const open = ({ database }: Ready) => database.truth.operations.open()
export const issued = ({ cloud }: Ready) => cloud.handedOut.at(-1)!.secret
export const historyOf = ({ database, key }: Ready) =>
  database.truth.history.list({ limit: 20, key }).map(({ kind }) => kind)

/** The names of the recovery keys in the keychain. */
export const recoveryKeys = ({ port }: Ready) =>
  [...port.entries.keys()].filter((name) => name.startsWith('rescue'))

/** A regeneration whose response arrived just after the keychain was locked. */
export async function unsaved(meanwhile: (ready: Ready) => void = () => undefined): Promise<Ready> {
  const ready = await withKey()
  const answer = ready.cloud.holdNext()
  const running = ready.vault.rotation.regenerate(ready.key)
  await settle()
  ready.port.lock()
  meanwhile(ready)
  answer()
  expect((await running).outcome).toBe('unsaved')
  return ready
}
