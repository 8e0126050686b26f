/** Shown instead of a command that would lock the account out, because the key is the account's credential. */
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { commonMessages } from '../../messages/common-messages.ts'
import { ownCredentialMessages } from './confirm-messages.ts'

interface Props {
  readonly title: string
  readonly row: KeyRow
  readonly account: AccountRow
}

export function OwnCredentialDialog({ title, row, account }: Props) {
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>{commonMessages.cancel}</Button>
          <Button
            looks="primary"
            icon="connect"
            autoFocus
            onPress={() => openDialog({ kind: 'change-account', account: account.id })}
          >
            {ownCredentialMessages.change(account.name)}
          </Button>
        </>
      }
    >
      <p className="wrap">
        <strong>{account.name}</strong> {ownCredentialMessages.signsInWith} <strong>{row.name}</strong>
        {ownCredentialMessages.consequence}
      </p>
    </Dialog>
  )
}
