/**
 * The list's head: clicking a column name sorts, dragging it moves the column, right-clicking it opens the menu. From the keyboard, the toolbar's
 * menus do the same.
 */
import { useState, type MouseEvent } from 'react'
import type { Sort } from '../../list/key-order.ts'
import { columnMovedTo, type ShownColumn } from '../../list/columns.ts'
import type { Group } from '../../list/list-groups.ts'
import { Icon } from '../../parts/icon.tsx'
import { useEdgeDrag } from '../../parts/use-edge-drag.ts'
import { useOrderDrag } from '../../parts/use-order-drag.ts'
import { isMac } from '../../app/platform.ts'
import { hiddenCount } from '../../list/hidden-count.ts'
import { toggleListed } from '../../app/selection-actions.ts'
import { commandShortcut } from '../../commands/shortcuts.ts'
import { useVault } from '../../vault/store.ts'
import { ColumnsMenu, type OpenColumnsMenu } from './columns-menu.tsx'
import { GroupOver } from './group-head.tsx'
import { COLUMN_WORDS, keyListMessages } from './list-messages.ts'
import { columnWidth, saveColumns, savedColumns, setColumnWidth, sortBy } from './list-settings.ts'

interface HeadProps {
  readonly columns: readonly ShownColumn[]
  /** The group whose rows are at the top of the view. */
  readonly group: Group | undefined
  /** Called while an edge is dragged; `undefined` when the edge is released. */
  readonly onResize: (shown: ShownColumn | undefined) => void
}

const SELECT_ALL_TITLE = keyListMessages.selectAll(commandShortcut('select-all', isMac))

export function ListHead({ columns, group, onResize }: HeadProps) {
  const sort = useVault((state) => state.sort)
  const [menu, setMenu] = useState<OpenColumnsMenu>()
  const ids = columns.map(({ column }) => column)
  const order = useOrderDrag({
    ids,
    isRow: true,
    onMove: (column, place) => saveColumns(columnMovedTo(savedColumns(), ids, column, place)),
  })
  const openMenu = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const head = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null
    const column = columns.find((one) => one.column === head?.dataset.column)?.column
    setMenu({ column, x: event.clientX, y: event.clientY })
  }
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" aria-rowindex={1} className="list-head-row" onContextMenu={openMenu} {...order.list}>
        <span role="columnheader" className="cell-tick" title={SELECT_ALL_TITLE} onClick={toggleListed}>
          <span className="unseen">{keyListMessages.selected}</span>
          <TickAll />
        </span>
        <span role="columnheader" className="cell-star">
          <span className="unseen">{keyListMessages.favourite}</span>
        </span>
        {columns.map(({ column, widthPx }) => (
          <Head
            key={column}
            column={column}
            widthPx={widthPx}
            sort={sort}
            drag={order.dragOf(column)}
            onResize={onResize}
          />
        ))}
      </div>
      {group !== undefined && <GroupOver group={group} />}
      {menu !== undefined && <ColumnsMenu open={menu} onClose={() => setMenu(undefined)} />}
    </div>
  )
}

/** Shows whether all, some or none of the listed keys are selected. */
function TickAll() {
  const listed = useVault((state) => state.list.entries.length)
  const count = useVault((state) => state.selection.keys.size - hiddenCount(state))
  const isAll = count > 0 && count === listed
  return (
    <span className={`tick-box ${count > 0 ? 'on' : ''}`} aria-hidden="true">
      <Icon of={isAll || count === 0 ? 'check' : 'never'} />
    </span>
  )
}

interface CellProps extends ShownColumn, Pick<HeadProps, 'onResize'> {
  readonly sort: Sort
  readonly drag: ReturnType<ReturnType<typeof useOrderDrag>['dragOf']>
}

function Head({ column, widthPx, sort, drag, onResize }: CellProps) {
  const isSorted = sort.by === column
  const direction = sort.direction === 'up' ? 'ascending' : 'descending'
  return (
    <span
      role="columnheader"
      data-column={column}
      {...drag.item}
      {...drag.handle}
      aria-sort={isSorted ? direction : 'none'}
      className={`cell-${column} head-cell ${isSorted ? 'sorted' : ''} ${drag.item.className}`}
      onClick={() => sortBy(column)}
    >
      <span className="cut">{COLUMN_WORDS[column]}</span>
      {isSorted && <Icon of={sort.direction === 'up' ? 'sortUp' : 'sortDown'} />}
      {column !== 'name' && <Edge column={column} widthPx={widthPx} onResize={onResize} />}
    </span>
  )
}

/** The draggable edge of a column, for the mouse. Keyboard users use the dialog of the columns. */
function Edge({ column, widthPx, onResize }: ShownColumn & Pick<HeadProps, 'onResize'>) {
  const drag = useEdgeDrag({
    widthPx,
    within: columnWidth,
    onDrag: (dragged) => onResize(dragged === undefined ? undefined : { column, widthPx: dragged }),
    onSave: (dragged) => setColumnWidth(column, dragged),
  })
  return (
    <span
      className="head-edge"
      aria-hidden="true"
      // Without this, a drag of the edge would move the column.
      draggable
      onDragStart={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      onClick={(event) => event.stopPropagation()}
      {...drag}
    />
  )
}
