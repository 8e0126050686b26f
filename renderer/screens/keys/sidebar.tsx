/** The sidebar: links to every view of the keys, to the accounts and to the other screens. */
import { useState, type CSSProperties, type ReactNode } from 'react'
import { Button as PressArea } from 'react-aria-components'
import { useShallow } from 'zustand/react/shallow'
import type { AccountId } from '../../../shared/model/model.ts'
import { openDialog, showScreen, showView } from '../../app/page-actions.ts'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { AccountTile } from '../../parts/provider-tile.tsx'
import { commonMessages } from '../../messages/common-messages.ts'
import { isNeverSynced, neverSyncedWords } from '../../messages/never-synced.ts'
import { currentSearch } from '../../vault/saved-searches.ts'
import { useVault } from '../../vault/store.ts'
import type { Screen } from '../../vault/vault-state.ts'
import type { Counts, View } from '../../list/views.ts'
import { accountsInOrder } from './account-order.ts'
import { SavedSearches } from '../searches/saved-searches.tsx'
import { SidebarEdge } from './sidebar-edge.tsx'
import { CountText, SectionHead } from './sidebar-parts.tsx'
import {
  ACCOUNTS,
  BRAND,
  FILTER_ACCOUNTS,
  SCREEN_WORDS,
  SIDEBAR,
  syncMarkMessages,
} from './sidebar-messages.ts'
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

interface ScreenItem {
  readonly screen: Screen
  readonly icon: IconName
  readonly word: string
}

const SCREENS: readonly ScreenItem[] = [
  { screen: 'timeline', icon: 'timeline', word: SCREEN_WORDS.timeline },
  { screen: 'history', icon: 'history', word: SCREEN_WORDS.history },
  { screen: 'settings', icon: 'settings', word: SCREEN_WORDS.settings },
]

/** Numbers and marks, which change during a sync, read the store themselves, so that the buttons around them are not rendered again. */
export function Sidebar() {
  // A new user needs no views that are all empty.
  const isUntouched = useVault(({ accounts, counts }) => accounts.size === 0 && counts.all === 0)
  const saved = useVault((state) => state.settings.sidebarWidth)
  const [dragged, setDragged] = useState<number>()
  return (
    <nav
      className="sidebar"
      aria-label={SIDEBAR}
      style={{ '--sidebar-width': `${dragged ?? saved}px` } as CSSProperties}
    >
      <p className="brand">
        <Icon of="key" />
        {BRAND}
      </p>
      <ul>
        {VIEWS.filter(({ kind }) => !isUntouched || kind === 'all').map((item) => (
          <ViewLink key={item.kind} {...item} />
        ))}
      </ul>
      <div className="sidebar-middle">
        <SavedSearches />
        <Accounts />
      </div>
      <ul className="sidebar-screens">
        {SCREENS.map((item) => (
          <ScreenLink key={item.screen} {...item} />
        ))}
      </ul>
      <SidebarEdge widthPx={dragged ?? saved} onDrag={setDragged} />
    </nav>
  )
}

/** From this number of accounts on, the sidebar offers a filter by name. */
const MANY_ACCOUNTS = 8

function useAccounts(text: string): readonly AccountId[] {
  return useVault(
    useShallow(({ accounts }) => {
      return accountsInOrder(accounts.values(), text).map(({ id }) => id)
    }),
  )
}

