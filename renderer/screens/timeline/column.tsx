/** One column of the plot: one mark per key; or, if any column would be too high for the plot, a bar with one share per account. */
import { sharesOf, type Marks, type Share } from './account-marks.ts'
import { Mark } from './mark.tsx'
import { BASE_PX, PLOT_PX } from './plot-size.ts'
import type { Column } from './timeline.ts'

const RADIUS_PX = 5
const STEP_PX = 2 * RADIUS_PX + 2
/** The width of a digit of the counts. A count is left out if its column is too narrow for it. */
const DIGIT_PX = 7

interface ColumnProps {
  readonly column: Column
  /** How many keys the highest column has. */
  readonly highest: number
  readonly leftPx: number
  readonly widthPx: number
  readonly marks: Marks
}

export function PlotColumn({ column, highest, leftPx, widthPx, marks }: ColumnProps) {
  if (column.keys.length === 0) return null
  if (highest * STEP_PX > PLOT_PX) return <Bar {...{ column, highest, leftPx, widthPx, marks }} />
  return sharesOf(column.keys, marks).flatMap(({ mark, from, count }) =>
    Array.from({ length: count }, (_, index) => (
      <Mark
        key={`${mark.id} ${index}`}
        mark={mark}
        x={leftPx + widthPx / 2}
        y={BASE_PX - RADIUS_PX - 3 - (from + index) * STEP_PX}
        radius={RADIUS_PX}
      />
    )),
  )
}

/** Draws the accounts' shares stacked, and the count above them. */
function Bar({ column: { keys }, highest, leftPx, widthPx, marks }: ColumnProps) {
  const pxPerKey = PLOT_PX / highest
  const count = keys.length.toLocaleString()
  return (
    <>
      {sharesOf(keys, marks).map((share) => (
        <ShareBar key={share.mark.id} share={share} leftPx={leftPx} widthPx={widthPx} pxPerKey={pxPerKey} />
      ))}
      {count.length * DIGIT_PX <= widthPx && (
        <text x={leftPx + widthPx / 2} y={BASE_PX - keys.length * pxPerKey - 4} className="plot-count">
          {count}
        </text>
      )}
    </>
  )
}

interface ShareProps {
  readonly share: Share
  readonly leftPx: number
  readonly widthPx: number
  readonly pxPerKey: number
}

function ShareBar({ share: { mark, from, count }, leftPx, widthPx, pxPerKey }: ShareProps) {
  return (
    <rect
      className={`mark plot-${mark.colour}`}
      x={leftPx + 2}
      width={widthPx - 4}
      y={BASE_PX - (from + count) * pxPerKey}
      height={Math.max(1, count * pxPerKey - 1)}
    />
  )
}
