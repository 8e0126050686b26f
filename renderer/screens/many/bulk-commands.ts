/** Commands on the selected keys that need no dialog. Each calls main and reports the result in a toast. */
import type { Input } from '../../../shared/contract/contract.ts'
import type { AccountId, KeyId } from '../../../shared/model/model.ts'
import { call } from '../../vault/bridge.ts'
import { toast, toastError } from '../../vault/toasts.ts'
import { showCopied, sync } from '../../vault/vault-commands.ts'
import { bulkMessages } from './bulk-messages.ts'

type Format = Input<'keys:export'>['format']

/** Exports metadata only. Main writes the file to the place that the user chooses. */
export async function exportKeys(keys: readonly KeyId[], format: Format): Promise<void> {
  const answer = await call('keys:export', { keys: [...keys], format })
  if (!answer.ok) toastError(answer.error)
  else if (answer.value.saved)
    toast({ tone: 'good', text: bulkMessages.exported(keys.length), detail: bulkMessages.exportedDetail })
}

export function syncAccounts(accounts: readonly AccountId[]): void {
  for (const account of accounts) void sync(account)
}

/** Copies all keys as one text, so that one paste fills an `.env` file. */
export async function copyAsEnv(keys: readonly KeyId[]): Promise<void> {
  const answer = await call('keys:copy-env', { keys: [...keys] })
  if (!answer.ok) {
    toastError(answer.error)
    return
  }
  const { clearsAt, copied, missing, twice } = answer.value
  const warnings = [
    ...(missing > 0 ? [bulkMessages.envMissing(missing)] : []),
    ...(twice.length > 0 ? [bulkMessages.envTwice(twice.join(', '))] : []),
  ]
  showCopied(bulkMessages.envCopied(copied), clearsAt, warnings.length > 0 ? warnings.join(' ') : undefined)
}
