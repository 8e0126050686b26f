/** One week of the plot: a mark a key, or, where a column would outgrow the plot, a bar with a share an account. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { ownerOf, type AccountMark } from './account-marks.ts'
import { Mark } from './mark.tsx'
import { BASE_PX, PLOT_PX } from './plot-size.ts'
import type { Week } from './timeline.ts'

const LARGEST_RADIUS = 5

interface ColumnProps {
  readonly week: Week
  readonly highest: number
  readonly left: number
  readonly columnPx: number
  readonly marks: ReadonlyMap<string, AccountMark>
}

export function Column({ week, highest, left, columnPx, marks }: ColumnProps) {
  const radius = Math.min(LARGEST_RADIUS, columnPx / 2 - 1)
  const stepPx = 2 * radius + 2
  if (week.keys.length === 0 || radius <= 0) return null
  if (highest * stepPx > PLOT_PX) return <Bar {...{ week, highest, left, columnPx, marks }} />
  return week.keys.map((key, index) => {
    const mark = marks.get(ownerOf(key))
    if (mark === undefined) return null
    const y = BASE_PX - radius - 3 - index * stepPx
    return <Mark key={key.id} mark={mark} x={left + columnPx / 2} y={y} radius={radius} />
  })
}

/** Shares of the accounts on top of each other, and the count above. */
function Bar({ week, highest, left, columnPx, marks }: ColumnProps) {
  const pxPerKey = PLOT_PX / highest
  const parts = sharesOf(week.keys)
  return (
    <>
      {parts.map(({ owner, from, count }) => (
        <Share
          key={owner}
          mark={marks.get(owner)}
          left={left}
          columnPx={columnPx}
          top={BASE_PX - (from + count) * pxPerKey}
          heightPx={count * pxPerKey}
        />
      ))}
      {columnPx > 14 && (
        <text x={left + columnPx / 2} y={BASE_PX - week.keys.length * pxPerKey - 4} className="plot-count">
          {week.keys.length}
        </text>
      )}
    </>
  )
}

interface ShareProps {
  readonly mark: AccountMark | undefined
  readonly left: number
  readonly columnPx: number
  readonly top: number
  readonly heightPx: number
}

/** Smaller, the account's shape has no room in its share. */
const SHAPE_ROOM_PX = 10

/** The colour fills it, the account's shape is cut out of it. */
function Share({ mark, left, columnPx, top, heightPx }: ShareProps) {
  if (mark === undefined) return null
  const hasRoom = columnPx >= SHAPE_ROOM_PX && heightPx >= SHAPE_ROOM_PX
  return (
    <>
      <rect
        className={`mark plot-${mark.colour}`}
        x={left + 1}
        width={Math.max(1, columnPx - 2)}
        y={top}
        height={Math.max(1, heightPx - 1)}
      />
      {hasRoom && (
        <g className="plot-cutout">
          <Mark mark={mark} x={left + columnPx / 2} y={top + heightPx / 2} radius={3} />
        </g>
      )}
    </>
  )
}

function sharesOf(keys: readonly KeyRow[]) {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(ownerOf(key), (counts.get(ownerOf(key)) ?? 0) + 1)
  let from = 0
  return [...counts].map(([owner, count]) => {
    const share = { owner, from, count }
    from += count
    return share
  })
}
