/** Handles key presses and clicks in the list. */
import { meantKey } from '../../parts/key-press.ts'
import { useEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { FOLDABLE, ROW_HEIGHTS } from '../../../shared/model/list-settings.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { activate, closeDetail, openDetail, setQuery } from '../../app/page-actions.ts'
import {
  clearSelection,
  selectListed,
  stretchSelection,
  toggleSelected,
} from '../../app/selection-actions.ts'
import { openKeyMenu } from '../../commands/key-menu-state.ts'
import { useVault } from '../../vault/store.ts'
import { toggleFavourite } from '../../vault/local-edits.ts'
import { copyKey } from '../../vault/vault-commands.ts'
import { listMove, type ListMove } from './list-keys.ts'
import { toggleFolded } from './list-settings.ts'
import { keySearchFocus } from './search-focus.ts'

/** The height of the list's head, which stays above the rows. */
export const HEAD_PX = 29
/** The height of a group's head, both among the rows and over them while the group is scrolled. */
export const GROUP_PX = 28

/** `activeIndex`: the row that the keyboard is on; -1 for none. */
export function useListHandlers(scroller: RefObject<HTMLDivElement | null>, activeIndex: number) {
  const place = useRef(activeIndex)
  useEffect(() => {
    place.current = activeIndex
  }, [activeIndex])
  return useMemo(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = meantKey(event.nativeEvent)
      if (event.altKey || key === undefined) return
      const { list, selection, settings } = useVault.getState()
      const headsPx = HEAD_PX + (list.groups.length > 0 ? GROUP_PX : 0)
      const heightPx = (scroller.current?.clientHeight ?? 0) - headsPx
      const pageSize = Math.max(1, Math.floor(heightPx / ROW_HEIGHTS[settings.density]) - 1)
      const move = listMove(
        key,
        { index: place.current, count: list.entries.length, pageSize },
        {
          shift: event.shiftKey,
          main: event.ctrlKey || event.metaKey,
          isSelecting: selection.keys.size > 0,
        },
      )
      if (move === undefined) return
      event.preventDefault()
      event.stopPropagation()
      run(move, place.current)
    }
    return { onKeyDown, onFocus: () => startAtFirst(place.current), onClick: takeClick }
  }, [scroller])
}

function run(move: ListMove, index: number): void {
  if (move.kind === 'search') keySearchFocus.focus()
  else if (move.kind === 'escape') leave()
  else if (move.kind === 'select-all') selectListed()
  else {
    const row = useVault.getState().list.entries['index' in move ? move.index : index]?.row
    if (row !== undefined) ON_ROW[move.kind](row)
  }
}

const ON_ROW: Record<Exclude<ListMove['kind'], 'search' | 'escape' | 'select-all'>, (row: KeyRow) => void> = {
  to: ({ id }) => activate(id),
  stretch: ({ id }) => stretchSelection(id),
  select: ({ id }) => toggleSelected(id),
  open: ({ id }) => openDetail(id),
  favourite: (row) => void toggleFavourite(row),
}

/** Escape clears the selection, then the search, then closes the panel. */
function leave(): void {
  const { selection, queryText } = useVault.getState()
  if (selection.keys.size > 0) clearSelection()
  else if (queryText === '') closeDetail()
  else setQuery('')
}

function startAtFirst(index: number): void {
  const first = useVault.getState().list.entries[0]
  if (index < 0 && first !== undefined) activate(first.row.id)
}

function takeClick(event: MouseEvent): void {
  const { target } = event
  if (!(target instanceof Element)) return
  foldClicked(target)
  const id = target.closest<HTMLElement>('[data-key]')?.dataset.key
  if (id === undefined) return
  const key = useVault.getState().keyIndex.get(id as KeyId)
  if (key === undefined) return
  const run = PARTS.find(([part]) => target.closest(part) !== null)?.[1] ?? openKey
  if (event.shiftKey) stretchSelection(key.id)
  else if (event.ctrlKey || event.metaKey) toggleSelected(key.id)
  else run(key, target)
}

/** Folds or unfolds the group whose head was clicked. */
function foldClicked(target: Element): void {
  const group = target.closest<HTMLElement>('[data-group]')?.dataset.group
  const section = FOLDABLE.find((one) => one === group)
  if (section !== undefined) toggleFolded(section)
}

const openKey = ({ id }: KeyRow) => openDetail(id)

/** Opens the same menu as a right-click on the row, below the clicked part. */
function openMenuBelow({ id }: KeyRow, clicked: Element): void {
  const { left, bottom } = clicked.getBoundingClientRect()
  activate(id)
  openKeyMenu([id], left, bottom)
}

/** The parts of a row with their own click action. */
const PARTS: readonly (readonly [part: string, run: (key: KeyRow, clicked: Element) => void])[] = [
  ['[data-tick]', ({ id }) => toggleSelected(id)],
  ['[data-star]', (key) => void toggleFavourite(key)],
  ['[data-copy]', (key) => void copyKey(key)],
  ['[data-menu]', openMenuBelow],
]
