/**
 * The list of keys: our own ARIA grid with one tab stop, on top of a virtual list. The focus stays on the grid, and
 * `aria-activedescendant` names the active row, so that 100,000 rows cost as much as 40.
 */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { DAY_MS } from '../../../shared/expiry/expiry.ts'
import { ROW_HEIGHTS } from '../../../shared/model/list-settings.ts'
import { columnTemplate, shownColumns, withColumn, type ShownColumn } from '../../list/columns.ts'
import { hasKey } from '../../list/key-set.ts'
import { layoutOf, type ListLayout } from '../../list/list-groups.ts'
import { isNested } from '../../list/nest-twins.ts'
import { rowIndexIn } from '../../list/listed-keys.ts'
import { tileOf } from '../../parts/provider-tile.tsx'
import { useVault } from '../../vault/store.ts'
import { GroupHead } from './group-head.tsx'
import { KeyLine, rowId } from './key-row.tsx'
import { GROUP_PX, HEAD_PX, useListHandlers } from './list-handlers.ts'
import { keyListMessages, providerWord } from './list-messages.ts'
import { placeList } from './list-focus.ts'
import { ListHead } from './list-head.tsx'

const OVERSCAN = 4

/** The index of the active row, where the keyboard is. -1 if that row is not, or no longer, in the list. */
function useActiveIndex(): number {
  const entries = useVault((state) => state.list.entries)
  const active = useVault(({ active, keyIndex }) =>
    active === undefined ? undefined : keyIndex.entry(active),
  )
  return active === undefined ? -1 : rowIndexIn(entries, active)
}

export function KeyList() {
  const entries = useVault((state) => state.list.entries)
  const layout = useLayout()
  const isSelecting = useVault((state) => state.selection.keys.size > 0)
  const scroller = useRef<HTMLDivElement>(null)
  const [resized, setResized] = useState<ShownColumn>()
  const columns = useColumns(scroller, resized)
  const rowPx = useRowPx()
  const activeIndex = useActiveIndex()
  const rows = useRows(layout, scroller, activeIndex)
  const places = useFilling(rows.places)
  const handlers = useListHandlers(scroller, activeIndex)
  const activeEntry = entries[activeIndex]
  return (
    <div
      ref={(element) => {
        scroller.current = element
        placeList(element)
      }}
      role="grid"
      aria-label={keyListMessages.label}
      aria-rowcount={layout.count + 1}
      aria-colcount={columnCountOf(columns)}
      aria-multiselectable="true"
      aria-activedescendant={activeEntry && rowId(activeEntry.row.id)}
      tabIndex={0}
      hidden={layout.count === 0}
      className={`key-list ${isSelecting ? 'selecting' : ''} ${hasRoomForDay(columns) ? '' : 'no-day'}`}
      style={{ '--columns': columnTemplate(columns), '--row': `${rowPx}px` } as CSSProperties}
      onKeyDown={handlers.onKeyDown}
      onFocus={handlers.onFocus}
      onClick={handlers.onClick}
    >
      <ListHead columns={columns} group={rows.group} onResize={setResized} />
      <div role="rowgroup" className="key-rows" style={{ height: rows.totalPx }}>
        <Lines columns={columns} layout={layout} places={places} activeIndex={activeIndex} />
      </div>
    </div>
  )
}

