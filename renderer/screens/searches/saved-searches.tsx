/**
 * The saved searches in the sidebar. States: none saved (nothing is drawn) | listed | folded. States of a row: plain | current (the list shows
 * its keys) | dragged | its menu is open. A row that moves keeps the focus. When the focused row is removed, the next row gets the focus.
 */
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { SavedSearch } from '../../../shared/model/saved-searches.ts'
import { findKeys } from '../../app/page-actions.ts'
import { isMac } from '../../app/platform.ts'
import type { Command } from '../../commands/command.ts'
import { commandsOfSearch } from '../../commands/commands-of-search.ts'
import { menuEntries } from '../../commands/menu-entries.ts'
import { isPressOf } from '../../commands/shortcuts.ts'
import { Icon } from '../../parts/icon.tsx'
import { pressOf } from '../../parts/key-press.ts'
import { PointMenu } from '../../parts/point-menu.tsx'
import { useOrderDrag } from '../../parts/use-order-drag.ts'
import { currentSearch, moveSearchTo, savedSearches } from '../../vault/saved-searches.ts'
import { useVault } from '../../vault/store.ts'
import { CountText, SectionHead } from '../keys/sidebar-parts.tsx'
import { searchesMessages } from './searches-messages.ts'

const LIST_ID = 'sidebar-searches'
/** Announced to screen readers, whether moved by key or from the menu. */
const MOVES: ReadonlySet<string> = new Set(['search-up', 'search-down'])

interface OpenMenu {
  readonly search: SavedSearch
  readonly x: number
  readonly y: number
}

export function SavedSearches() {
  const searches = useVault((state) => state.settings.savedSearches)
  return searches.length === 0 ? null : <Section searches={searches} />
}

function Section({ searches }: { readonly searches: readonly SavedSearch[] }) {
  const isFolded = useVault(({ settings }) => settings.foldedSections.includes('searches'))
  const current = useVault((state) => (state.screen === 'keys' ? currentSearch(state)?.id : undefined))
  const [menu, setMenu] = useState<OpenMenu>()
  const [announcement, setAnnouncement] = useState('')
  const announceMove = (id: string) => {
    const all = savedSearches()
    const place = all.findIndex((one) => one.id === id)
    const name = all[place]?.name
    if (name !== undefined) setAnnouncement(searchesMessages.moved(name, place + 1, all.length))
  }
  const announced = (command: Command, id: string): Command => ({
    ...command,
    run: () => {
      command.run()
      announceMove(id)
    },
  })
  const commandsOf = (search: SavedSearch) =>
    commandsOfSearch(search).map((command) =>
      MOVES.has(command.id) ? announced(command, search.id) : command,
    )
  const order = useOrderDrag({
    ids: searches.map(({ id }) => id),
    isRow: false,
    onMove(id, place) {
      moveSearchTo(id, place)
      announceMove(id)
    },
  })
  const list = useKeptFocus(searches)
  return (
    <>
      <SectionHead section="searches" isFolded={isFolded} listId={LIST_ID}>
        {searchesMessages.title}
      </SectionHead>
      <ul
        ref={list}
        id={LIST_ID}
        className="sidebar-accounts"
        aria-label={searchesMessages.title}
        hidden={isFolded}
        {...order.list}
      >
        {searches.map((search) => (
          <SearchRow
            key={search.id}
            search={search}
            isHere={search.id === current}
            drag={order.dragOf(search.id)}
            onMenu={setMenu}
            commandsOf={commandsOf}
          />
        ))}
      </ul>
      <p className="unseen" role="status">
        {announcement}
      </p>
      {menu !== undefined && (
        <PointMenu
          key={`${menu.search.id} ${menu.x} ${menu.y}`}
          label={searchesMessages.menuOf(menu.search.name)}
          entries={menuEntries(commandsOf(menu.search))}
          x={menu.x}
          y={menu.y}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  )
}

/** When the focused row is removed, focuses the row that takes its place, or else the last one. */
function useKeptFocus(searches: readonly SavedSearch[]) {
  const list = useRef<HTMLUListElement>(null)
  const last = useRef<{ readonly count: number; readonly place: number }>({ count: 0, place: -1 })
  useEffect(() => {
    const rows = [...(list.current?.querySelectorAll('button') ?? [])]
    if (rows.length < last.current.count && document.activeElement === document.body)
      rows[Math.min(last.current.place, rows.length - 1)]?.focus()
    last.current = { count: rows.length, place: last.current.place }
    const note = () => {
      const place = rows.findIndex((row) => row === document.activeElement)
      if (place >= 0) last.current = { count: rows.length, place }
    }
    note()
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [searches])
  return list
}

interface RowProps {
  readonly search: SavedSearch
  readonly isHere: boolean
  readonly drag: ReturnType<ReturnType<typeof useOrderDrag>['dragOf']>
  readonly onMenu: (menu: OpenMenu) => void
  readonly commandsOf: (search: SavedSearch) => readonly Command[]
}

function SearchRow({ search, isHere, drag, onMenu, commandsOf }: RowProps) {
  const count = useVault(({ searchCounts }) => searchCounts.get(search.id))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const press = pressOf(event.nativeEvent)
    if (press === undefined) return
    const box = event.currentTarget.getBoundingClientRect()
    const menu = () => onMenu({ search, x: box.left, y: box.bottom })
    const command = commandsOf(search).find(({ id }) => isPressOf(id, press, isMac))
    const run = isPressOf('menu', press, isMac) ? menu : command?.run
    if (run === undefined) return
    event.preventDefault()
    run()
  }
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault()
    onMenu({ search, x: event.clientX, y: event.clientY })
  }
  return (
    <li title={search.name} {...drag.item}>
      <button
        type="button"
        className={`sidebar-item ${isHere ? 'here' : ''}`}
        {...(isHere && { 'aria-current': 'page' as const })}
        {...drag.handle}
        onClick={() => findKeys(search.query, search.sort)}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
      >
        <Icon of="saved" />
        <span className="cut" dir="auto">
          {search.name}
        </span>
        {count !== undefined && <CountText count={count} />}
      </button>
    </li>
  )
}
