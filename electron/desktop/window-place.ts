/** Computes where a window opens: at its last place, if that is still visible. Pure; all sizes are in device-independent pixels. */

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Without a position the system chooses one. */
export type Place = Size & Partial<Rectangle>

interface Given {
  /** The last bounds while it was not maximised. */
  readonly last: Rectangle | undefined
  /** The work area of each display (without bars), the primary display first. */
  readonly workAreas: readonly Rectangle[]
  readonly usual: Size
  readonly smallest: Size
}

/** How much of the title bar has to be visible so that the user can drag the window. */
const GRIP = { width: 120, height: 32 }

/**
 * Returns the last bounds if the title bar can still be reached, moved and cut to fit the display that shows most of them. Otherwise the last size,
 * or the usual one, on the primary display.
 */
export function placeWindow({ last, workAreas, usual, smallest }: Given): Place {
  const [primary] = workAreas
  if (primary === undefined) return usual
  if (last === undefined) return fit(usual, primary, smallest)
  const area = workAreas.reduce((best, each) => (overlap(last, each) > overlap(last, best) ? each : best))
  const size = fit(last, area, smallest)
  if (!isReachable(last, area)) return fit(last, primary, smallest)
  return {
    ...size,
    x: between(last.x, area.x, area.x + area.width - size.width),
    y: between(last.y, area.y, area.y + area.height - size.height),
  }
}

const fit = (size: Size, area: Size, smallest: Size): Size => ({
  width: Math.max(smallest.width, Math.min(size.width, area.width)),
  height: Math.max(smallest.height, Math.min(size.height, area.height)),
})

const isReachable = ({ x, y, width }: Rectangle, area: Rectangle): boolean =>
  shared(x, width, area.x, area.width) >= GRIP.width &&
  shared(y, GRIP.height, area.y, area.height) >= GRIP.height

const overlap = (a: Rectangle, b: Rectangle): number =>
  Math.max(0, shared(a.x, a.width, b.x, b.width)) * Math.max(0, shared(a.y, a.height, b.y, b.height))

/** The overlap of two spans; negative if there is a gap between them. */
const shared = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom)

/** If the area is smaller than the window, the start of the window is visible. */
const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))
