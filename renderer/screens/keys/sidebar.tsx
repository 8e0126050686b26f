/** The way to every view of the keys, to the accounts and to the other screens. */
import type { ReactNode } from 'react'
import { Button as PressArea } from 'react-aria-components'
import type { AccountRow } from '../../../shared/model.ts'
import { openDialog, showScreen, showView } from '../../acts.ts'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { useVault } from '../../store.ts'
import type { Screen } from '../../vault-state.ts'
import type { Counts, View } from '../../views.ts'
import { VIEW_WORDS } from './view-title.ts'

type PlainView = Exclude<View['kind'], 'account'>

interface ViewItem {
  readonly kind: PlainView
  readonly icon: IconName
  readonly count: (counts: Counts) => number
}

const VIEWS: readonly ViewItem[] = [
  { kind: 'all', icon: 'all', count: ({ all }) => all },
  { kind: 'expiring', icon: 'expiring', count: ({ expiring }) => expiring },
  { kind: 'attention', icon: 'attention', count: ({ attention }) => attention },
  { kind: 'overlapping', icon: 'overlap', count: ({ overlapping }) => overlapping },
  { kind: 'favourites', icon: 'favourite', count: ({ favourites }) => favourites },
]

const SCREENS: readonly { readonly screen: Screen; readonly icon: IconName; readonly word: string }[] = [
  { screen: 'timeline', icon: 'timeline', word: 'Timeline' },
  { screen: 'history', icon: 'history', word: 'History' },
  { screen: 'settings', icon: 'settings', word: 'Settings' },
]

export function Sidebar() {
  const accounts = useVault((state) => state.accounts)
  const counts = useVault((state) => state.counts)
  const screen = useVault((state) => state.screen)
  const view = useVault((state) => state.view)
  const isHere = (kind: PlainView) => screen === 'keys' && view.kind === kind
  return (
    <nav className="sidebar" aria-label="Main">
      <p className="brand">
        <Icon of="key" />
        Keyhold
      </p>
      <ul>
        {VIEWS.map(({ kind, icon, count }) => (
          <Item
            key={kind}
            icon={icon}
            isHere={isHere(kind)}
            count={count(counts)}
            onPress={() => showView({ kind })}
          >
            {VIEW_WORDS[kind]}
          </Item>
        ))}
      </ul>
      <h2 className="section-title" id="sidebar-accounts">
        Accounts
      </h2>
      <ul className="sidebar-accounts" aria-labelledby="sidebar-accounts">
        {[...accounts.values()].map((account) => (
          <AccountItem
            key={account.id}
            account={account}
            count={counts.accounts.get(account.id) ?? 0}
            isHere={screen === 'keys' && view.kind === 'account' && view.account === account.id}
          />
        ))}
        {counts.byHand > 0 && (
          <Item
            icon="edit"
            isHere={isHere('by-hand')}
            count={counts.byHand}
            onPress={() => showView({ kind: 'by-hand' })}
          >
            {VIEW_WORDS['by-hand']}
          </Item>
        )}
        <Item icon="add" onPress={() => openDialog({ kind: 'connect-account' })}>
          Connect account
        </Item>
      </ul>
      <ul className="sidebar-screens">
        {SCREENS.map(({ screen: target, icon, word }) => (
          <Item key={target} icon={icon} isHere={screen === target} onPress={() => showScreen(target)}>
            {word}
          </Item>
        ))}
      </ul>
    </nav>
  )
}

interface ItemProps {
  readonly icon: IconName
  readonly isHere?: boolean
  readonly count?: number
  readonly mark?: ReactNode
  readonly title?: string
  readonly onPress: () => void
  readonly children: string
}

function Item({ icon, isHere = false, count, mark, onPress, children }: ItemProps) {
  return (
    <li>
      <PressArea
        className={`sidebar-item ${isHere ? 'here' : ''}`}
        onPress={onPress}
        {...(isHere && { 'aria-current': 'page' as const })}
      >
        <Icon of={icon} />
        <span className="cut" dir="auto" title={children}>
          {children}
        </span>
        {mark}
        {count !== undefined && (
          <span className="count">
            <span className="unseen">, </span>
            {count.toLocaleString()}
            <span className="unseen"> keys</span>
          </span>
        )}
      </PressArea>
    </li>
  )
}

interface AccountItemProps {
  readonly account: AccountRow
  readonly count: number
  readonly isHere: boolean
}

function AccountItem({ account, count, isHere }: AccountItemProps) {
  return (
    <Item
      icon="account"
      isHere={isHere}
      count={count}
      mark={<SyncMark account={account} />}
      onPress={() => showView({ kind: 'account', account: account.id })}
    >
      {account.name}
    </Item>
  )
}

function SyncMark({ account: { sync } }: { readonly account: AccountRow }) {
  if (sync.state === 'running')
    return (
      <span title="Syncing">
        <Icon of="sync" className="turning soft" />
        <span className="unseen">, syncing</span>
      </span>
    )
  if (sync.state !== 'failed') return null
  return (
    <span title="The last sync failed">
      <Icon of="danger" className="warn" />
      <span className="unseen">, the last sync failed</span>
    </span>
  )
}
