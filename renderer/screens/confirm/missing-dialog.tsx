/** Replaces a dialog whose subject was deleted in the meantime. */
import { closeDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { commonMessages } from '../../messages/common-messages.ts'
import { missingMessages } from './confirm-messages.ts'

interface Props {
  readonly what: keyof typeof missingMessages
}

export function MissingDialog({ what }: Props) {
  const { title, detail } = missingMessages[what]
  return (
    <Dialog
      title={title}
      size="small"
      onClose={closeDialog}
      footer={
        <Button autoFocus onPress={closeDialog}>
          {commonMessages.close}
        </Button>
      }
    >
      <p>{detail}</p>
    </Dialog>
  )
}
