/** Instead of an act that would lock the account out: the key is its credential. */
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'

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
          <Button onPress={closeDialog}>Cancel</Button>
          <Button
            looks="primary"
            icon="connect"
            autoFocus
            onPress={() => openDialog({ kind: 'change-account', account: account.id })}
          >
            {`Change credential for ${account.name}`}
          </Button>
        </>
      }
    >
      <p className="wrap">
        <strong>{account.name}</strong> signs in with <strong>{row.name}</strong>. Without it, Keyhold can’t
        list or rotate any key of this account. Change the account’s credential first.
      </p>
    </Dialog>
  )
}
