/** What the list says when it has nothing to show: why, and the way out. */
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
import { useVault } from '../../vault/store.ts'
import { sync } from '../../vault/vault-commands.ts'
import { focusSearch } from './search-focus.ts'

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
      title: 'No key matches',
      text: 'Try fewer words, or check the spelling.',
      action: <Button onPress={() => setQuery('')}>Clear the search</Button>,
    }
  if (syncing) return FIRST_SYNC
  switch (view.kind) {
    case 'all':
      return NO_KEYS
    case 'account':
      return { icon: 'key', title: 'No keys in this account', text: 'This credential can list no keys.' }
    case 'expiring':
      return {
        icon: 'active',
        title: 'Nothing expires soon',
        text: `No active key expires in the next ${leadDays} days.`,
      }
    case 'attention':
    case 'overlapping':
    case 'favourites':
      return QUIET[view.kind]
    case 'by-hand':
      return {
        icon: 'key',
        title: 'No manual keys',
        text: 'Keys from services Keyhold can’t connect to.',
        action: <Button onPress={() => openDialog({ kind: 'add-key' })}>Add a key manually</Button>,
      }
    default:
      return never(view)
  }
}

/** Of an account that was never listed nobody knows whether it has keys, so it is not said to have none. */
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
    title: 'Never synced',
    text,
    action: (
      <Button icon="sync" onPress={() => void sync(account)}>
        Sync now
      </Button>
    ),
  }
}

const isSyncing = (account: AccountRow): boolean => account.sync.state === 'running'

/** A term that cannot be read finds nothing: which it is, and what it was probably meant to be. */
function useUnreadable(): Words | undefined {
  const problems = useVault((state) => state.list.problems)
  const queryText = useVault((state) => state.queryText)
  const [first, ...more] = unreadable(problems)
  if (first === undefined) return undefined
  const mend = mendOf(queryText, first)
  const search = (next: string) => {
    setQuery(next)
    focusSearch()
  }
  return {
    icon: 'search',
    title: problemWords(first),
    text: more.length > 0 ? `No key is shown until this and ${more.length} more are corrected` : UNREADABLE,
    action: (
      <div className="empty-acts">
        {mend && (
          <Button looks="primary" onPress={() => search(mend.queryText)}>
            {mend.label}
          </Button>
        )}
        <Button onPress={() => search('')}>Clear the search</Button>
      </div>
    ),
  }
}

const UNREADABLE = 'No key is shown until the search can be read'

const QUIET: Record<'attention' | 'overlapping' | 'favourites', Words> = {
  attention: { icon: 'active', title: 'All clear', text: 'No key needs attention.' },
  overlapping: {
    icon: 'overlap',
    title: 'No overlaps',
    text: 'While you replace a key, the old and the new one are listed here.',
  },
  favourites: {
    icon: 'favourite',
    title: 'No favourites yet',
    text: 'Press Space on a key to keep it here.',
  },
}
const FIRST_SYNC: Words = { icon: 'sync', title: 'Fetching the list', text: 'Keys appear as they come in.' }
const NO_KEYS: Words = {
  icon: 'key',
  title: 'No keys yet',
  text: 'Your accounts have no keys that their credentials can list.',
  action: <Button onPress={() => openDialog({ kind: 'add-key' })}>Add a key manually</Button>,
}
