/**
 * The three steps of a replacement: which one the user is at, and the one primary button of the panel. Pure.
 *
 * The journal (ARCHITECTURE.md, "Rotation") decides; the page only names its states as steps. A pasted secret whose old one keeps working
 * takes the same steps, from `overlapping` on.
 *
 * | State of the journal           | And                                    | Step        | Primary button  |
 * | ------------------------------ | -------------------------------------- | ----------- | --------------- |
 * | no operation yet               | the dialog "Replace" is open           | new key     | Create new key  |
 * | requested, received, stored    | the operation runs                     | new key     | none            |
 * | unsaved, unknown               | the new key is not safe, or not known  | new key     | Show next steps |
 * | overlapping                    | a place is not ticked, and time is left | switch over | Copy new key    |
 * | overlapping                    | every place is ticked, or time is over | retire      | Retire old key… |
 * | retiring                       | the request got no response            | retire      | Try again…      |
 * | retired                        | the old key is disabled                | retire      | Delete old key… |
 * | rolling-back                   | the request got no response            | none        | Try again…      |
 *
 * Ticks move the user from `switch over` to `retire` and back. They end nothing, and the old key can be retired from either step.
 */
import type { KeyId } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { isOverdue, isOverlap, type OverlapOperation } from '../../../shared/model/overlap.ts'
import type { OverlapStep } from './overlap-messages.ts'
import { isSwitchedOver, type Place } from './places.ts'

export const REPLACEMENT_STEPS = ['new-key', 'switch-over', 'retire'] as const
export type ReplacementStep = (typeof REPLACEMENT_STEPS)[number]

/** `copy-new` copies the new secret, `show-next` opens the dialog of the unfinished operation. */
export type PrimaryAction = 'copy-new' | 'show-next' | OverlapStep

export interface Progress {
  /** Missing while the replacement is being rolled back. */
  readonly step: ReplacementStep | undefined
  /** Missing while the operation runs: the user can only wait. */
  readonly primary: PrimaryAction | undefined
}

/** Before the overlap: the new key is being created, or its outcome needs the user. */
export function progressBefore({ state }: Pick<OperationRow, 'state'>): Progress {
  const needsUser = state === 'unsaved' || state === 'unknown'
  return { step: 'new-key', primary: needsUser ? 'show-next' : undefined }
}

interface Facts {
  readonly places: readonly Place[]
  /** Whether the new secret is stored, so that it can be copied. */
  readonly canCopy: boolean
  /** Epoch milliseconds, main's clock. */
  readonly now: number
}

export function progressOf({ state, overlap }: OverlapOperation, { places, canCopy, now }: Facts): Progress {
  if (state === 'rolling-back') return { step: undefined, primary: 'roll-back' }
  const isOpen = places.some((place) => !isSwitchedOver(place, overlap))
  if (state === 'overlapping' && isOpen && !isOverdue(overlap, now))
    return { step: 'switch-over', primary: canCopy ? 'copy-new' : 'retire' }
  return { step: 'retire', primary: 'retire' }
}

/** The open operation that replaces `key` but has not reached its overlap yet. `key`: the old key, or the new one if it is in the vault. */
export const unfinishedReplacement = (
  operations: Iterable<OperationRow>,
  key: KeyId,
): OperationRow | undefined =>
  [...operations].find(
    (operation) =>
      operation.kind === 'replace' &&
      !isOverlap(operation) &&
      (operation.key === key || operation.overlap?.old === key),
  )
