/** Lists keys of the timeline as text, also for people who cannot see the plot: when each expires, and at which account. */
import { useId } from 'react'
import type { KeyRow } from '../../../shared/model/model.ts'
import { expiryOf, relativeWords } from '../../../shared/expiry/expiry.ts'
import { findKeys, openDialog, showKey } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { dayText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { KeyTile } from '../../parts/provider-tile.tsx'
import { TableHead } from '../../parts/table-head.tsx'
import { useVault } from '../../vault/store.ts'
import type { Marks } from './account-marks.ts'
import { MarkSign } from './mark.tsx'
import { MESSAGES } from './timeline-messages.ts'

interface Props {
  readonly title: string
  /** In order of expiry. */
  readonly keys: readonly KeyRow[]
  /** How many are drawn here. All of them are in the list of keys. */
  readonly most: number
  readonly marks: Marks
  /** The search that finds all of them in the list of keys. */
  readonly query: string
  /** Clears the selection. Given only if these keys are the user's selection, which can also be replaced. */
  readonly onClear?: (() => void) | undefined
}

export function ExpiringKeys({ title, keys, most, marks, query, onClear }: Props) {
  const now = useVault((state) => state.now)
  const titleId = useId()
  if (keys.length === 0 && onClear === undefined) return null
  return (
    <section className="expiring-keys" aria-labelledby={titleId}>
      <div className="row">
        <h2 id={titleId} role={onClear && 'status'}>
          {title}
        </h2>
        {onClear !== undefined && keys.length > 0 && (
          <Button
            size="small"
            icon="replace"
            onPress={() => openDialog({ kind: 'replace-keys', keys: keys.map(({ id }) => id) })}
          >
            {MESSAGES.replace(keys.length)}
          </Button>
        )}
        {keys.length > 0 && (
          <Button size="small" looks={onClear ? 'plain' : 'quiet'} onPress={() => findKeys(query)}>
            {commonMessages.showInList}
          </Button>
        )}
        {onClear !== undefined && (
          <Button size="small" looks="quiet" onPress={onClear}>
            {MESSAGES.clear}
          </Button>
        )}
      </div>
      {keys.length > 0 && (
        <table>
          <TableHead columns={MESSAGES.columns} />
          <tbody>
            {keys.slice(0, most).map((row) => (
              <Line key={row.id} row={row} marks={marks} now={now} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

interface LineProps {
  readonly row: KeyRow
  readonly marks: Marks
  readonly now: number
}

function Line({ row, marks, now }: LineProps) {
  const account = useVault((state) =>
    row.account === undefined ? undefined : state.accounts.get(row.account),
  )
  const at = expiryOf(row) ?? 0
  const mark = marks.of(row)
  return (
    <tr>
      <td>{dayText(at)}</td>
      <td>
        <Button looks="quiet" size="small" onPress={() => showKey(row.id)}>
          <span dir="auto">{row.name}</span>
        </Button>
      </td>
      <td className="soft">
        <span className="expiring-keys-account">
          <MarkSign mark={mark} />
          <KeyTile row={row} />
          <span className="cut" dir="auto">
            {account?.name ?? mark.name}
          </span>
        </span>
      </td>
      <td className="soft">{relativeWords(at, now)}</td>
    </tr>
  )
}
