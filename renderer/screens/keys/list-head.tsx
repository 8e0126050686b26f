/** The list's head: column names that sort by a click. From the keyboard, the toolbar's "Sort" does the same. */
import type { ListColumn } from '../../../shared/model/list-columns.ts'
import { sortBy } from '../../app/acts.ts'
import type { Sort } from '../../list/key-order.ts'
import type { ShownColumn } from '../../list/columns.ts'
import type { Group } from '../../list/list-groups.ts'
import { Icon } from '../../parts/icon.tsx'
import { isMac } from '../../app/platform.ts'
import { hiddenCount } from '../../list/hidden-count.ts'
import { toggleListed } from '../../app/selection-acts.ts'
import { commandShortcut } from '../../commands/shortcuts.ts'
import { useVault } from '../../vault/store.ts'
import { GroupOver } from './group-head.tsx'
import { COLUMN_WORDS } from './list-messages.ts'

interface HeadProps {
  readonly columns: readonly ShownColumn[]
  /** The one whose rows are scrolled through. */
  readonly group: Group | undefined
}

export function ListHead({ columns, group }: HeadProps) {
  const sort = useVault((state) => state.sort)
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" aria-rowindex={1} className="list-head-row">
        <span
          role="columnheader"
          className="cell-tick"
          title={`Select all that match (${commandShortcut('select-all', isMac)})`}
          onClick={toggleListed}
        >
          <span className="unseen">Selected</span>
          <TickAll />
        </span>
        <span role="columnheader" className="cell-star">
          <span className="unseen">Favourite</span>
        </span>
        {columns.map(({ column }) => (
          <Head key={column} column={column} sort={sort} />
        ))}
      </div>
      {group !== undefined && <GroupOver group={group} />}
    </div>
  )
}

/** All, some or none of what is listed. */
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

function Head({ column, sort }: { readonly column: ListColumn; readonly sort: Sort }) {
  const isSorted = sort.by === column
  const direction = sort.direction === 'up' ? 'ascending' : 'descending'
  return (
    <span
      role="columnheader"
      aria-sort={isSorted ? direction : 'none'}
      className={`cell-${column} head-cell ${isSorted ? 'sorted' : ''}`}
      onClick={() => sortBy(column)}
    >
      <span className="cut">{COLUMN_WORDS[column]}</span>
      {isSorted && <Icon of={sort.direction === 'up' ? 'sortUp' : 'sortDown'} />}
    </span>
  )
}
