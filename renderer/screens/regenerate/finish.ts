/** Ends a successful operation in the page: its dialog closes, the key is opened, and a toast says what is stored. */
import type { StoredOutcome } from '../../../shared/model/operation.ts'
import { closeDialog, openAdded, openChanged } from '../../app/page-actions.ts'
import type { DialogState } from '../../vault/dialog-state.ts'
import { useVault } from '../../vault/store.ts'
import { errorOf } from '../../messages/errors.ts'
import { toast, toastError } from '../../vault/toasts.ts'
import { outcomeContext, type OutcomeFacts } from './outcome-context.ts'
import { storedWords } from './outcome-messages.ts'

/** The time to read three sentences. */
const SHOWN_MS = 10_000

/** `from`: the dialog that ran the operation. If another dialog has replaced it, that dialog stays, and only the toast is shown. */
export function finish(outcome: StoredOutcome, facts: OutcomeFacts, from: DialogState | undefined): void {
  toastStored(outcome, facts)
  if (useVault.getState().dialog !== from) return
  closeDialog()
  if (facts.kind === 'add' || facts.kind === 'create') openAdded(outcome.key)
  else openChanged(outcome.key)
}

/** Shows only the toast, for a list of open operations that stays open. */
export function toastStored({ operation, unfinished }: StoredOutcome, facts: OutcomeFacts): void {
  const words = storedWords(outcomeContext(operation, facts, useVault.getState()))
  toast({ tone: 'good', ...words, about: facts.name, shownMs: SHOWN_MS })
  if (unfinished !== undefined) toastError(errorOf(unfinished), { provider: facts.provider })
}
