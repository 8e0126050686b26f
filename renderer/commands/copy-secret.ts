/** Copies the secret of the key that the user chose. If there is no secret to copy, says why, and that the clipboard has not changed. */
import type { KeyRow } from '../../shared/model/model.ts'
import { openDialog } from '../app/page-actions.ts'
import { NOT_COPIED } from '../messages/clipboard-messages.ts'
import { useVault } from '../vault/store.ts'
import { toast } from '../vault/toasts.ts'
import { copyKey } from '../vault/vault-commands.ts'
import { commandMessages } from './commands-messages.ts'
import { hasSecret } from './key-commands.ts'

/**
 * Does not copy an earlier secret while the key's new secret is not yet in the keychain: the earlier one may no longer work. The new secret can be
 * copied from the next steps of its operation.
 */
export function copySecret(key: KeyRow): void {
  if (hasSecret(key)) void copyKey(key)
  else toast({ tone: 'warn', about: key.name, ...whyNot(key) })
}

function whyNot({ id, secret }: KeyRow) {
  if (secret !== 'unsaved') return NOT_COPIED.missing
  const operation = [...useVault.getState().operations.values()].find(({ key }) => key === id)
  if (operation === undefined) return NOT_COPIED.unsaved
  const run = () => openDialog({ kind: 'operation', operation: operation.id })
  return { ...NOT_COPIED.unsaved, action: { label: commandMessages.nextSteps, run } }
}
