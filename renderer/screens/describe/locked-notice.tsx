/** Above the keys of an account whose provider the user described: why creating and deleting are locked, and the way to unlock them. */
import type { AccountRow } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useProvider } from '../../vault/store.ts'
import { lockedMessages } from './described-messages.ts'

export function LockedNotice({ account: { id, provider, asOf } }: { readonly account: AccountRow }) {
  const described = useProvider(provider)?.described
  if (described === undefined) return null
  if (described.state === 'unreadable')
    return (
      <Notice
        tone="warn"
        title={lockedMessages.unreadable}
        actions={
          <Button size="small" onPress={() => openDialog({ kind: 'describe-provider', provider })}>
            {lockedMessages.show}
          </Button>
        }
      >
        {lockedMessages.unreadableDetail}
      </Notice>
    )
  // Before the first sync there is no list to review.
  if (described.state === 'confirmed' || described.locked.length === 0 || asOf === undefined) return null
  return (
    <Notice
      tone="note"
      title={lockedMessages.title(described.locked)}
      actions={
        <Button size="small" onPress={() => openDialog({ kind: 'review-list', account: id })}>
          {lockedMessages.review}
        </Button>
      }
    >
      {lockedMessages.detail}
    </Notice>
  )
}
