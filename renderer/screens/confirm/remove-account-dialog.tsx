/** Removes an account from Keyhold. Its keys stay as manual keys. */
import type { AccountId } from '../../../shared/model/model.ts'
import { showView } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { useAccount, useProvider, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { MissingDialog } from './missing-dialog.tsx'
import { removeAccountMessages } from './confirm-messages.ts'

export function RemoveAccountDialog({ id }: { readonly id: AccountId }) {
  const account = useAccount(id)
  const provider = useProvider(account?.provider)?.name ?? commonMessages.theProvider
  const count = useVault(({ counts }) => counts.accounts.get(id) ?? 0)
  if (account === undefined) return <MissingDialog what="account" />
  return (
    <ConfirmDialog
      title={removeAccountMessages.title(account.name)}
      words={removeAccountMessages.confirm(account.name)}
      icon="trash"
      nameToType={account.name}
      provider={provider}
      run={() => call('account:remove', { account: id, name: account.name })}
      then={() => {
        showView({ kind: 'all' })
        toast({
          tone: 'good',
          text: removeAccountMessages.done,
          about: account.name,
          detail: removeAccountMessages.doneDetail(count),
        })
      }}
    >
      <p>{removeAccountMessages.keys(count)}</p>
      <p className="soft">{removeAccountMessages.atProvider(provider)}</p>
    </ConfirmDialog>
  )
}
