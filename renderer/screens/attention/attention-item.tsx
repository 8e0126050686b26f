/** One thing that waits for a decision, with its next step. */
import type { KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import type { Notice as VaultNotice } from '../../../shared/contract/snapshot.ts'
import { closeDialog, openDetail, openDialog } from '../../app/acts.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Ago } from '../../parts/time.tsx'
import { toast } from '../../vault/toasts.ts'
import { KeychainOffer } from '../settings/keychain-offer.tsx'
import type { AttentionItem } from './attention-items.ts'
import { credentialWords, keychainWords, noticeWords } from './notice-words.ts'
import { operationTitle } from './operation-dialog.tsx'
import { OperationVerdict } from './operation-verdict.tsx'
import { OthersItem } from './others-item.tsx'
import { OverlapItem } from './overlap-item.tsx'
import { QueueItem } from './queue-item.tsx'
import { ReminderItem } from './reminder-item.tsx'

export function Item({ item }: { readonly item: AttentionItem }) {
  if ('operation' in item)
    return item.kind === 'overlap' ? (
      <OverlapItem operation={item.operation} />
    ) : (
      <OperationItem operation={item.operation} />
    )
  switch (item.kind) {
    case 'notice':
      return <NoticeItem notice={item.notice} />
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
          <p>{detail}</p>
          <KeychainOffer size="small" />
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
    case 'reminder':
      return <ReminderItem id={item.key} event={item.event} />
    case 'others':
      return <OthersItem count={item.count} />
    case 'renewed':
      return <RenewedItem row={item.key} />
  }
}

function OperationItem({ operation }: { readonly operation: OperationRow }) {
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
          if (outcome.outcome === 'stored')
            toast({ tone: 'good', text: 'The new secret is saved', about: operation.name })
          else openDialog({ kind: 'operation', operation: operation.id })
        }}
      />
    </section>
  )
}

function RenewedItem({ row }: { readonly row: KeyRow }) {
  return (
    <Notice
      tone="warn"
      title={`${row.name} was probably regenerated elsewhere`}
      actions={
        <Button
          size="small"
          icon="key"
          onPress={() => {
            openDetail(row.id)
            closeDialog()
          }}
        >
          {`Look at ${row.name}`}
        </Button>
      }
    >
      A newer key looks like this one. Is it the same key?
    </Notice>
  )
}

function NoticeItem({ notice }: { readonly notice: VaultNotice }) {
  const { title, detail } = noticeWords(notice)
  return (
    <Notice tone={notice.kind === 'restored' ? 'note' : 'warn'} title={title}>
      {detail}{' '}
      <span className="faint">
        <Ago at={notice.at} />
      </span>
    </Notice>
  )
}
