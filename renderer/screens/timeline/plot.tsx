/**
 * The plot: columns of days with one mark per key, stacked from the axis up. If any column would be too high, all columns become bars on one
 * scale. The months are below the columns. A press selects a column with keys or a month; Shift or dragging selects a span of columns. A line
 * above the plot describes what is selected or under the pointer, so that nothing covers the plot.
 */
import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button as PressArea, ListBox, ListBoxItem, Toolbar, type Selection } from 'react-aria-components'
import { sharesOf, type Marks } from './account-marks.ts'
import { PlotColumn } from './column.tsx'
import { BASE_PX, HEIGHT_PX, OVERLAP_PX, TODAY_PX, TOP_PX } from './plot-size.ts'
import {
  columnsOf,
  keysIn,
  LEAST_COLUMN_PX,
  monthsOf,
  placeIn,
  type Column,
  type Span,
  type Timeline,
} from './timeline.ts'
import { MESSAGES, monthWords } from './timeline-messages.ts'

interface Props {
  readonly timeline: Timeline
  readonly marks: Marks
  readonly span: Span | undefined
  readonly onSpan: (span: Span | undefined) => void
}

export function Plot({ timeline, marks, span, onSpan }: Props) {
  const [box, widthPx] = useWidth()
  const [pointed, setPointed] = useState<Column>()
  const columns = useMemo(() => columnsOf(timeline, widthPx), [timeline, widthPx])
  const shown = pointed ?? (span && { ...span, keys: keysIn(timeline, span) })
  return (
    <div>
      <Readout column={shown} marks={marks} />
      <div className="plot" ref={box} style={{ blockSize: HEIGHT_PX }}>
        <Drawing {...{ timeline, marks, span, columns, widthPx }} />
        <Columns {...{ timeline, columns, widthPx, span, onSpan }} onPoint={setPointed} />
      </div>
      <Months {...{ timeline, widthPx, span, onSpan }} />
    </div>
  )
}

interface DrawnProps extends Pick<Props, 'timeline' | 'span'> {
  readonly columns: readonly Column[]
  readonly widthPx: number
}

/** The position and the width of a span, in pixels. */
const boxOf = (span: Span, timeline: Timeline, widthPx: number) => {
  const leftPx = placeIn(timeline, span.from) * widthPx
  return { leftPx, widthPx: placeIn(timeline, span.to) * widthPx - leftPx }
}

/** Memoized, so that pointer movements do not draw it again. */
const Drawing = memo(function Drawing({
  timeline,
  marks,
  span,
  columns,
  widthPx,
}: DrawnProps & Pick<Props, 'marks'>) {
  const highest = Math.max(...columns.map(({ keys }) => keys.length))
  const chosen = span && boxOf(span, timeline, widthPx)
  return (
    <svg width={widthPx} height={HEIGHT_PX} aria-hidden="true" focusable="false">
      {chosen !== undefined && (
        <rect
          className="plot-span"
          x={chosen.leftPx}
          width={chosen.widthPx}
          y={TOP_PX - 24}
          height={BASE_PX - TOP_PX + 24}
        />
      )}
      <Axis timeline={timeline} widthPx={widthPx} />
      {columns.map((column) => (
        <PlotColumn
          key={column.from}
          column={column}
          highest={highest}
          {...boxOf(column, timeline, widthPx)}
          marks={marks}
        />
      ))}
    </svg>
  )
})

function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [widthPx, setWidthPx] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth))
    observer.observe(element)
    setWidthPx(element.clientWidth)
    return () => observer.disconnect()
  }, [])
  return [box, widthPx] as const
}

/** Hidden from screen readers, since the column's name says the same. */
function Readout({ column, marks }: { readonly column: Column | undefined; readonly marks: Marks }) {
  return (
    <p className="plot-readout small cut" aria-hidden="true">
      {column === undefined ? (
        <span className="faint">{MESSAGES.hint}</span>
      ) : (
        <>
          <strong>{MESSAGES.column(column, column.keys.length)}</strong>{' '}
          <span className="soft">
            {sharesOf(column.keys, marks)
              .map(({ mark, count }) => `${mark.name} ${count.toLocaleString()}`)
              .join(' · ')}
          </span>
        </>
      )}
    </p>
  )
}

