/** Decides where the palette appears, and how it is hidden so that the window before it gets the focus again. Pure. */

/** The size of its page: a field, eight rows and a footer (renderer/styles/palette.css). */
export const PALETTE_SIZE = { width: 600, height: 462 } as const

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The share of the free height above the palette. Other launchers use a similar place. */
const FROM_TOP = 0.3

/** Centred in `workArea` horizontally, a little above the middle vertically; never larger than it. In whole pixels. */
export function placeIn(workArea: Area): Area {
  const width = Math.min(PALETTE_SIZE.width, workArea.width)
  const height = Math.min(PALETTE_SIZE.height, workArea.height)
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + (workArea.height - height) * FROM_TOP),
    width,
    height,
  }
}

export type HideStep = 'minimize' | 'hide' | 'hide-program'

/**
 * On Windows, only minimising the palette reliably returns the focus. macOS returns it only if the whole app hides, which is not possible while
 * another window of the app is visible. Linux uses the stacking order.
 */
export function hideSteps(platform: NodeJS.Platform, isAnotherSeen: boolean): readonly HideStep[] {
  if (platform === 'win32') return ['minimize', 'hide']
  if (platform === 'darwin' && !isAnotherSeen) return ['hide', 'hide-program']
  return ['hide']
}
