/** How large the approval card's window is, and where it appears. Pure. */

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const USUAL = { width: 480, height: 560 }
/** Chromium's zoom: each level is a fifth more. */
const LEVEL = 1.2

/** In the middle of `workArea` and inside it, larger with the page's zoom. Whole pixels. */
export function cardPlace(workArea: Area, zoomLevel: number): Area {
  const factor = Math.max(1, LEVEL ** zoomLevel)
  const width = Math.min(Math.round(USUAL.width * factor), workArea.width)
  const height = Math.min(Math.round(USUAL.height * factor), workArea.height)
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + (workArea.height - height) / 2),
    width,
    height,
  }
}
