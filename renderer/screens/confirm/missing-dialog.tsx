/** For a dialog about something that has gone in the meantime. */
import { closeDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'

interface Props {
  readonly what: 'key' | 'account' | 'version' | 'operation'
}

const WORDS: Record<Props['what'], readonly [title: string, detail: string]> = {
  key: ['This key is gone', 'It was deleted from the vault, or joined with another one.'],
  account: ['This account is gone', 'It was removed from the vault.'],
  version: ['This version is gone', 'It was deleted from the vault.'],
  operation: ['Already resolved', 'This operation has ended. You don’t need to do anything.'],
}

export function MissingDialog({ what }: Props) {
  const [title, detail] = WORDS[what]
  return (
    <Dialog
      title={title}
      size="small"
      onClose={closeDialog}
      footer={
        <Button autoFocus onPress={closeDialog}>
          Close
        </Button>
      }
    >
      <p>{detail}</p>
    </Dialog>
  )
}
