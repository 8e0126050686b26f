import { expect, it } from 'vitest'
import { HELD_MS } from '../../../../electron/core/scheduling/held-actions.ts'
import { addByHand, failureOf, makeMachine, settle } from '../vault-set-up.ts'

async function held() {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  vault.deletions.hold({ key, name: 'by hand' })
  await settle()
  const shown = () => vault.snapshot().keys.map(({ id }) => id)
  const isKept = () => machine.database.truth.keys.get(key) !== undefined && machine.port.entries.size > 0
  return { ...machine, vault, key, shown, isKept }
}

it('hides the key at once, and keeps it with its secret', async () => {
  const { shown, isKept, fake, key } = await held()
  expect(shown()).toEqual([])
  expect(fake.pushed('app:changed').at(-1)!.keysGone).toEqual([key])
  expect(isKept()).toBe(true)
})

it('brings the key back as it was when it is undone', async () => {
  const { vault, key, shown, isKept, clock, fake } = await held()
  vault.deletions.undo({ key })
  await settle()
  expect(shown()).toEqual([key])
  expect(fake.pushed('app:changed').at(-1)!.keys[0]!.id).toBe(key)
  clock.pass(HELD_MS)
  await settle()
  expect(isKept()).toBe(true)
})

it('carries it out when the page says so, and cannot be undone then', async () => {
  const { vault, key, isKept, database } = await held()
  await vault.deletions.end({ key })
  expect(isKept()).toBe(false)
  expect(database.truth.history.list({ limit: 1 })[0]).toMatchObject({ kind: 'key-deleted', key })
  expect(await failureOf(() => vault.deletions.undo({ key }))).toEqual({ kind: 'not-found', what: 'key' })
})

it('carries it out by itself when no page is left to say so', async () => {
  const { clock, isKept } = await held()
  clock.pass(HELD_MS)
  await settle()
  expect(isKept()).toBe(false)
})

it('carries it out before the vault closes', async () => {
  const { vault, port } = await held()
  await vault.close()
  expect(port.entries.size).toBe(0)
})

it('has written nothing when the program is killed: the key is there at the next start', async () => {
  const { open, key } = await held()
  const next = open()
  expect(next.snapshot().keys.map(({ id }) => id)).toEqual([key])
})

it('shows the key again when the keychain refuses, with its secret', async () => {
  const { vault, key, port, shown, isKept } = await held()
  port.lock()
  expect(await failureOf(() => vault.deletions.end({ key }))).toMatchObject({ kind: 'keychain' })
  expect(shown()).toEqual([key])
  expect(isKept()).toBe(true)
})

it('is refused under another name, and for a key that is not there', async () => {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  expect(await failureOf(() => vault.deletions.hold({ key, name: 'other' }))).toEqual({
    kind: 'name-mismatch',
  })
  expect(vault.snapshot().keys).toHaveLength(1)
  expect(await failureOf(() => vault.deletions.end({ key }))).toEqual({ kind: 'not-found', what: 'key' })
})
