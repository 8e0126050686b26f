/**
 * The plot: a column a week, a mark a key, stacked from the axis up. Where a column would outgrow the plot, all
 * columns become bars on one scale. Each column with keys is a button that shows them in the list.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import { Button as PressArea, Tooltip, TooltipTrigger } from 'react-aria-components'
import type { KeyRow } from '../../../shared/model/model.ts'
import { expiryOf } from '../../../shared/expiry/expiry.ts'
import { findKeys } from '../../app/acts.ts'
import { dayText } from '../../messages/dates.ts'
import { ownerOf, type AccountMark } from './account-marks.ts'
import { Column } from './column.tsx'
import { MarkSign } from './mark.tsx'
import { BASE_PX, HEIGHT_PX, TOP_PX } from './plot-size.ts'
import { weekQuery, type Timeline, type Week } from './timeline.ts'

interface Props {
  readonly timeline: Timeline
  readonly marks: ReadonlyMap<string, AccountMark>
}

const MOST_TOLD = 8

export function Plot({ timeline, marks }: Props) {
  const [box, widthPx] = useWidth()
  const columnPx = widthPx / timeline.weeks.length
  return (
    <div className="plot" ref={box}>
      <svg width={widthPx} height={HEIGHT_PX} aria-hidden="true" focusable="false">
        <Axis timeline={timeline} widthPx={widthPx} />
        {timeline.weeks.map((week, index) => (
          <Column
            key={week.from}
            week={week}
            highest={timeline.highest}
            left={index * columnPx}
            columnPx={columnPx}
            marks={marks}
          />
        ))}
      </svg>
      {timeline.weeks.map((week, index) =>
        week.keys.length === 0 ? null : (
          <WeekButton
            key={week.from}
            week={week}
            query={weekQuery(week, timeline)}
            left={index * columnPx}
            widthPx={columnPx}
            marks={marks}
          />
        ),
      )}
    </div>
  )
}

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

const MONTH = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' })
const YEAR = new Intl.DateTimeFormat(undefined, { year: 'numeric', timeZone: 'UTC' })

/** January is told by its year. */
const monthWord = (at: number) => (new Date(at).getUTCMonth() === 0 ? YEAR : MONTH).format(at)

/** Narrower, the names run into each other. */
const MONTH_NAME_PX = 40

function Axis({
  timeline: { months, overlapEnds },
  widthPx,
}: {
  readonly timeline: Timeline
  readonly widthPx: number
}) {
  const stride = widthPx / 12 < MONTH_NAME_PX ? 2 : 1
  return (
    <>
      {months.map(({ at, place }, index) => (
        <g key={at} transform={`translate(${Math.round(place * widthPx) + 0.5} 0)`}>
          <line y1={TOP_PX} y2={BASE_PX + 4} className="plot-month" />
          {index % stride === 0 && place < 0.96 && (
            <text x={4} y={HEIGHT_PX - 8} className="plot-word">
              {monthWord(at)}
            </text>
          )}
        </g>
      ))}
      {overlapEnds.map(({ row, place }) => (
        <g
          key={row.id}
          transform={`translate(${Math.round(place * widthPx) + 0.5} 0)`}
          className="plot-overlap"
        >
          <line y1={TOP_PX - 4} y2={BASE_PX} />
          <path d={`M-5,${TOP_PX - 12}h10l-5,8z`} />
        </g>
      ))}
      <line x1={0} x2={widthPx} y1={BASE_PX + 0.5} y2={BASE_PX + 0.5} className="plot-axis" />
      <line x1={0.5} x2={0.5} y1={TOP_PX - 8} y2={BASE_PX + 4} className="plot-now" />
    </>
  )
}

interface WeekButtonProps {
  readonly week: Week
  /** Finds its keys in the list. */
  readonly query: string
  readonly left: number
  readonly widthPx: number
  readonly marks: ReadonlyMap<string, AccountMark>
}

function WeekButton({ week, query, left, widthPx, marks }: WeekButtonProps) {
  const count = week.keys.length
  const words = `${count} ${count === 1 ? 'key expires' : 'keys expire'} in the week of ${dayText(week.from)}`
  return (
    <TooltipTrigger delay={0} closeDelay={0}>
      <PressArea
        className="plot-week"
        aria-label={words}
        style={{ insetInlineStart: left, inlineSize: widthPx, blockSize: HEIGHT_PX }}
        onPress={() => findKeys(query)}
      />
      <Tooltip className="hint plot-hint" offset={4}>
        <strong>{words}</strong>
        <ul>
          {week.keys.slice(0, MOST_TOLD).map((key) => (
            <Told key={key.id} row={key} mark={marks.get(ownerOf(key))} />
          ))}
        </ul>
        {count > MOST_TOLD && <span className="faint">and {count - MOST_TOLD} more</span>}
      </Tooltip>
    </TooltipTrigger>
  )
}

function Told({ row, mark }: { readonly row: KeyRow; readonly mark: AccountMark | undefined }) {
  return (
    <li className="told">
      {mark && <MarkSign mark={mark} />}
      <span className="cut" dir="auto">
        {row.name}
      </span>
      <span className="faint">{dayText(expiryOf(row) ?? 0)}</span>
    </li>
  )
}
