/**
 * Undoes local actions: favourite, tags, notes, variable, snooze, saved searches, dismissal of an outcome, deletion from Keyhold. Changes at a
 * provider have no undo.
 *
 * States of an action: done → can be undone for ten seconds, by its toast or by Ctrl+Z → undone | kept. The newest action is undone first.
 * Locking and closing the window keep all actions: the toast closes, and the main process carries out the deletions and dismissals that it holds.
 */
import type { Result } from '../../shared/contract/errors.ts'
import { useVault } from './store.ts'
import { dropToast, toast, toastError } from './toasts.ts'
import { undoMessages } from './undo-messages.ts'
import type { Toast } from './vault-state.ts'

export const UNDO_MS = 10_000

/** The action can no longer be undone, for a reason that the page itself knows and words. */
interface NotUndone {
  readonly ok: false
  readonly why: Pick<Toast, 'text' | 'about' | 'detail'>
}

type Undo = () => Promise<Result<unknown> | NotUndone>

interface Undoable {
  readonly toastId: number
  readonly undo: Undo
}

/** Oldest first. */
let undoable: readonly Undoable[] = []

const forget = (one: Undoable) => {
  undoable = undoable.filter((other) => other !== one)
}

/** Reports an action in a toast and offers to undo it. `about`: the name of its subject. `kept`: called if the time ends without an undo. */
export function offerUndo(text: string, about: string | undefined, undo: Undo, kept?: () => void): void {
  const toastId = toast({
    tone: 'good',
    text,
    ...(about !== undefined && { about }),
    shownMs: UNDO_MS,
    action: { label: undoMessages.undo, run: () => void take(one) },
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
  else if ('why' in answer) toast({ tone: 'bad', ...answer.why })
  else toastError(answer.error)
}

/** Whether an action can be undone now. Never while the vault is locked or shut. */
export const canUndo = (): boolean => undoable.length > 0 && useVault.getState().phase.state === 'open'

export function undoLast(): void {
  const last = undoable.at(-1)
  if (last !== undefined) void take(last)
}

/** Keeps all actions and removes their toasts. Runs on locking, because another person may see the window then. */
export function forgetUndo(): void {
  for (const { toastId } of undoable) dropToast(toastId)
  undoable = []
}
