/**
 * The timeline: what expires from today on, and at which account. Shows the plot, the counts of keys outside the plot, and lists of keys.
 *
 * States: a period (30 days, 90 days, 12 months) with no selection (expired and upcoming keys are listed); a selected span (its keys are
 * listed, and can be replaced or shown in the list of keys); nothing to show. A change of the period drops a span that is not inside it.
 */
import { useMemo, useState } from 'react'
import type { KeyRow } from '../../../shared/model/model.ts'
import { findKeys, openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { Segments } from '../../parts/segments.tsx'
import { useVault } from '../../vault/store.ts'
import type { VaultState } from '../../vault/vault-state.ts'
import { marksFor, ownerOf, type Marks } from './account-marks.ts'
import { ExpiringKeys } from './expiring-keys.tsx'
import { MarkSign } from './mark.tsx'
import { OverlapTransitions } from './overlap-ends.tsx'
import { Plot } from './plot.tsx'
import {
  keysIn,
  laterQuery,
  NEVER_QUERY,
  OVERDUE_QUERY,
  spanQuery,
  timelineOf,
  UNKNOWN_QUERY,
  type Span,
  type Timeline,
  type Zoom,
} from './timeline.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { MESSAGES, ZOOM_CHOICES } from './timeline-messages.ts'

function useTimeline(zoom: Zoom): Timeline {
  const keyIndex = useVault((state) => state.keyIndex)
  const indexRevision = useVault((state) => state.indexRevision)
  const now = useVault((state) => state.now)
  return useMemo(
    () => timelineOf([...keyIndex.rows()], now, zoom),
    // oxlint-disable-next-line react/exhaustive-deps -- the index changes in place; its revision says so
    [keyIndex, indexRevision, now, zoom],
  )
}

/** Marks for the accounts in their own order, then for the providers of keys without an account. Only owners of shown keys are included. */
function useMarks({ overdue, upcoming }: Timeline): Marks {
  const accounts = useVault((state) => state.accounts)
  const providers = useVault((state) => state.providers)
  return useMemo(() => {
    const owners = new Map([...accounts.values()].map(({ id, name }) => [id as string, { name, count: 0 }]))
    for (const row of [...overdue, ...upcoming]) {
      const id = ownerOf(row)
      const owner = owners.get(id) ?? { name: handName(row, providers), count: 0 }
      owners.set(id, { ...owner, count: owner.count + 1 })
    }
    const used = [...owners].map(([id, owner]) => ({ id, ...owner })).filter(({ count }) => count > 0)
    return marksFor(used, MESSAGES.others)
  }, [overdue, upcoming, accounts, providers])
}

/** The name for keys without an account: their provider's name, if one was entered. */
const handName = ({ provider }: KeyRow, providers: VaultState['providers']) =>
  providers.get(provider)?.name ?? (provider === 'manual' ? MESSAGES.manual : provider)

/** The screen begins with the longest period, so that every expiry in it is visible at once. */
export function TimelineScreen() {
  const [zoom, setZoom] = useState<Zoom>('12m')
  const [asked, setSpan] = useState<Span>()
  const timeline = useTimeline(zoom)
  const marks = useMarks(timeline)
  const { upcoming, overdue, overlapEnds } = timeline
  const span = asked && asked.from >= timeline.from && asked.to <= timeline.to ? asked : undefined
  const isEmpty = [upcoming, overdue, overlapEnds].every((part) => part.length === 0)
  return (
    <main tabIndex={-1} className="pane page timeline">
      <header className="page-head">
        <h1>{MESSAGES.title}</h1>
        <p className="soft">{MESSAGES.head(upcoming.length, zoom)}</p>
        <Segments label={MESSAGES.zoom} choices={ZOOM_CHOICES} value={zoom} onChange={setZoom} />
      </header>
      {isEmpty ? (
        <Empty zoom={zoom} />
      ) : (
        <Plot timeline={timeline} marks={marks} span={span} onSpan={setSpan} />
      )}
      <Legend marks={marks} hasOverlaps={overlapEnds.length > 0} />
      <Rest timeline={timeline} />
      {span === undefined ? (
        <Coming timeline={timeline} marks={marks} />
      ) : (
        <Selected timeline={timeline} marks={marks} span={span} onClear={() => setSpan(undefined)} />
      )}
    </main>
  )
}

interface ListProps {
  readonly timeline: Timeline
  readonly marks: Marks
}

const MOST = 50
const MOST_EXPIRED = 10

/** Lists expired and upcoming keys separately. */
function Coming({ timeline, marks }: ListProps) {
  return (
    <>
      <OverlapTransitions ends={timeline.overlapEnds} />
      <ExpiringKeys
        title={MESSAGES.next}
        keys={timeline.upcoming}
        most={MOST}
        marks={marks}
        query={spanQuery(timeline, timeline)}
      />
      <ExpiringKeys
        title={MESSAGES.expired}
        keys={timeline.overdue}
        most={MOST_EXPIRED}
        marks={marks}
        query={OVERDUE_QUERY}
      />
    </>
  )
}

interface SelectedProps extends ListProps {
  readonly span: Span
  readonly onClear: () => void
}

function Selected({ timeline, marks, span, onClear }: SelectedProps) {
  const keys = keysIn(timeline, span)
  return (
    <ExpiringKeys
      title={MESSAGES.selected(span, keys.length)}
      keys={keys}
      most={MOST}
      marks={marks}
      query={spanQuery(span, timeline)}
      onClear={onClear}
    />
  )
}

function Empty({ zoom }: { readonly zoom: Zoom }) {
  return (
    <div className="empty timeline-empty">
      <Icon of="timeline" className="empty-icon" />
      <h2>{MESSAGES.empty(zoom)}</h2>
      <p className="soft">{MESSAGES.emptyDetail}</p>
      <Button onPress={() => openDialog({ kind: 'connect-account' })}>{commonMessages.connectAccount}</Button>
    </div>
  )
}

/** The counts of keys that are not on the axis. */
function Rest({ timeline }: { readonly timeline: Timeline }) {
  const { overdue, later, never, unknown } = timeline
  return (
    <ul className="timeline-rest">
      <RestItem count={overdue.length} words={MESSAGES.restExpired} query={OVERDUE_QUERY} icon="expired" />
      <RestItem count={later} words={MESSAGES.restLater} query={laterQuery(timeline)} />
      <RestItem count={never} words={MESSAGES.restNever} query={NEVER_QUERY} />
      <RestItem count={unknown} words={MESSAGES.restUnknown} query={UNKNOWN_QUERY} />
    </ul>
  )
}

interface RestItemProps {
  readonly count: number
  readonly words: (count: number) => string
  readonly query: string
  readonly icon?: IconName
}

function RestItem({ count, words, query, icon }: RestItemProps) {
  if (count === 0) return null
  return (
    <li>
      <Button
        looks={icon === undefined ? 'quiet' : 'plain'}
        size="small"
        {...(icon && { icon })}
        onPress={() => findKeys(query)}
      >
        {words(count)}
      </Button>
    </li>
  )
}

/** Explains every sign of the plot. The order is that of the shares of a bar from the bottom up. */
function Legend({ marks, hasOverlaps }: { readonly marks: Marks; readonly hasOverlaps: boolean }) {
  if (marks.legend.length === 0 && !hasOverlaps) return null
  return (
    <ul className="legend" aria-label={MESSAGES.legend}>
      {marks.legend.map((mark) => (
        <li key={mark.id}>
          <MarkSign mark={mark} />
          <span className="cut" dir="auto" title={mark.name}>
            {mark.name}
          </span>
        </li>
      ))}
      {hasOverlaps && (
        <li>
          <svg
            className="mark-sign plot-overlap"
            width="12"
            height="12"
            viewBox="-6 -6 12 12"
            aria-hidden="true"
          >
            <path d="M-5,-4h10l-5,8z" />
          </svg>
          {MESSAGES.overlap}
        </li>
      )}
    </ul>
  )
}
