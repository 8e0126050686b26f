/** What is kept beside the vault about the window, for its first moment: nothing here says what the vault holds. */
import { z } from 'zod'

const Pixels = z.int().min(-100_000).max(100_000)

/** Each part is parsed alone: an invalid part counts as missing. */
export const Memory = z.object({
  bounds: z.object({ x: Pixels, y: Pixels, width: Pixels, height: Pixels }).optional().catch(undefined),
  isMaximised: z.boolean().catch(false),
  /** Chromium's steps: each is 20 %, 0 is the usual size. */
  zoomLevel: z.number().min(-4).max(6).catch(0),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  /** A start by the system opens no window. macOS hands over no argument, so it has to be known here. */
  startsHidden: z.boolean().catch(false),
})
export type Memory = z.infer<typeof Memory>
