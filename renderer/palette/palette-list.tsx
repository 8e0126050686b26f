/** Draws the listbox: the found keys, or the commands for one of them. */
import { DAY_MS } from '../../shared/expiry/expiry.ts'
import { unreadable } from '../../shared/search/query.ts'
import { Button } from '../parts/button.tsx'
import { mendOf, problemWords } from '../list/query-messages.ts'
import { tileOf } from '../parts/provider-tile.tsx'
import { useVault } from '../vault/store.ts'
import { CommandRow } from './command-row.tsx'
import { KeyRowLine } from './key-row-line.tsx'
import { addNamed, choose, chooseCommand, type } from './palette-actions.ts'
import { listMessages, SECTION_WORDS } from './palette-messages.ts'
import { sectionOf } from './ranking.ts'
import type { PaletteView } from './palette-view.ts'

interface Props {
  readonly id: string
  readonly view: PaletteView
  readonly itemId: (index: number) => string
}

export function PaletteList({ id, view, itemId }: Props) {
  const isCommands = view.list === 'commands'
  return (
    <>
      {isCommands && (
        <p className="palette-about small soft">
          <span className="cut" dir="auto">
            {view.row.name}
          </span>
        </p>
      )}
      {/* A press must not take the focus from the field. */}
      <ul
        id={id}
        role="listbox"
        aria-label={isCommands ? listMessages.commandsOf(view.row.name) : listMessages.keys}
        className="palette-list"
        onPointerDown={(event) => event.preventDefault()}
      >
        {isCommands ? <Commands view={view} itemId={itemId} /> : <Keys view={view} itemId={itemId} />}
      </ul>
      {view.count === 0 && <None />}
    </>
  )
}

/** Shows why the list is empty, and suggests a corrected search or adding a key. */
function None() {
  const queryText = useVault((state) => state.queryText)
  const [first] = unreadable(useVault((state) => state.list.problems))
  const name = queryText.trim()
  if (first === undefined)
    return (
      <p className="palette-none soft">
        {listMessages.none}
        {name !== '' && (
          // The focus stays in the field.
          <span onPointerDown={(event) => event.preventDefault()}>
            <Button size="small" looks="quiet" icon="add" onPress={() => void addNamed(name)}>
              {listMessages.add(name)}
            </Button>
          </span>
        )}
      </p>
    )
  const mend = mendOf(queryText, first)
  return (
    <p className="palette-none soft">
      {problemWords(first)}
      {mend && (
        // The focus stays in the field.
        <span onPointerDown={(event) => event.preventDefault()}>
          <Button size="small" looks="quiet" onPress={() => type(mend.queryText)}>
            {mend.label}
          </Button>
        </span>
      )}
    </p>
  )
}

type Of<List> = Pick<Props, 'itemId'> & { readonly view: Extract<PaletteView, { list: List }> }

function Commands({ view, itemId }: Of<'commands'>) {
  return view.commands.map((command, index) => (
    <CommandRow
      key={command.id}
      id={itemId(index)}
      command={command}
      isChosen={index === view.index}
      onChoose={() => chooseCommand(index)}
    />
  ))
}

function Keys({ view, itemId }: Of<'keys'>) {
  const accounts = useVault((state) => state.accounts)
  const providers = useVault((state) => state.providers)
  const now = useVault((state) => state.now)
  const leadMs = useVault((state) => state.settings.leadDays) * DAY_MS
  const isWhole = useVault((state) => state.queryText.trim() === '')
  const lines = view.keys.map((row, index) => ({ row, index }))
  const line = ({ row, index }: (typeof lines)[number]) => (
    <KeyRowLine
      key={row.id}
      id={itemId(index)}
      row={row}
      account={row.account === undefined ? '' : (accounts.get(row.account)?.name ?? '')}
      tile={tileOf(row, { accounts, providers })}
      isChosen={index === view.index}
      now={now}
      leadMs={leadMs}
      onChoose={() => choose(row.id)}
    />
  )
  if (!isWhole) return lines.map(line)
  return [...Map.groupBy(lines, ({ row }) => sectionOf(row))].map(([section, group]) => (
    <li key={section} role="presentation">
      <p className="palette-section small soft" aria-hidden="true">
        {SECTION_WORDS[section]}
      </p>
      <ul role="group" aria-label={SECTION_WORDS[section]}>
        {group.map(line)}
      </ul>
    </li>
  ))
}