function Axis({ timeline, widthPx }: Pick<Props, 'timeline'> & { readonly widthPx: number }) {
  const at = (place: number) => Math.round(place * widthPx) + 0.5
  return (
    <>
      {monthsOf(timeline).map((month) => {
        const x = at(placeIn(timeline, month.from))
        return <line key={month.from} x1={x} x2={x} y1={TOP_PX} y2={HEIGHT_PX} className="plot-month" />
      })}
      {timeline.overlapEnds.map(({ row, place }) => (
        <g key={row.id} transform={`translate(${at(place)} 0)`} className="plot-overlap">
          <line y1={OVERLAP_PX + 8} y2={BASE_PX} />
          <path d={`M-5,${OVERLAP_PX}h10l-5,8z`} />
        </g>
      ))}
      <line x1={0} x2={widthPx} y1={BASE_PX + 0.5} y2={BASE_PX + 0.5} className="plot-axis" />
      <line x1={0.5} x2={0.5} y1={0} y2={BASE_PX + 4} className="plot-now" />
      <text x={6} y={TODAY_PX} className="plot-word">
        {MESSAGES.today}
      </text>
    </>
  )
}

interface ColumnsProps extends DrawnProps, Pick<Props, 'onSpan'> {
  readonly onPoint: (column: Column | undefined) => void
}

const isInside = (column: Span, span: Span) => column.from >= span.from && column.to <= span.to

const spanOf = (some: readonly Span[]): Span | undefined => {
  const [first] = some
  return (
    first && { from: Math.min(...some.map(({ from }) => from)), to: Math.max(...some.map(({ to }) => to)) }
  )
}

function Columns({ timeline, columns, widthPx, span, onSpan, onPoint }: ColumnsProps) {
  // The list box's own selection object, which keeps the start of a Shift selection. Valid as long as `span` does not change.
  const [made, setMade] = useState<{ readonly picked: Selection; readonly span: Span | undefined }>()
  const dragFrom = useRef<Column>(undefined)
  const filled = columns.filter(({ keys }) => keys.length > 0)
  const inSpan = filled.filter((column) => span !== undefined && isInside(column, span))
  return (
    <ListBox
      className="plot-columns"
      aria-label={MESSAGES.plot}
      orientation="horizontal"
      selectionMode="multiple"
      selectionBehavior="replace"
      selectedKeys={made?.span === span && made ? made.picked : inSpan.map(({ from }) => from)}
      onSelectionChange={(picked) => {
        const next = spanOf(picked === 'all' ? filled : filled.filter(({ from }) => picked.has(from)))
        setMade({ picked, span: next })
        onSpan(next)
      }}
    >
      {filled.map((column) => {
        const words = MESSAGES.column(column, column.keys.length)
        const box = boxOf(column, timeline, widthPx)
        return (
          <ListBoxItem
            key={column.from}
            id={column.from}
            textValue={words}
            aria-label={words}
            className="plot-column"
            style={{ insetInlineStart: box.leftPx, inlineSize: box.widthPx }}
            onHoverStart={() => onPoint(column)}
            onHoverEnd={() => onPoint(undefined)}
            onPointerDown={() => (dragFrom.current = column)}
            onPointerEnter={({ buttons }) => {
              if (buttons === 1 && dragFrom.current !== undefined) onSpan(spanOf([dragFrom.current, column]))
            }}
          />
        )
      })}
    </ListBox>
  )
}

interface MonthsProps extends Pick<Props, 'timeline' | 'span' | 'onSpan'> {
  readonly widthPx: number
}

/** A month that is cut too narrow to be pressed has no button. Its columns can be pressed. */
const Months = memo(function Months({ timeline, widthPx, span, onSpan }: MonthsProps) {
  return (
    <Toolbar className="plot-months" aria-label={MESSAGES.months}>
      {monthsOf(timeline).map((month) => {
        const box = boxOf(month, timeline, widthPx)
        if (box.widthPx < LEAST_COLUMN_PX) return null
        const isOn = span?.from === month.from && span.to === month.to
        return (
          <PressArea
            key={month.from}
            className="plot-month-button"
            aria-label={MESSAGES.month(month, keysIn(timeline, month).length)}
            aria-pressed={isOn}
            style={{ insetInlineStart: box.leftPx, inlineSize: box.widthPx }}
            onPress={() => onSpan(isOn ? undefined : month)}
          >
            <span className="cut">{monthWords(month)}</span>
          </PressArea>
        )
      })}
    </Toolbar>
  )
})
