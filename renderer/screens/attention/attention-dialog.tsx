/** The dialog of everything that waits for a decision by the user, each item with its next step. */
import { closeDialog } from '../../app/page-actions.ts'
import { useUndoInDialog } from '../../commands/use-undo-in-dialog.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import { NotificationTrouble } from '../reminders/notification-trouble.tsx'
import { commonMessages } from '../../messages/common-messages.ts'
import { attentionItems, type AttentionItem } from './attention-items.ts'
import { MESSAGES } from './attention-messages.ts'
import { AttentionTable } from './attention-table.tsx'

/** The items are recomputed on every change while the dialog is open. Each computation is one pass over the keys. */
function useItems(): readonly AttentionItem[] {
  const { operations, queue, notices, keychain, accounts, keyIndex, now, settings } = useVault()
  return attentionItems({
    operations: operations.values(),
    queue,
    notices,
    keychain,
    accounts: accounts.values(),
    keys: keyIndex.rows(),
    now,
    settings,
  })
}

export function AttentionDialog() {
  const items = useItems()
  useUndoInDialog()
  return (
    <Dialog
      title={MESSAGES.title}
      size="large"
      onClose={closeDialog}
      footer={<Button onPress={closeDialog}>{commonMessages.close}</Button>}
    >
      {items.length === 0 ? (
        <p className="row soft">
          <Icon of="active" className="good" /> {MESSAGES.allClear}
        </p>
      ) : (
        <AttentionTable items={items} />
      )}
      <NotificationTrouble />
    </Dialog>
  )
}
