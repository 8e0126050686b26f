/** One mark of the timeline, drawn around its centre. */
import type { AccountMark, Shape } from './account-marks.ts'

interface Props {
  readonly mark: AccountMark
  readonly x: number
  readonly y: number
  /** Half the mark's width, in pixels. */
  readonly radius: number
}

const PATHS: Record<Shape, (r: number) => string> = {
  disc: (r) => circle(r),
  square: (r) => `M${-r * 0.86},${-r * 0.86}h${r * 1.72}v${r * 1.72}h${-r * 1.72}z`,
  triangle: (r) => `M0,${-r}L${r},${r * 0.8}L${-r},${r * 0.8}z`,
  diamond: (r) => `M0,${-r * 1.1}L${r * 1.1},0L0,${r * 1.1}L${-r * 1.1},0z`,
  bar: (r) => `M${-r},${-r * 0.4}h${r * 2}v${r * 0.8}h${-r * 2}z`,
  ring: (r) => `${circle(r)}${circle(r * 0.5)}`,
  cross: (r) => {
    const arm = r * 0.4
    const rest = r - arm
    return `M${-arm},${-r}h${2 * arm}v${rest}h${rest}v${2 * arm}h${-rest}v${rest}h${-2 * arm}v${-rest}h${-rest}v${-2 * arm}h${rest}z`
  },
}

function circle(r: number): string {
  return `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`
}

export function Mark({ mark: { shape, colour }, x, y, radius }: Props) {
  return (
    <path
      className={`mark plot-${colour}`}
      fillRule="evenodd"
      transform={`translate(${x} ${y})`}
      d={PATHS[shape](radius)}
    />
  )
}

/** The same mark as a sign in the legend. */
export function MarkSign({ mark }: { readonly mark: AccountMark }) {
  return (
    <svg
      className="mark-sign"
      width="12"
      height="12"
      viewBox="-6 -6 12 12"
      aria-hidden="true"
      focusable="false"
    >
      <Mark mark={mark} x={0} y={0} radius={5} />
    </svg>
  )
}
