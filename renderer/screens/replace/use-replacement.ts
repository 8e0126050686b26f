/** The replacement that a key takes part in, as its old or its new key, and the step it is at. */
import type { KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { isOverlap, type OverlapOperation } from '../../../shared/model/overlap.ts'
import { hasSecret } from '../../commands/key-commands.ts'
import { useKey, useOperation, useVault } from '../../vault/store.ts'
import { dependentsOf, type Dependents } from '../regenerate/dependents.ts'
import { placesOf, type Place } from './places.ts'
import { progressBefore, progressOf, unfinishedReplacement, type Progress } from './replacement-steps.ts'

export interface Overlapping {
  readonly kind: 'overlapping'
  readonly operation: OverlapOperation
  readonly progress: Progress
  readonly newer: KeyRow | undefined
  /** Missing once the user has removed it from Keyhold. */
  readonly old: KeyRow | undefined
  readonly places: readonly Place[]
  /** The account that signs in with the old key. */
  readonly account: Dependents['account']
}

export type Replacement =
  /** The new key is being created, is not safe yet, or is not known to exist. */
  { readonly kind: 'unfinished'; readonly operation: OperationRow; readonly progress: Progress } | Overlapping

export function useReplacement(row: KeyRow): Replacement | undefined {
  const operations = useVault((state) => state.operations)
  const operation = useOperation(row.overlap?.operation)
  const overlapping = useOverlapping(operation !== undefined && isOverlap(operation) ? operation : undefined)
  if (overlapping !== undefined) return overlapping
  const unfinished = unfinishedReplacement(operations.values(), row.id)
  return unfinished && { kind: 'unfinished', operation: unfinished, progress: progressBefore(unfinished) }
}

/** `undefined` without an operation, and once both keys have left the vault. */
export function useOverlapping(operation: OverlapOperation | undefined): Overlapping | undefined {
  const now = useVault((state) => state.now)
  const accounts = useVault((state) => state.accounts)
  const newer = useKey(operation?.key)
  const old = useKey(operation?.overlap.old)
  const user = old ?? newer
  if (operation === undefined || user === undefined) return undefined
  const dependents = dependentsOf(user, accounts.values())
  const places = placesOf(dependents)
  const canCopy = newer !== undefined && hasSecret(newer)
  const progress = progressOf(operation, { places, canCopy, now })
  return { kind: 'overlapping', operation, progress, newer, old, places, account: dependents.account }
}
