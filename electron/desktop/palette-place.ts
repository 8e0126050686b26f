/** Where the palette appears, and how it goes so that the window before it has the focus again. Pure. */

/** As large as its page draws itself: a field, eight rows and a foot (renderer/styles/palette.css). */
export const PALETTE_SIZE = { width: 600, height: 462 } as const

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** From the top, as a share of what is free: where the eye is, and where people know such windows from. */
const FROM_TOP = 0.3

/** In the middle of `workArea`, a little above its own middle; never larger than it. Whole pixels. */
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
 * Windows gives the focus back for certain only to a window that was minimised. macOS gives it to the program before only when
 * this one hides as a whole, which it may not while another window of it is seen. Linux goes by the order of windows.
 */
export function hideSteps(platform: NodeJS.Platform, isAnotherSeen: boolean): readonly HideStep[] {
  if (platform === 'win32') return ['minimize', 'hide']
  if (platform === 'darwin' && !isAnotherSeen) return ['hide', 'hide-program']
  return ['hide']
}
