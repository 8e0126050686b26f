/**
 * The list of keys: an ARIA grid of our own with one tab stop, over a virtual list. The focus stays on the grid
 * and `aria-activedescendant` says which row the keyboard is on, so that 100,000 rows cost as much as 40.
 */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { DAY_MS } from '../../../shared/expiry/expiry.ts'
import { tileOf } from '../../parts/provider-tile.tsx'
import { useVault } from '../../vault/store.ts'
import { KeyLine, rowId } from './key-row.tsx'
import { HEAD_PX, ROW_PX, useListActs } from './list-acts.ts'
import { placeList } from './list-focus.ts'
import { ListHead } from './list-head.tsx'

const OVERSCAN = 4

/** The row that the keyboard is on: -1 where it is not in the list (any more). */
function useActiveIndex(): number {
  const entries = useVault((state) => state.list.entries)
  const active = useVault((state) => state.active)
  return useMemo(
    () => (active === undefined ? -1 : entries.findIndex(({ row }) => row.id === active)),
    [entries, active],
  )
}

export function KeyList() {
  const entries = useVault((state) => state.list.entries)
  const isSelecting = useVault((state) => state.selection.keys.size > 0)
  const scroller = useRef<HTMLDivElement>(null)
  const activeIndex = useActiveIndex()
  const rows = useRows(entries.length, scroller, activeIndex)
  const places = useFilling(rows.places)
  const act = useListActs(scroller, activeIndex)
  const activeEntry = entries[activeIndex]
  return (
    <div
      ref={(element) => {
        scroller.current = element
        placeList(element)
      }}
      role="grid"
      aria-label="Keys"
      aria-rowcount={entries.length + 1}
      aria-colcount={7}
      aria-multiselectable="true"
      aria-activedescendant={activeEntry && rowId(activeEntry.row.id)}
      tabIndex={0}
      hidden={entries.length === 0}
      className={`key-list ${isSelecting ? 'selecting' : ''}`}
      onKeyDown={act.onKeyDown}
      onFocus={act.onFocus}
      onClick={act.onClick}
    >
      <ListHead />
      <div role="rowgroup" className="key-rows" style={{ height: rows.totalPx }}>
        <Lines places={places} activeIndex={activeIndex} />
      </div>
    </div>
  )
}

interface Placed {
  readonly index: number
  readonly start: number
}

function Lines({
  places,
  activeIndex,
}: {
  readonly places: readonly Placed[]
  readonly activeIndex: number
}) {
  const entries = useVault((state) => state.list.entries)
  const selected = useVault((state) => state.selection.keys)
  const accounts = useVault((state) => state.accounts)
  const providers = useVault((state) => state.providers)
  const now = useVault((state) => state.now)
  const leadDays = useVault((state) => state.settings.leadDays)
  return places.map(({ index, start }) => {
    const entry = entries[index]
    if (entry === undefined) return null
    const { row } = entry
    const account = row.account === undefined ? undefined : accounts.get(row.account)?.name
    return (
      // By place, not by key: a search then writes new texts into the rows that are there.
      <KeyLine
        key={index}
        row={row}
        account={account ?? providers.get(row.provider)?.name ?? row.provider}
        {...tileOf(row, { accounts, providers })}
        index={index}
        top={start}
        isActive={index === activeIndex}
        isSelected={selected.has(row.id)}
        now={now}
        leadMs={leadDays * DAY_MS}
      />
    )
  })
}

/** So many rows more are drawn with each frame, where a whole page of them appears: the first keys of a sync, a window that is opened. */
const ROWS_A_FRAME = 10

/** The first of `places`, and with every frame some more, until all of them have been drawn once. */
function useFilling(places: readonly Placed[]): readonly Placed[] {
  const [most, setMost] = useState(ROWS_A_FRAME)
  const isShort = most < places.length
  useEffect(() => {
    if (!isShort) return
    const frame = requestAnimationFrame(() => setMost(most + ROWS_A_FRAME))
    return () => cancelAnimationFrame(frame)
  }, [isShort, most])
  return isShort ? places.slice(0, most) : places
}

/** The rows to draw: those in view, some around them, and always the active one, which assistive tools point at. */
function useRows(count: number, scroller: React.RefObject<HTMLDivElement | null>, activeIndex: number) {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inView = defaultRangeExtractor(range)
      if (activeIndex < 0 || activeIndex >= count || inView.includes(activeIndex)) return inView
      return [...inView, activeIndex].sort((a, b) => a - b)
    },
    [activeIndex, count],
  )
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not used here
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    rangeExtractor,
  })
  const active = useVault((state) => state.active)
  const queryText = useVault((state) => state.queryText)
  const last = useRef({ active, queryText })
  useLayoutEffect(() => {
    // Only what the user does moves the view: rows that a sync brings do not.
    const isMoved = last.current.active !== active || last.current.queryText !== queryText
    last.current = { active, queryText }
    if (isMoved && activeIndex >= 0) showRow(scroller.current, virtual, activeIndex)
  }, [active, queryText, activeIndex, scroller, virtual])
  return { places: virtual.getVirtualItems(), totalPx: virtual.getTotalSize() }
}

interface Viewport {
  readonly scrollOffset: number | null
  readonly scrollRect: { readonly height: number } | null
}

/**
 * Scrolls as little as needed. By arithmetic on what the virtual list remembers: asking the page for its height
 * would lay out every row in the middle of a key press.
 */
function showRow(scroller: HTMLElement | null, { scrollOffset, scrollRect }: Viewport, index: number): void {
  const from = scrollOffset ?? 0
  const to = from + (scrollRect?.height ?? 0) - HEAD_PX
  const top = index * ROW_PX
  if (top < from) scroller?.scrollTo({ top })
  else if (top + ROW_PX > to) scroller?.scrollTo({ top: top + ROW_PX - (to - from) })
}
