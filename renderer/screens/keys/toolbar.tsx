/** The toolbar above the list: the name of the view, the search, the filters, the order, and the buttons that add keys. */
import { useShallow } from 'zustand/react/shallow'
import { LIST_COLUMNS } from '../../../shared/model/list-settings.ts'
import type { AccountId } from '../../../shared/model/model.ts'
import { unreadable } from '../../../shared/search/query.ts'
import { openDialog, setQuery } from '../../app/page-actions.ts'
import { creatingIn } from '../../vault/all-accounts.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { MenuButton, type MenuEntry } from '../../parts/menu.tsx'
import { isMac } from '../../app/platform.ts'
import { mendOf, problemWords } from '../../list/query-messages.ts'
import { commandShortcut } from '../../commands/shortcuts.ts'
import { useVault } from '../../vault/store.ts'
import { COLUMN_WORDS, GROUPED, sortWords } from './list-messages.ts'
import { SearchBox } from './search-box.tsx'
import { keySearchFocus } from './search-focus.ts'
import { setGrouped, sortBy } from './list-settings.ts'
import { filterMessages, toolbarMessages } from './toolbar-messages.ts'
import { ViewMenu } from './view-menu.tsx'
import { useViewTitle } from './view-title.ts'

export function Toolbar() {
  const title = useViewTitle()
  return (
    <header className="toolbar">
      <h1 className="cut toolbar-title" dir="auto" title={title}>
        {title}
      </h1>
      <SearchBox />
      <MenuButton label={filterMessages.label} icon="filter" entries={FILTERS} />
      <SortMenu />
      <ViewMenu />
      <AddMenu />
      <Problems />
    </header>
  )
}

/** Adds a term to the search text, where the user can see, change and learn it. After a term that ends in a colon, the user types the value. */
function addTerm(term: string): void {
  const before = useVault.getState().queryText.trim()
  setQuery(`${before === '' ? '' : `${before} `}${term}${term.endsWith(':') ? '' : ' '}`)
  keySearchFocus.focus()
}

const filter = (label: string, term: string, apart = false): MenuEntry => ({
  id: term,
  label,
  apart,
  shortcut: term,
  run: () => addTerm(term),
})

const FILTERS: readonly MenuEntry[] = [
  filter(filterMessages.active, 'is:active'),
  filter(filterMessages.expiresSoon, 'expires:<30d'),
  filter(filterMessages.expired, 'is:expired'),
  filter(filterMessages.neverExpires, 'expires:never'),
  filter(filterMessages.noExpiry, 'is:unknown'),
  filter(filterMessages.disabled, 'is:disabled', true),
  filter(filterMessages.deleted, 'is:gone'),
  filter(filterMessages.overlap, 'is:overlapping'),
  filter(filterMessages.retiring, 'is:retiring'),
  filter(filterMessages.overdue, 'is:overdue'),
  filter(filterMessages.snoozed, 'is:snoozed'),
  filter(filterMessages.stored, 'is:stored', true),
  filter(filterMessages.notStored, 'is:missing'),
  filter(filterMessages.outdated, 'is:stale'),
  filter(filterMessages.unused, 'used:>90d', true),
  filter(filterMessages.permission, 'permission:', true),
  filter(filterMessages.target, 'target:'),
]

function SortMenu() {
  const sort = useVault((state) => state.sort)
  const { by, direction } = sort
  const columns = LIST_COLUMNS.map((column): MenuEntry => ({
    id: column,
    label: COLUMN_WORDS[column],
    ...(by === column && { icon: direction === 'up' ? 'sortUp' : 'sortDown' }),
    run: () => sortBy(column),
  }))
  const grouped: MenuEntry = {
    id: 'urgency',
    label: GROUPED,
    ...(by === 'urgency' && { icon: 'check' }),
    run: () => setGrouped(true),
  }
  const [first, ...others] = columns
  const entries = first === undefined ? [grouped] : [grouped, { ...first, apart: true }, ...others]
  return <MenuButton label={toolbarMessages.sort(sortWords(sort))} icon="sort" entries={entries} />
}

/** The names of the accounts whose provider can create keys. Names, because every sync replaces the account objects. */
function useCreating(): ReadonlyMap<AccountId, string> {
  return useVault(
    useShallow((state) => new Map(creatingIn(state).map(({ account: { id, name } }) => [id, name]))),
  )
}

function AddMenu() {
  const creating = useCreating()
  const entries: readonly MenuEntry[] = [
    {
      id: 'by-hand',
      label: toolbarMessages.addKey,
      icon: 'key',
      shortcut: commandShortcut('add-key', isMac),
      run: () => openDialog({ kind: 'add-key' }),
    },
    ...Array.from(creating, ([id, name]): MenuEntry => ({
      id,
      label: toolbarMessages.createKey(name),
      icon: 'add',
      run: () => openDialog({ kind: 'create-key', account: id }),
    })),
    {
      id: 'connect',
      label: toolbarMessages.connect,
      icon: 'connect',
      apart: true,
      run: () => openDialog({ kind: 'connect-account' }),
    },
  ]
  return (
    <MenuButton
      label={toolbarMessages.add}
      icon="add"
      text={commonMessages.add}
      looks="plain"
      entries={entries}
    />
  )
}

/** The parts of the search that were not understood. A polite live region, since the text changes while the user types. */
function Problems() {
  const problems = useVault((state) => state.list.problems)
  const queryText = useVault((state) => state.queryText)
  // Invalid terms match nothing. The empty list reports them.
  const [first] = unreadable(problems).length > 0 ? [] : problems
  const mend = first && mendOf(queryText, first)
  return (
    <p className="toolbar-problems small" role="status">
      {first && (
        <>
          <Icon of="info" className="warn" />
          <span className="wrap">
            {problemWords(first)}
            {problems.length > 1 && toolbarMessages.moreProblems(problems.length - 1)}
          </span>
          {mend && (
            <Button size="small" looks="quiet" onPress={() => searchFor(mend.queryText)}>
              {mend.label}
            </Button>
          )}
        </>
      )}
    </p>
  )
}

function searchFor(queryText: string): void {
  setQuery(queryText)
  keySearchFocus.focus()
}
