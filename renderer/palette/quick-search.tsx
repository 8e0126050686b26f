/**
 * Draws the search and its results: one combobox over one listbox, which contains the keys or, after Tab, the commands for one of
 * them. The focus never leaves the field.
 */
import { pressOf } from '../parts/key-press.ts'
import { useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react'
import type { KeyRow } from '../../shared/model/model.ts'
import { parseQuery, unreadable } from '../../shared/search/query.ts'
import { Icon } from '../parts/icon.tsx'
import { useKey, useVault } from '../vault/store.ts'
import { commandsOf } from './key-commands.ts'
import {
  addNamed,
  choose,
  chooseCommand,
  closeCommands,
  copy,
  hide,
  openCommands,
  type,
} from './palette-actions.ts'
import { PaletteFoot } from './palette-foot.tsx'
import { paletteMove, type PaletteMove } from './palette-keys.ts'
import { PaletteList } from './palette-list.tsx'
import { usePalette } from './palette-state.ts'
import { paletteView, type PaletteView } from './palette-view.ts'
import { similarKeys } from '../list/find-keys.ts'
import { MOST_ROWS, ranked } from './ranking.ts'
import { searchMessages } from './palette-messages.ts'

/** The found keys, best match first. If there are none, the keys with similar names. */
function useFound(): readonly KeyRow[] {
  const entries = useVault((state) => state.list.entries)
  const text = useVault((state) => state.queryText)
  return useMemo(() => {
    const { query, problems } = parseQuery(text)
    if (entries.length > 0 || text.trim() === '' || unreadable(problems).length > 0)
      return ranked(entries, query).map(({ row }) => row)
    return similarKeys(useVault.getState().keyIndex.rows(), text, MOST_ROWS)
  }, [entries, text])
}

/** Focuses the field whenever the palette is shown. */
function useFieldFocus() {
  const field = useRef<HTMLInputElement>(null)
  const isShown = usePalette((state) => state.isShown)
  useEffect(() => {
    if (isShown) field.current?.focus()
  }, [isShown])
  return field
}

function usePaletteView(): PaletteView {
  const chosen = usePalette((state) => state.chosen)
  const commands = usePalette((state) => state.commands)
  return paletteView({ found: useFound(), chosen, commands, commandsRow: useKey(commands?.key), commandsOf })
}

export function QuickSearch() {
  const text = useVault((state) => state.queryText)
  const view = usePaletteView()
  const field = useFieldFocus()
  const listId = useId()
  const itemId = (index: number) => `${listId}-${index}`

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const press = pressOf(event.nativeEvent)
    if (press === undefined) return
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const isCaretAtEnd = selectionStart === selectionEnd && selectionEnd === value.length
    const { list, count, index } = view
    const move = paletteMove(press, { list, count, chosen: index, isCaretAtEnd })
    if (move?.kind === 'stay' && press.key === 'Enter' && mayAdd(value)) {
      event.preventDefault()
      void addNamed(value.trim())
      return
    }
    if (move === undefined) return
    event.preventDefault()
    make(move, view)
  }

  return (
    <>
      <div className="palette-field" role="search">
        <Icon of="search" className="faint" />
        <input
          ref={field}
          className="palette-input"
          role="combobox"
          aria-label={searchMessages.label}
          aria-expanded={view.count > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-activedescendant={view.count > 0 ? itemId(view.index) : undefined}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={1_000}
          placeholder={searchMessages.placeholder}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList id={listId} view={view} itemId={itemId} />
      <PaletteFoot view={view} run={() => run(view)} />
    </>
  )
}

/** Whether the text can be the name of a new key: not empty, and not an invalid query. */
const mayAdd = (text: string): boolean =>
  text.trim() !== '' && unreadable(useVault.getState().list.problems).length === 0

function run(view: PaletteView): void {
  if (view.list === 'commands') void view.commands[view.index]?.run()
  else if (view.row !== undefined) void copy(view.row)
}

function make(move: PaletteMove, view: PaletteView): void {
  switch (move.kind) {
    case 'choose':
      if (view.list === 'commands') chooseCommand(move.index)
      else choose(view.keys[move.index]?.id)
      return
    case 'run':
      run(view)
      return
    case 'commands':
      if (view.row !== undefined) openCommands(view.row.id)
      return
    case 'back':
      closeCommands()
      return
    case 'hide':
      hide()
      return
    case 'stay':
      return
  }
}
