/** The dialog of the view's columns: visibility, order and width. Every change is saved at once and visible behind the dialog. */
import { commandFacts } from '../../../shared/desktop/commands.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { movedColumn, orderedColumns, shownColumns } from '../../list/columns.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { SwitchField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import type { ListColumn } from '../../../shared/model/list-settings.ts'
import { COLUMN_WORDS, COLUMNS_HELP, COLUMNS_TITLE, columnActions } from './list-messages.ts'
import { resetColumns, saveColumns, savedColumns, setColumnShown, setColumnWidth } from './list-settings.ts'

const STEP_PX = 16

export function ColumnsDialog() {
  const view = useVault((state) => state.view.kind)
  const saved = useVault((state) => state.settings.listColumns[view])
  const widths = new Map(shownColumns('all', saved, undefined).map((one) => [one.column, one.widthPx]))
  const columns = orderedColumns(saved)
  return (
    <Dialog
      title={COLUMNS_TITLE}
      onClose={closeDialog}
      losesTyped={false}
      footer={
        <>
          <Button looks="quiet" isDisabled={saved === undefined} onPress={resetColumns}>
            {commandFacts('reset-columns').words}
          </Button>
          <Button autoFocus onPress={closeDialog}>
            {commonMessages.close}
          </Button>
        </>
      }
    >
      <p className="soft">{COLUMNS_HELP}</p>
      <ul className="columns">
        {columns.map(({ column, hidden }, place) => (
          <li key={column}>
            <SwitchField
              label={COLUMN_WORDS[column]}
              isOn={column === 'name' || hidden !== true}
              isDisabled={column === 'name'}
              onChange={(isOn) => setColumnShown(column, isOn)}
            />
            {column !== 'name' && <Widths column={column} widthPx={widths.get(column)} />}
            <Moves column={column} isFirst={place === 0} isLast={place === columns.length - 1} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

interface WidthsProps {
  readonly column: ListColumn
  /** `undefined`: the column is hidden. */
  readonly widthPx: number | undefined
}

function Widths({ column, widthPx }: WidthsProps) {
  if (widthPx === undefined) return null
  return (
    <>
      <IconButton
        label={columnActions.narrower(column)}
        icon="never"
        onPress={() => setColumnWidth(column, widthPx - STEP_PX)}
      />
      <IconButton
        label={columnActions.wider(column)}
        icon="add"
        onPress={() => setColumnWidth(column, widthPx + STEP_PX)}
      />
    </>
  )
}

interface MovesProps {
  readonly column: ListColumn
  readonly isFirst: boolean
  readonly isLast: boolean
}

function Moves({ column, isFirst, isLast }: MovesProps) {
  return (
    <>
      <IconButton
        label={columnActions.left(column)}
        icon="sortUp"
        isDisabled={isFirst}
        onPress={() => saveColumns(moved(column, -1))}
      />
      <IconButton
        label={columnActions.right(column)}
        icon="sortDown"
        isDisabled={isLast}
        onPress={() => saveColumns(moved(column, 1))}
      />
    </>
  )
}

/** The dialog also lists hidden columns, so each of them counts as a place. */
function moved(column: ListColumn, by: -1 | 1) {
  const saved = savedColumns()
  const all = orderedColumns(saved).map((one) => one.column)
  return movedColumn(saved, all, column, by)
}
