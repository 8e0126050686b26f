/** The timeline as a list, for reading and for those who see no plot: what expires next, month by month. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { expiryOf, relativeWords } from '../../../shared/expiry/expiry.ts'
import { findKeys, openDetail, showView } from '../../app/acts.ts'
import { dayText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { useVault } from '../../vault/store.ts'
import { ownerOf, type AccountMark } from './account-marks.ts'
import { MarkSign } from './mark.tsx'

interface Props {
  /** In order of expiry. */
  readonly keys: readonly KeyRow[]
  readonly marks: ReadonlyMap<string, AccountMark>
  /** Finds all of them in the list. */
  readonly allQuery: string
}

const MOST = 50

export function Agenda({ keys, marks, allQuery }: Props) {
  const now = useVault((state) => state.now)
  if (keys.length === 0) return null
  return (
    <section className="agenda" aria-labelledby="agenda-title">
      <h2 id="agenda-title">Next to expire</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Expires</th>
            <th scope="col">Key</th>
            <th scope="col">Account</th>
            <th scope="col">Time left</th>
          </tr>
        </thead>
        <tbody>
          {keys.slice(0, MOST).map((row) => (
            <Line key={row.id} row={row} mark={marks.get(ownerOf(row))} now={now} />
          ))}
        </tbody>
      </table>
      {keys.length > MOST && <Button onPress={() => findKeys(allQuery)}>Show all in the list</Button>}
    </section>
  )
}

interface LineProps {
  readonly row: KeyRow
  readonly mark: AccountMark | undefined
  readonly now: number
}

function Line({ row, mark, now }: LineProps) {
  const at = expiryOf(row) ?? 0
  const open = () => {
    showView({ kind: 'all' })
    openDetail(row.id)
  }
  return (
    <tr>
      <td>{dayText(at)}</td>
      <td>
        <Button looks="quiet" size="small" onPress={open}>
          <span dir="auto">{row.name}</span>
        </Button>
      </td>
      <td className="soft">
        <span className="agenda-account">
          {mark && <MarkSign mark={mark} />}
          <span className="cut" dir="auto">
            {mark?.name}
          </span>
        </span>
      </td>
      <td className="soft">{relativeWords(at, now)}</td>
    </tr>
  )
}
