/** What expires over the next twelve months, at which account: the plot, what it leaves out, and the list below. */
import { useMemo } from 'react'
import type { KeyRow } from '../../../shared/model/model.ts'
import { findKeys, openDialog } from '../../app/acts.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import type { VaultState } from '../../vault/vault-state.ts'
import { marksFor, ownerOf, type AccountMark } from './account-marks.ts'
import { Agenda } from './agenda.tsx'
import { MarkSign } from './mark.tsx'
import { OverlapTransitions } from './overlap-ends.tsx'
import { Plot } from './plot.tsx'
import {
  laterQuery,
  NEVER_QUERY,
  OVERDUE_QUERY,
  timelineOf,
  UNKNOWN_QUERY,
  untilQuery,
  type Timeline,
} from './timeline.ts'

function useTimeline(): Timeline {
  const keyIndex = useVault((state) => state.keyIndex)
  const indexRevision = useVault((state) => state.indexRevision)
  const now = useVault((state) => state.now)
  return useMemo(
    () => timelineOf([...keyIndex.rows()], now),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the index changes in place; its revision says so
    [keyIndex, indexRevision, now],
  )
}

/** Accounts in their own order, then the providers of keys without one; only those that the timeline shows. */
function useMarks(timeline: Timeline): ReadonlyMap<string, AccountMark> {
  const accounts = useVault((state) => state.accounts)
  const providers = useVault((state) => state.providers)
  return useMemo(() => {
    const shown = [...timeline.overdue, ...timeline.weeks.flatMap(({ keys }) => keys)]
    const owners = new Map([...accounts.values()].map(({ id, name }) => [id as string, name]))
    const used = new Set(shown.map(ownerOf))
    for (const row of shown) if (!owners.has(ownerOf(row))) owners.set(ownerOf(row), handName(row, providers))
    return marksFor([...owners].filter(([id]) => used.has(id)).map(([id, name]) => ({ id, name })))
  }, [timeline, accounts, providers])
}

/** Keys of no account go by their provider. */
const handName = ({ provider }: KeyRow, providers: VaultState['providers']) =>
  providers.get(provider)?.name ?? provider

export function TimelineScreen() {
  const timeline = useTimeline()
  const marks = useMarks(timeline)
  const upcoming = timeline.weeks.flatMap(({ keys }) => keys)
  const isEmpty = [upcoming, timeline.overdue, timeline.overlapEnds].every((part) => part.length === 0)
  return (
    <main tabIndex={-1} className="pane page timeline">
      <header className="page-head">
        <h1>Timeline</h1>
        <p className="soft">{headWords(timeline, upcoming.length)}</p>
      </header>
      {isEmpty ? <Empty /> : <Plot timeline={timeline} marks={marks} />}
      {marks.size > 0 && <Legend marks={marks} />}
      <Rest timeline={timeline} />
      <OverlapTransitions ends={timeline.overlapEnds} />
      <Agenda keys={[...timeline.overdue, ...upcoming]} marks={marks} allQuery={untilQuery(timeline)} />
    </main>
  )
}

function headWords({ from }: Timeline, count: number): string {
  const until = new Date(from)
  const year = until.getUTCFullYear() + 1
  const month = until.toLocaleString(undefined, { month: 'long', timeZone: 'UTC' })
  return count === 1
    ? `1 key expires by ${month} ${year}`
    : `${count.toLocaleString()} keys expire by ${month} ${year}`
}

function Empty() {
  return (
    <div className="empty timeline-empty">
      <Icon of="timeline" className="empty-icon" />
      <h2>Nothing expires in the next twelve months</h2>
      <p className="soft">Keys with an expiry date appear here, one mark each, in the week they end.</p>
      <Button onPress={() => openDialog({ kind: 'connect-account' })}>Connect an account</Button>
    </div>
  )
}

/** What has no place on the axis. */
function Rest({ timeline }: { readonly timeline: Timeline }) {
  const { overdue, later, never, unknown } = timeline
  return (
    <ul className="timeline-rest">
      {overdue.length > 0 && (
        <li>
          <Button looks="plain" size="small" icon="expired" onPress={() => findKeys(OVERDUE_QUERY)}>
            {overdue.length.toLocaleString()} expired
          </Button>
        </li>
      )}
      <RestItem count={later} word="later" query={laterQuery(timeline)} />
      <RestItem count={never} word="never expire" query={NEVER_QUERY} />
      <RestItem count={unknown} word="no expiry set" query={UNKNOWN_QUERY} />
    </ul>
  )
}

interface RestItemProps {
  readonly count: number
  readonly word: string
  readonly query: string
}

function RestItem({ count, word, query }: RestItemProps) {
  if (count === 0) return null
  return (
    <li>
      <Button looks="quiet" size="small" onPress={() => findKeys(query)}>
        {count.toLocaleString()} {word}
      </Button>
    </li>
  )
}

function Legend({ marks }: { readonly marks: ReadonlyMap<string, AccountMark> }) {
  return (
    <ul className="legend" aria-label="Accounts">
      {[...marks.values()].map((mark) => (
        <li key={mark.id}>
          <MarkSign mark={mark} />
          <span className="cut" dir="auto" title={mark.name}>
            {mark.name}
          </span>
        </li>
      ))}
    </ul>
  )
}
