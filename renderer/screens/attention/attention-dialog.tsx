/** Everything that waits for a decision, each with its one next step. */
import { DAY_MS } from '../../../shared/expiry.ts'
import { closeDialog, openDetail, openDialog } from '../../acts.ts'
import { call } from '../../bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Ago } from '../../parts/time.tsx'
import { useVault } from '../../store.ts'
import { toast } from '../../toasts.ts'
import { attentionItems, type AttentionItem } from './attention-items.ts'
import { credentialWords, keychainWords, noticeWords } from './notice-words.ts'
import { operationTitle } from './operation-dialog.tsx'
import { QueueItem } from './queue-item.tsx'
import { OverlapItem } from './overlap-item.tsx'
import { OperationVerdict } from './operation-verdict.tsx'

/** Found anew with every change while the dialog is open: one pass over the keys. */
function useItems(): readonly AttentionItem[] {
  const { operations, queue, notices, keychain, accounts, book, now, settings } = useVault()
  return attentionItems({
    operations: operations.values(),
    queue,
    notices,
    keychain,
    accounts: accounts.values(),
    keys: Array.from(book.entries(), ({ row }) => row),
    now,
    leadMs: settings.leadDays * DAY_MS,
  })
}

export function AttentionDialog() {
  const items = useItems()
  return (
    <Dialog
      title="What needs a decision"
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
          <Icon of="active" className="good" /> Nothing does. All operations have come to an end.
        </p>
      )}
      <ul className="attention">
        {items.map((item) => (
          <li key={idOf(item)}>
            <Item item={item} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function idOf(item: AttentionItem): string {
  switch (item.kind) {
    case 'operation':
    case 'overlap':
      return item.operation.id
    case 'notice':
      return `${item.notice.kind} ${'name' in item.notice ? item.notice.name : ''}`
    case 'renewed':
      return `renewed ${item.key.id}`
    case 'credential':
      return `credential ${item.account.id}`
    case 'queue':
    case 'keychain':
      return item.kind
  }
}

function Item({ item }: { readonly item: AttentionItem }) {
  switch (item.kind) {
    case 'operation':
      return <OperationItem item={item} />
    case 'overlap':
      return <OverlapItem operation={item.operation} />
    case 'notice': {
      const { title, detail } = noticeWords(item.notice)
      return (
        <Notice tone={item.notice.kind === 'restored' ? 'note' : 'warn'} title={title}>
          {detail}{' '}
          <span className="faint">
            <Ago at={item.notice.at} />
          </span>
        </Notice>
      )
    }
    case 'queue':
      return <QueueItem queue={item.queue} />
    case 'keychain': {
      const { title, detail } = keychainWords(item.keychain)
      return (
        <Notice
          tone="warn"
          title={title}
          actions={
            <Button size="small" icon="sync" onPress={() => void call('keychain:check')}>
              Check again
            </Button>
          }
        >
          {detail}
        </Notice>
      )
    }
    case 'credential': {
      const { id, name } = item.account
      const { title, detail } = credentialWords(item.why, name)
      return (
        <Notice
          tone="warn"
          title={title}
          actions={
            <Button
              size="small"
              icon="connect"
              onPress={() => openDialog({ kind: 'change-account', account: id })}
            >
              {`New credential for ${name}`}
            </Button>
          }
        >
          {detail}
        </Notice>
      )
    }
    case 'renewed':
      return (
        <Notice
          tone="warn"
          title={`${item.key.name} was probably regenerated elsewhere`}
          actions={
            <Button
              size="small"
              icon="key"
              onPress={() => {
                openDetail(item.key.id)
                closeDialog()
              }}
            >
              {`Look at ${item.key.name}`}
            </Button>
          }
        >
          A newer key looks like this one. Say whether they are the same.
        </Notice>
      )
  }
}

function OperationItem({
  item: { operation },
}: {
  readonly item: Extract<AttentionItem, { kind: 'operation' }>
}) {
  return (
    <section className="attention-operation">
      <h3 className="wrap">{operationTitle(operation)}</h3>
      <p className="faint small">
        Begun <Ago at={operation.startedAt} />
      </p>
      <OperationVerdict
        operation={operation}
        size="small"
        onOutcome={(outcome) => {
          if (outcome.outcome === 'stored') toast({ tone: 'good', text: `${operation.name} is saved` })
          else openDialog({ kind: 'operation', operation: operation.id })
        }}
      />
    </section>
  )
}
