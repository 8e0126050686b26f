/**
 * Undo of what is local: favourite, tags, notes, variable, snooze, saved searches, deletion from Keyhold. What a provider did has no undo.
 *
 * States of an act: done → can be undone for ten seconds, by its toast or by Ctrl+Z → undone | kept. The newest one is undone first.
 * Locking and closing the window keep all that was done: the toast goes, and what main holds back it then carries out.
 */
import type { Result } from '../../shared/contract/errors.ts'
import { useVault } from './store.ts'
import { dropToast, toast, toastError } from './toasts.ts'
import { undoMessages } from './undo-messages.ts'

export const UNDO_MS = 10_000

interface Undoable {
  readonly toastId: number
  readonly undo: () => Promise<Result<unknown>>
}

type Undo = Undoable['undo']

/** The newest last. */
let undoable: readonly Undoable[] = []

const forget = (one: Undoable) => {
  undoable = undoable.filter((other) => other !== one)
}

/** Says what was done and offers to undo it. `about`: whose it was. `kept`: its time is over and nobody has undone it. */
export function offerUndo(text: string, about: string | undefined, undo: Undo, kept?: () => void): void {
  const toastId = toast({
    tone: 'good',
    text,
    ...(about !== undefined && { about }),
    shownMs: UNDO_MS,
    action: { label: undoMessages.undo, act: () => void take(one) },
  })
  const one: Undoable = { toastId, undo }
  undoable = [...undoable, one]
  setTimeout(() => {
    if (!undoable.includes(one)) return
    forget(one)
    kept?.()
  }, UNDO_MS)
}

async function take(one: Undoable): Promise<void> {
  forget(one)
  dropToast(one.toastId)
  const answer = await one.undo()
  if (answer.ok) toast({ tone: 'note', text: undoMessages.undone })
  else toastError(answer.error)
}

/** While the vault is locked or shut nothing can be undone. */
export const canUndo = (): boolean => undoable.length > 0 && useVault.getState().phase.state === 'open'

export function undoLast(): void {
  const last = undoable.at(-1)
  if (last !== undefined) void take(last)
}

/** All that was done stays done: on locking, for what is shown then may be somebody else's. */
export function forgetUndo(): void {
  for (const { toastId } of undoable) dropToast(toastId)
  undoable = []
}
