/** Shown in place of a dialog that changes many keys if it can change none of the selected ones. Says why. */
import type { ReactNode } from 'react'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'

export function NothingDialog({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      footer={
        <Button autoFocus onPress={closeDialog}>
          {commonMessages.close}
        </Button>
      }
    >
      {children}
    </Dialog>
  )
}
