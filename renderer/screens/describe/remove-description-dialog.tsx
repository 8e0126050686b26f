/** Removes the description of a provider that no account uses, or lists the accounts that use it. */
import type { DescribedId } from '../../../shared/model/provider-description.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { call } from '../../vault/bridge.ts'
import { useProvider, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { ConfirmDialog } from '../confirm/confirm-dialog.tsx'
import { removeMessages } from './described-messages.ts'

export function RemoveDescriptionDialog({ provider }: { readonly provider: DescribedId }) {
  const name = useProvider(provider)?.name ?? commonMessages.theProvider
  const accounts = useVault((state) => state.accounts)
  const using = [...accounts.values()].filter((account) => account.provider === provider)
  if (using.length > 0)
    return (
      <Dialog
        title={removeMessages.inUse}
        onClose={closeDialog}
        footer={
          <Button autoFocus onPress={closeDialog}>
            {commonMessages.close}
          </Button>
        }
      >
        <ul className="plain-lines">
          {using.map((account) => (
            <li key={account.id} className="wrap">
              <bdi>{account.name}</bdi>
            </li>
          ))}
        </ul>
        <p className="soft">{removeMessages.inUseDetail}</p>
      </Dialog>
    )
  return (
    <ConfirmDialog
      title={removeMessages.title(name)}
      words={removeMessages.confirm}
      icon="trash"
      run={() => call('description:remove', { provider })}
      then={() => toast({ tone: 'good', text: removeMessages.done, about: name })}
    >
      <p>{removeMessages.detail}</p>
    </ConfirmDialog>
  )
}
