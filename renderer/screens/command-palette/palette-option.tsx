/** One line of the command palette: a command, a view or a key. A click runs or opens it. */
import { useInView } from '../../palette/use-in-view.ts'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { useAccount, useProvider } from '../../vault/store.ts'
import { paletteMessages } from './command-palette-messages.ts'
import { wordsOfItem, type PaletteItem } from './palette-sections.ts'
import type { KeyRow } from '../../../shared/model/model.ts'

interface Props {
  /** The element id, for the field's `aria-activedescendant`. */
  readonly id: string
  readonly item: PaletteItem
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onRun: () => void
}

const ICONS: Record<Exclude<PaletteItem['kind'], 'command'>, IconName> = {
  account: 'account',
  search: 'saved',
  key: 'key',
  add: 'add',
}

export function PaletteOption({ id, item, isChosen, onChoose, onRun }: Props) {
  const line = useInView<HTMLDivElement>(isChosen)
  const isDanger = item.kind === 'command' && item.command.isDanger === true
  return (
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={isChosen}
      className={`palette-row command ${isDanger ? 'danger' : ''}`}
      onPointerMove={isChosen ? undefined : onChoose}
      onClick={onRun}
    >
      <Icon of={item.kind === 'command' ? item.command.icon : ICONS[item.kind]} className="soft" />
      <span className="cut palette-words" dir="auto">
        {wordsOfItem(item)}
      </span>
      {item.kind === 'key' && <KeyPlace row={item.row} />}
      {(item.kind === 'account' || item.kind === 'search') && <Place words={paletteMessages[item.kind]} />}
      {item.kind === 'command' && item.command.shortcut !== '' && <kbd>{item.command.shortcut}</kbd>}
    </div>
  )
}

/** The key's account and provider. */
function KeyPlace({ row }: { readonly row: KeyRow }) {
  const account = useAccount(row.account)
  const provider = useProvider(row.provider)
  return <Place words={account?.name ?? provider?.name ?? paletteMessages.manual} />
}

/** At the end of the line: where the item belongs, or what it is. */
function Place({ words }: { readonly words: string }) {
  return (
    <span className="cut small soft palette-place" dir="auto">
      {words}
    </span>
  )
}
