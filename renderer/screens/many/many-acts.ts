/** What is done to the selected keys without a dialog: each asks main once and says in a toast how it went. */
import type { Input } from '../../../shared/contract/contract.ts'
import type { AccountId, KeyId } from '../../../shared/model/model.ts'
import { call } from '../../vault/bridge.ts'
import { toast, toastError } from '../../vault/toasts.ts'
import { sync } from '../../vault/vault-commands.ts'
import { keysText } from './selection-messages.ts'

type Format = Input<'keys:export'>['format']

/** Metadata only: main writes the file, where the user says. */
export async function exportKeys(keys: readonly KeyId[], format: Format): Promise<void> {
  const answer = await call('keys:export', { keys: [...keys], format })
  if (!answer.ok) toastError(answer.error)
  else if (answer.value.saved)
    toast({ tone: 'good', text: `Metadata of ${keysText(keys.length)} saved`, detail: 'It holds no secret.' })
}

export function syncAccounts(accounts: readonly AccountId[]): void {
  for (const account of accounts) void sync(account)
}