/** The columns of this view that fit into the width of the pane, which is measured whenever it changes. */
function useColumns(
  scroller: React.RefObject<HTMLDivElement | null>,
  resized: ShownColumn | undefined,
): readonly ShownColumn[] {
  const view = useVault((state) => state.view.kind)
  const saved = useVault((state) => state.settings.listColumns[view])
  const [widthPx, setWidth] = useState<number>()
  useLayoutEffect(() => {
    const pane = scroller.current?.parentElement
    if (!pane) return undefined
    const measure = () => setWidth(pane.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(pane)
    return () => observer.disconnect()
  }, [scroller])
  return useMemo(() => {
    const columns =
      resized === undefined ? saved : withColumn(saved, resized.column, { widthPx: resized.widthPx })
    return shownColumns(view, columns, widthPx)
  }, [view, saved, resized, widthPx])
}

/** The height of every row in pixels, by the density that the user has chosen. */
const useRowPx = (): number => useVault((state) => ROW_HEIGHTS[state.settings.density])

function useLayout(): ListLayout {
  const count = useVault((state) => state.list.entries.length)
  const groups = useVault((state) => state.list.groups)
  const rowPx = useRowPx()
  return useMemo(() => layoutOf(count, groups, { rowPx, headPx: GROUP_PX }), [count, groups, rowPx])
}

/** Includes the two columns of the tick and the star. */
const columnCountOf = (columns: readonly ShownColumn[]): number => columns.length + 2

/** From this width on, the expiry column shows the date beside the time left. */
const DAY_FITS_PX = 128
const hasRoomForDay = (columns: readonly ShownColumn[]) =>
  columns.some(({ column, widthPx }) => column === 'expires' && widthPx >= DAY_FITS_PX)

interface Placed {
  readonly index: number
  readonly start: number
}

interface LinesProps {
  readonly columns: readonly ShownColumn[]
  readonly layout: ListLayout
  readonly places: readonly Placed[]
  readonly activeIndex: number
}

function Lines({ columns, layout, places, activeIndex }: LinesProps) {
  const entries = useVault((state) => state.list.entries)
  const selected = useVault((state) => state.selection.keys)
  const accounts = useVault((state) => state.accounts)
  const providers = useVault((state) => state.providers)
  const now = useVault((state) => state.now)
  const leadDays = useVault((state) => state.settings.leadDays)
  return places.map(({ index: item, start }) => {
    const at = layout.at(item)
    if ('head' in at)
      return (
        <GroupHead
          key={at.head.kind}
          group={at.head}
          item={item}
          top={start}
          columnCount={columnCountOf(columns)}
        />
      )
    const index = at.row
    const entry = entries[index]
    if (entry === undefined) return null
    const { row } = entry
    const account = row.account === undefined ? undefined : accounts.get(row.account)?.name
    return (
      // The React key is the place, not the key's id. A search then reuses the existing rows and only changes their text.
      <KeyLine
        key={index}
        row={row}
        columns={columns}
        account={account ?? providers.get(row.provider)?.name ?? providerWord(row.provider)}
        {...tileOf(row, { accounts, providers })}
        item={item}
        top={start}
        isNested={layout.isGrouped && isNested(row, entries[index - 1]?.row)}
        isActive={index === activeIndex}
        isSelected={hasKey(selected, entry)}
        now={now}
        leadMs={leadDays * DAY_MS}
      />
    )
  })
}

/** The number of rows added per frame when a whole page of rows appears: on the first keys of a sync, or when a window opens. */
const ROWS_A_FRAME = 10

/** The first of `places`, and `ROWS_A_FRAME` more with every frame, until all of them have been drawn once. */
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

/** The rows to draw: those in view, some around them, and always the active row, since `aria-activedescendant` refers to it. */
function useRows(layout: ListLayout, scroller: React.RefObject<HTMLDivElement | null>, activeIndex: number) {
  const { count } = layout
  const activeItem = activeIndex < 0 ? -1 : layout.itemOf(activeIndex)
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inView = defaultRangeExtractor(range)
      if (activeItem < 0 || activeItem >= count || inView.includes(activeItem)) return inView
      return [...inView, activeItem].sort((a, b) => a - b)
    },
    [activeItem, count],
  )
  // The virtual list recomputes its cached sizes only when `getItemKey` is a new function.
  // oxlint-disable-next-line react/exhaustive-deps -- the layout says where the heads are
  const getItemKey = useCallback((item: number) => item, [layout])
  // oxlint-disable-next-line react/incompatible-library -- the compiler is not used here
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (item) => (layout.isHead(item) ? GROUP_PX : layout.rowPx),
    getItemKey,
    overscan: OVERSCAN,
    rangeExtractor,
  })
  const active = useVault((state) => state.active)
  const queryText = useVault((state) => state.queryText)
  const last = useRef({ active, queryText })
  useLayoutEffect(() => {
    // Only the user's own actions scroll the list. Rows that a sync adds do not, except the row of a key that the user has just opened.
    const isMoved = last.current.active !== active || last.current.queryText !== queryText
    if (!isMoved || (active !== undefined && activeIndex < 0)) return
    last.current = { active, queryText }
    if (activeIndex >= 0) showRow(scroller.current, virtual, layout, activeIndex, toastsPx())
  }, [active, queryText, activeIndex, scroller, virtual, layout])
  return {
    places: virtual.getVirtualItems(),
    totalPx: virtual.getTotalSize(),
    group: layout.groupAt(virtual.scrollOffset ?? 0),
  }
}

/** About the height of a toast of three lines with its gap. */
const TOAST_PX = 104
const toastsPx = (): number => useVault.getState().toasts.length * TOAST_PX

interface Viewport {
  readonly scrollOffset: number | null
  readonly scrollRect: { readonly height: number } | null
}

/**
 * Scrolls as little as needed. `coveredPx`: the height that toasts cover at the bottom; while a toast is shown, the list has the same space below its
 * last row (renderer/styles/list.css). Uses the offset and height that the virtual list has cached, because reading the height from the page would
 * force a layout of every row during a key press.
 */
function showRow(
  scroller: HTMLElement | null,
  { scrollOffset, scrollRect }: Viewport,
  layout: ListLayout,
  index: number,
  coveredPx: number,
): void {
  const from = scrollOffset ?? 0
  const to = from + (scrollRect?.height ?? 0) - HEAD_PX - coveredPx
  const top = layout.topOf(index)
  // The head of the group covers the first rows.
  const overPx = layout.itemOf(index) === index ? 0 : GROUP_PX
  if (top < from + overPx) scroller?.scrollTo({ top: top - overPx })
  else if (top + layout.rowPx > to) scroller?.scrollTo({ top: top + layout.rowPx - (to - from) })
}
