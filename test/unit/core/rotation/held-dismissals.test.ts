import { expect, it } from 'vitest'
import { HELD_MS } from '../../../../electron/core/scheduling/held-actions.ts'
import type { OperationId } from '../../../../shared/model/model.ts'
import { failureOf, settle, withKey } from '../vault-set-up.ts'

/** A key whose regeneration has an unknown outcome, which the user has dismissed. */
async function held() {
  const ready = await withKey()
  const { vault, cloud, key, database } = ready
  cloud.failNext('lost-before')
  const { outcome, operation } = await vault.rotation.regenerate(key)
  expect(outcome).toBe('unknown')
  vault.dismissals.hold({ operation })
  await settle()
  const shown = () => vault.snapshot().operations.map(({ id }) => id)
  const state = () => database.truth.operations.get(operation)!.state
  return { ...ready, operation, shown, state }
}

it('hides the outcome at once, and keeps it open in the journal', async () => {
  const { shown, state, fake, operation } = await held()
  expect(shown()).toEqual([])
  expect(fake.pushed('app:changed').at(-1)!.operationsGone).toEqual([operation])
  expect(state()).toBe('unknown')
})

it('brings it back when it is undone', async () => {
  const { vault, operation, shown, state, clock } = await held()
  vault.dismissals.undo({ operation })
  await settle()
  expect(shown()).toEqual([operation])
  clock.pass(HELD_MS)
  await settle()
  expect(state()).toBe('unknown')
})

it('dismisses it when the page says so, and cannot be undone then', async () => {
  const { vault, operation, state, shown } = await held()
  await vault.dismissals.end({ operation })
  expect(state()).toBe('closed')
  expect(shown()).toEqual([])
  const gone = { kind: 'not-found', what: 'operation' }
  expect(await failureOf(() => vault.dismissals.undo({ operation }))).toEqual(gone)
  expect(await failureOf(() => vault.dismissals.end({ operation }))).toEqual(gone)
})

it('dismisses it by itself when no page is left to say so, and before the vault closes', async () => {
  const alone = await held()
  alone.clock.pass(HELD_MS)
  await settle()
  expect(alone.state()).toBe('closed')

  const closing = await held()
  await closing.vault.close()
  expect(closing.state()).toBe('closed')
})

it('has written nothing when the program is killed', async () => {
  const { open, operation } = await held()
  expect(
    open()
      .snapshot()
      .operations.map(({ id }) => id),
  ).toEqual([operation])
})

it('dismisses nothing once a newer secret has ended the outcome', async () => {
  const { vault, key, operation, state, shown } = await held()
  expect((await vault.rotation.regenerate(key)).outcome).toBe('stored')
  expect(state()).toBe('closed')
  await vault.dismissals.end({ operation })
  expect(shown()).toEqual([])
})

it('shows the operation again as soon as a secret is at stake', async () => {
  const { database, vault, operation, shown, state } = await held()
  database.truth.operations.put({ ...database.truth.operations.get(operation)!, state: 'unsaved' })
  expect(shown()).toEqual([operation])
  await vault.dismissals.end({ operation })
  expect(state()).toBe('unsaved')
})

it('is refused for an operation that is not there', async () => {
  const { vault } = await withKey()
  expect(await failureOf(() => vault.dismissals.hold({ operation: 'nobody' as OperationId }))).toEqual({
    kind: 'not-found',
    what: 'operation',
  })
})
