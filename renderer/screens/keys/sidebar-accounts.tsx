/**
 * The accounts in the sidebar. Many accounts can be filtered by name, and those of one provider form a group that folds. A row has the menu of
 * its account: by right-click, the Menu key or Shift+F10.
 */
import { useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { providerFold } from '../../../shared/model/list-settings.ts'
import type { AccountId, AccountRow } from '../../../shared/model/model.ts'
import { openDialog, showView } from '../../app/page-actions.ts'
import { isMac } from '../../app/platform.ts'
import { commandMessages } from '../../commands/commands-messages.ts'
import { commandsOfAccount } from '../../commands/commands-of-account.ts'
import { menuEntries } from '../../commands/menu-entries.ts'
import { isPressOf } from '../../commands/shortcuts.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { isNeverSynced, neverSyncedWords } from '../../messages/never-synced.ts'
import { Icon } from '../../parts/icon.tsx'
import { pressOf } from '../../parts/key-press.ts'
import { PointMenu } from '../../parts/point-menu.tsx'
import { AccountTile } from '../../parts/provider-tile.tsx'
import { useProvider, useVault } from '../../vault/store.ts'
import { accountGroups, accountsInOrder, MANY_ACCOUNTS, shownSync } from './account-order.ts'
import { ACCOUNTS, FILTER_ACCOUNTS, syncMarkMessages } from './sidebar-messages.ts'
import { Count, Item, SectionHead, ViewLink } from './sidebar-parts.tsx'

interface OpenMenu {
  readonly account: AccountRow
  readonly x: number
  readonly y: number
}

type OnMenu = (menu: OpenMenu) => void

function useAccounts(text: string): readonly AccountId[] {
  return useVault(useShallow(({ accounts }) => accountsInOrder(accounts.values(), text).map(({ id }) => id)))
}

export function Accounts() {
  const [text, setText] = useState('')
  const [menu, setMenu] = useState<OpenMenu>()
  const isMany = useVault(({ accounts }) => accounts.size >= MANY_ACCOUNTS)
  const ids = useAccounts(isMany ? text : '')
  const hasKeysByHand = useVault(({ counts }) => counts.byHand > 0)
  const isFolded = useVault(({ settings }) => settings.foldedSections.includes('accounts'))
  // The provider of an account never changes, so only the ids are followed.
  const groups = accountGroups(ids, (id) => useVault.getState().accounts.get(id)?.provider, isMany)
  return (
    <>
      <SectionHead section="accounts" isFolded={isFolded} listId="sidebar-accounts">
        {ACCOUNTS}
      </SectionHead>
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
        {groups.map(({ provider, accounts }) =>
          provider === undefined ? (
            accounts.map((id) => <AccountLink key={id} id={id} onMenu={setMenu} />)
          ) : (
            <ProviderGroup
              key={provider}
              provider={provider}
              accounts={accounts}
              isFiltered={text.trim() !== ''}
              onMenu={setMenu}
            />
          ),
        )}
        {hasKeysByHand && <ViewLink kind="by-hand" icon="edit" count={({ byHand }) => byHand} />}
      </ul>
      <ul>
        <Item icon={<Icon of="add" />} onPress={() => openDialog({ kind: 'connect-account' })}>
          {commonMessages.connectAccount}
        </Item>
      </ul>
      {menu !== undefined && (
        <PointMenu
          key={`${menu.account.id} ${menu.x} ${menu.y}`}
          label={commandMessages.menuOfAccount(menu.account.name)}
          entries={menuEntries(commandsOfAccount(menu.account))}
          x={menu.x}
          y={menu.y}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  )
}

interface GroupProps {
  readonly provider: string
  readonly accounts: readonly AccountId[]
  /** A filter shows its results even in a folded group. */
  readonly isFiltered: boolean
  readonly onMenu: OnMenu
}

function ProviderGroup({ provider, accounts, isFiltered, onMenu }: GroupProps) {
  const name = useProvider(provider)?.name ?? provider
  const section = providerFold(provider)
  const isFolded = useVault(({ settings }) => settings.foldedSections.includes(section)) && !isFiltered
  const listId = `sidebar-${provider}`
  return (
    <li className="sidebar-group">
      <SectionHead level="h3" section={section} isFolded={isFolded} listId={listId}>
        <span className="cut">{name}</span>
        {isFolded && <SyncMark accounts={accounts} />}
        <Count of={({ accounts: keys }) => accounts.reduce((sum, id) => sum + (keys.get(id) ?? 0), 0)} />
      </SectionHead>
      <ul id={listId} aria-label={name} hidden={isFolded}>
        {accounts.map((id) => (
          <AccountLink key={id} id={id} onMenu={onMenu} />
        ))}
      </ul>
    </li>
  )
}

/** Attributes of a row that opens the menu of its account and handles the shortcuts of that menu's commands. */
function rowOf(id: AccountId, onMenu: OnMenu) {
  const account = () => useVault.getState().accounts.get(id)
  return {
    onContextMenu: (event: MouseEvent) => {
      const row = account()
      if (row === undefined) return
      event.preventDefault()
      onMenu({ account: row, x: event.clientX, y: event.clientY })
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const press = pressOf(event.nativeEvent)
      const row = account()
      if (press === undefined || row === undefined) return
      const box = event.currentTarget.getBoundingClientRect()
      const menu = () => onMenu({ account: row, x: box.left, y: box.bottom })
      const command = commandsOfAccount(row).find((one) => isPressOf(one.id, press, isMac))
      const run = isPressOf('menu', press, isMac) ? menu : command?.run
      if (run === undefined) return
      event.preventDefault()
      run()
    },
  }
}

function AccountLink({ id, onMenu }: { readonly id: AccountId; readonly onMenu: OnMenu }) {
  const name = useVault(({ accounts }) => accounts.get(id)?.name)
  const isHere = useVault(
    ({ screen, view }) => screen === 'keys' && view.kind === 'account' && view.account === id,
  )
  return (
    <Item
      icon={<AccountTile id={id} />}
      isHere={isHere}
      row={rowOf(id, onMenu)}
      mark={
        <>
          <SyncMark accounts={[id]} />
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

/** The mark of one account, or of all accounts in a folded group. */
function SyncMark({ accounts: ids }: { readonly accounts: readonly AccountId[] }) {
  const state = useVault(({ accounts }) => shownSync(ids.flatMap((id) => accounts.get(id) ?? [])))
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
