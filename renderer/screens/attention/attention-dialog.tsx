/** Everything that waits for a decision, each with its one next step. */
import { closeDialog } from '../../app/acts.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import { NotificationTrouble } from '../reminders/notification-trouble.tsx'
import { Item } from './attention-item.tsx'
import { attentionItems, type AttentionItem } from './attention-items.ts'

/** Found anew with every change while the dialog is open: one pass over the keys. */
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
  return (
    <Dialog
      title="Needs attention"
      size="large"
      onClose={closeDialog}
      footer={
        <Button autoFocus onPress={closeDialog}>
          Close
        </Button>
      }
    >
      {items.length === 0 && (
        <p className="row soft">
          <Icon of="active" className="good" /> All clear: no operation is open, and no reminder is due.
        </p>
      )}
      <ul className="attention">
        {items.map((item) => (
          <li key={idOf(item)}>
            <Item item={item} />
          </li>
        ))}
      </ul>
      <NotificationTrouble />
    </Dialog>
  )
}

function idOf(item: AttentionItem): string {
  if ('operation' in item) return item.operation.id
  switch (item.kind) {
    case 'notice':
      return `${item.notice.kind} ${'name' in item.notice ? item.notice.name : ''}`
    case 'renewed':
      return `renewed ${item.key.id}`
    case 'credential':
      return `credential ${item.account.id}`
    case 'reminder':
      return `${item.event.reason} ${item.key}`
    case 'queue':
    case 'keychain':
    case 'others':
      return item.kind
  }
}
