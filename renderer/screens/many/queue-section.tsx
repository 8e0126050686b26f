/** The keys of a queue that have the same status, each with its details and a button that shows it. */
import { memo } from 'react'
import type { QueueItem } from '../../../shared/model/queue.ts'
import { overlapLeft } from '../../../shared/model/overlap.ts'
import { closeDialog, openDialog, showKey } from '../../app/page-actions.ts'
import { errorOf, sentence } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useAccount, useKey, useProvider, useVault } from '../../vault/store.ts'
import { queueSectionMessages } from './queue-dialog-messages.ts'
import { STATUSES, type Section } from './queue-messages.ts'

export function QueueSection({ section: { status, items } }: { readonly section: Section }) {
  const { word, icon, tone } = STATUSES[status]
  return (
    <section className="queue-section">
      <h3>
        <Icon of={icon} className={status === 'running' ? `turning ${tone}` : tone} />
        {queueSectionMessages.heading(word, items.length)}
      </h3>
      <ul>
        {items.map((item) => (
          <Item key={item.key} item={item} needsUser={status === 'needs-you'} />
        ))}
      </ul>
    </section>
  )
}

interface ItemProps {
  readonly item: QueueItem
  readonly needsUser: boolean
}

/** Memoized: a queue may have a thousand items, and they change one at a time. */
const Item = memo(function Item({ item, needsUser }: ItemProps) {
  const { key, name, operation } = item
  const row = useKey(key)
  const account = useAccount(row?.account)?.name
  const show = () => {
    showKey(key)
    closeDialog()
  }
  return (
    <li className="queue-item">
      <span className="queue-name">
        {row === undefined ? (
          <span className="cut soft">{name}</span>
        ) : (
          <Button size="small" looks="quiet" onPress={show} aria-label={queueSectionMessages.show(name)}>
            {name}
          </Button>
        )}
        <span className="cut faint small">{account}</span>
      </span>
      <ItemWords item={item} />
      {needsUser && operation !== undefined && (
        <Button size="small" onPress={() => openDialog({ kind: 'operation', operation })}>
          {queueSectionMessages.nextStep}
        </Button>
      )}
    </li>
  )
})

function ItemWords({ item: { key, state, error } }: { readonly item: QueueItem }) {
  const now = useVault((vault) => vault.now)
  const row = useKey(key)
  const provider = useProvider(row?.provider)?.name
  if (error !== undefined) {
    const { title, detail, action } = sentence(errorOf(error), { now, provider })
    return (
      <span className="wrap soft small selectable">
        <strong>{title}</strong>. {detail} {action}
      </span>
    )
  }
  if (state !== 'done' || row?.overlap === undefined) return <span />
  return <span className="soft small">{queueSectionMessages.overlapping(overlapLeft(row.overlap, now))}</span>
}