function Accounts() {
  const [text, setText] = useState('')
  const isMany = useVault(({ accounts }) => accounts.size >= MANY_ACCOUNTS)
  const accounts = useAccounts(isMany ? text : '')
  const hasKeysByHand = useVault(({ counts }) => counts.byHand > 0)
  const isFolded = useVault(({ settings }) => settings.foldedSections.includes('accounts'))
  return (
    <>
      <SectionHead section="accounts" title={ACCOUNTS} isFolded={isFolded} listId="sidebar-accounts" />
      {isMany && !isFolded && (
        <input
          type="search"
          className="input account-filter"
          aria-label={FILTER_ACCOUNTS}
          placeholder={FILTER_ACCOUNTS}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <ul id="sidebar-accounts" className="sidebar-accounts" aria-label={ACCOUNTS} hidden={isFolded}>
        {accounts.map((id) => (
          <AccountLink key={id} id={id} />
        ))}
        {hasKeysByHand && <ViewLink kind="by-hand" icon="edit" count={({ byHand }) => byHand} />}
      </ul>
      <ul>
        <Item icon={<Icon of="add" />} onPress={() => openDialog({ kind: 'connect-account' })}>
          {commonMessages.connectAccount}
        </Item>
      </ul>
    </>
  )
}

interface ItemProps {
  readonly icon: ReactNode
  readonly isHere?: boolean
  /** Shown after the text. */
  readonly mark?: ReactNode
  readonly onPress: () => void
  readonly children: string
}

function Item({ icon, isHere = false, mark, onPress, children }: ItemProps) {
  return (
    <li title={children}>
      <PressArea
        className={`sidebar-item ${isHere ? 'here' : ''}`}
        onPress={onPress}
        {...(isHere && { 'aria-current': 'page' as const })}
      >
        {icon}
        <span className="cut" dir="auto">
          {children}
        </span>
        {mark}
      </PressArea>
    </li>
  )
}

function Count({ of }: { readonly of: (counts: Counts) => number }) {
  const count = useVault(({ counts }) => of(counts))
  return <CountText count={count} />
}

function ViewLink({ kind, icon, count }: ViewItem) {
  const isHere = useVault(
    (state) => state.screen === 'keys' && state.view.kind === kind && currentSearch(state) === undefined,
  )
  return (
    <Item
      icon={<Icon of={icon} />}
      isHere={isHere}
      mark={<Count of={count} />}
      onPress={() => showView({ kind })}
    >
      {VIEW_WORDS[kind]}
    </Item>
  )
}

function ScreenLink({ screen: target, icon, word }: ScreenItem) {
  const isHere = useVault(({ screen }) => screen === target)
  return (
    <Item icon={<Icon of={icon} />} isHere={isHere} onPress={() => showScreen(target)}>
      {word}
    </Item>
  )
}

function AccountLink({ id }: { readonly id: AccountId }) {
  const name = useVault(({ accounts }) => accounts.get(id)?.name)
  const isHere = useVault(
    ({ screen, view }) => screen === 'keys' && view.kind === 'account' && view.account === id,
  )
  return (
    <Item
      icon={<AccountTile id={id} />}
      isHere={isHere}
      mark={
        <>
          <SyncMark account={id} />
          <AccountCount id={id} />
        </>
      }
      onPress={() => showView({ kind: 'account', account: id })}
    >
      {name ?? ''}
    </Item>
  )
}

/** Shows no number for an account that was never synced, because its number of keys is unknown. */
function AccountCount({ id }: { readonly id: AccountId }) {
  const words = useVault(({ accounts, counts }) => {
    const account = accounts.get(id)
    const keys = counts.accounts.get(id) ?? 0
    if (account === undefined || keys > 0 || account.sync.state === 'running') return undefined
    return isNeverSynced(account) ? neverSyncedWords(keys) : undefined
  })
  if (words === undefined) return <Count of={({ accounts }) => accounts.get(id) ?? 0} />
  return (
    <span className="count never-synced">
      <span className="unseen">, </span>
      {words}
    </span>
  )
}

function SyncMark({ account }: { readonly account: AccountId }) {
  const state = useVault(({ accounts }) => accounts.get(account)?.sync.state)
  if (state === 'running')
    return (
      <span title={syncMarkMessages.running}>
        <Icon of="sync" className="turning soft" />
        <span className="unseen">{syncMarkMessages.runningAfter}</span>
      </span>
    )
  if (state !== 'failed') return null
  return (
    <span title={syncMarkMessages.failed}>
      <Icon of="danger" className="warn" />
      <span className="unseen">{syncMarkMessages.failedAfter}</span>
    </span>
  )
}
