/** Draws the palette's last line: the latest message, or else hints for the keys, which are also buttons for the mouse. */
import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icons.ts'
import type { Tone } from '../parts/notice.tsx'
import { Spinner } from '../parts/progress.tsx'
import { unreadable } from '../../shared/search/query.ts'
import { useVault } from '../vault/store.ts'
import { commonMessages, keyNames } from '../messages/common-messages.ts'
import { addNamed, closeCommands, hide, openCommands } from './palette-actions.ts'
import { footMessages } from './palette-messages.ts'
import { usePalette, type Said } from './palette-state.ts'
import type { PaletteView } from './palette-view.ts'

interface Props {
  readonly view: PaletteView
  readonly run: () => void
}

const SIGNS: Record<Tone, IconName> = { note: 'info', good: 'active', warn: 'danger', bad: 'expired' }

export function PaletteFoot({ view, run }: Props) {
  const said = usePalette((state) => state.said)
  const isBusy = usePalette((state) => state.isBusy)
  return (
    <footer className={`palette-foot ${said?.tone ?? ''}`}>
      <div className="palette-said" role="status">
        {said === undefined ? <span className="unseen">{countWords(view)}</span> : <News said={said} />}
      </div>
      {isBusy && <Spinner label={footMessages.busy} />}
      {said === undefined && !isBusy && <Hints view={view} run={run} />}
    </footer>
  )
}

function countWords({ list, count }: PaletteView): string {
  return list === 'keys' ? footMessages.countKeys(count) : footMessages.countCommands(count)
}

function News({ said: { tone, title, detail } }: { readonly said: Said }) {
  return (
    <>
      <Icon of={SIGNS[tone]} className={tone} />
      <span className="wrap">
        <strong>{title}</strong> {detail}
      </span>
    </>
  )
}

function Hints({ view, run }: Props) {
  const { row } = view
  const isOff = row === undefined
  const name = useVault((state) => state.queryText.trim())
  const problems = useVault((state) => state.list.problems)
  const isAdding = isOff && name !== '' && unreadable(problems).length === 0
  return (
    <div className="palette-hints">
      {view.list === 'commands' ? (
        <>
          <Hint keys="↵" label={footMessages.run} run={run} />
          <Hint keys={keyNames.escape} label={commonMessages.back} run={closeCommands} />
        </>
      ) : (
        <>
          {isAdding ? (
            <Hint keys="↵" label={commonMessages.add} run={() => void addNamed(name)} />
          ) : (
            <Hint keys="↵" label={commonMessages.copy} run={run} isOff={isOff} />
          )}
          <Hint
            keys={keyNames.tab}
            label={footMessages.more}
            run={() => row && openCommands(row.id)}
            isOff={isOff}
          />
          <Hint keys={keyNames.escape} label={commonMessages.close} run={hide} />
        </>
      )}
    </div>
  )
}

interface HintProps {
  readonly keys: string
  readonly label: string
  readonly run: () => void
  readonly isOff?: boolean
}

/** A button for the mouse only. Not focusable, because the keyboard has the key itself and the focus stays in the field. */
function Hint({ keys, label, run, isOff = false }: HintProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className="palette-hint small"
      disabled={isOff}
      onPointerDown={(event) => event.preventDefault()}
      onClick={run}
    >
      {label} <kbd>{keys}</kbd>
    </button>
  )
}
