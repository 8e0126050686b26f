/** Shown in an empty list: the reason and the next step. */
import type { ReactNode } from 'react'
import { never } from '../../../shared/contract/errors.ts'
import type { AccountRow } from '../../../shared/model/model.ts'
import { unreadable } from '../../../shared/search/query.ts'
import { openDialog, setQuery } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { neverSyncedIn, notListedWords } from '../../messages/never-synced.ts'
import { mendOf, problemWords } from '../../list/query-messages.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { useVault } from '../../vault/store.ts'
import { sync } from '../../vault/vault-commands.ts'
import { emptyListMessages } from './empty-list-messages.ts'
import { keySearchFocus } from './search-focus.ts'

interface Words {
  readonly icon: IconName
  readonly title: string
  readonly text: string
  readonly action?: ReactNode
}

export function EmptyList() {
  const words = useWords()
  const unlisted = useUnlisted()
  const { icon, title, text, action } = useUnreadable() ?? unlisted ?? words
  return (
    <div className="empty">
      <Icon of={icon} className="empty-icon" />
      <h2>{title}</h2>
      <p className="soft">{text}</p>
      {action}
    </div>
  )
}

function useWords(): Words {
  const isSearch = useVault(({ queryText }) => queryText.trim() !== '')
  const view = useVault((state) => state.view)
  const leadDays = useVault((state) => state.settings.leadDays)
  const syncing = useVault(
    ({ accounts }) => view.kind === 'account' && accounts.get(view.account)?.sync.state === 'running',
  )
  if (isSearch)
    return {
      icon: 'search',
      ...emptyListMessages.noMatch,
      action: <Button onPress={() => setQuery('')}>{commonMessages.clearSearch}</Button>,
    }
  if (syncing) return FIRST_SYNC
  switch (view.kind) {
    case 'all':
      return NO_KEYS
    case 'account':
      return { icon: 'key', ...emptyListMessages.account }
    case 'expiring':
      return {
        icon: 'active',
        title: emptyListMessages.expiring.title,
        text: emptyListMessages.expiring.text(leadDays),
      }
    case 'attention':
    case 'overlapping':
    case 'favourites':
      return QUIET[view.kind]
    case 'by-hand':
      return {
        icon: 'key',
        ...emptyListMessages.manual,
        action: <Button onPress={() => openDialog({ kind: 'add-key' })}>{emptyListMessages.addKey}</Button>,
      }
    default:
      return never(view)
  }
}

/** An account that was never synced may have keys. So the list says "never synced" instead of "no keys". */
function useUnlisted(): Words | undefined {
  const account = useVault(({ view }) => (view.kind === 'account' ? view.account : undefined))
  const text = useVault((state) => {
    if (state.queryText.trim() !== '' || (state.view.kind !== 'all' && account === undefined))
      return undefined
    const accounts = neverSyncedIn(state).filter(({ id }) => account === undefined || id === account)
    return accounts.some(isSyncing) ? undefined : notListedWords(accounts)
  })
  if (text === undefined) return undefined
  return {
    icon: 'sync',
    title: emptyListMessages.neverSynced,
    text,
    action: (
      <Button icon="sync" onPress={() => void sync(account)}>
        {emptyListMessages.sync}
      </Button>
    ),
  }
}

const isSyncing = (account: AccountRow): boolean => account.sync.state === 'running'

/** An invalid search term matches no key. Names the term and offers the probable correction. */
function useUnreadable(): Words | undefined {
  const problems = useVault((state) => state.list.problems)
  const queryText = useVault((state) => state.queryText)
  const [first, ...more] = unreadable(problems)
  if (first === undefined) return undefined
  const mend = mendOf(queryText, first)
  const search = (next: string) => {
    setQuery(next)
    keySearchFocus.focus()
  }
  return {
    icon: 'search',
    title: problemWords(first),
    text: emptyListMessages.unreadable(more.length),
    action: (
      <div className="empty-actions">
        {mend && (
          <Button looks="primary" onPress={() => search(mend.queryText)}>
            {mend.label}
          </Button>
        )}
        <Button onPress={() => search('')}>{commonMessages.clearSearch}</Button>
      </div>
    ),
  }
}

const QUIET: Record<'attention' | 'overlapping' | 'favourites', Words> = {
  attention: { icon: 'active', ...emptyListMessages.attention },
  overlapping: { icon: 'overlap', ...emptyListMessages.overlapping },
  favourites: { icon: 'favourite', ...emptyListMessages.favourites },
}
const FIRST_SYNC: Words = { icon: 'sync', ...emptyListMessages.firstSync }
const NO_KEYS: Words = {
  icon: 'key',
  ...emptyListMessages.noKeys,
  action: <Button onPress={() => openDialog({ kind: 'add-key' })}>{emptyListMessages.addKey}</Button>,
}
