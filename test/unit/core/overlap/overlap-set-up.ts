/** An overlap: a key and its replacement. */
import { expect } from 'vitest'
import type { OperationId } from '../../../../shared/model/model.ts'
import { withKey } from '../vault-set-up.ts'

export type SideBySide = Awaited<ReturnType<typeof sideBySide>>

/** "build" was replaced by "build 2". Both secrets are stored. */
export async function sideBySide(options: Parameters<typeof withKey>[0] = {}, hours = 24) {
  const ready = await withKey(options)
  ready.vault.changeSettings({ syncMinutes: 0 }) // the test starts each sync
  const { vault, key: old, database } = ready
  const made = await vault.rotation.replace({ key: old, draft: { label: 'build 2' }, overlapHours: hours })
  expect(made.outcome).toBe('stored')
  const operation: OperationId = made.operation
  return {
    ...ready,
    old,
    fresh: made.key,
    operation,
    record: () => database.truth.operations.get(operation)!,
  }
}
