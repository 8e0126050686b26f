/** Calls about the quick palette, the shortcut that opens it, and the way from it into the window. */
import { z } from 'zod'
import { CopyAs } from '../model/copy-as.ts'
import { Instant, KeyId } from '../model/model.ts'
import { Accelerator } from '../model/settings.ts'

const Nothing = z.void()

/** A place in the window that the palette, or a link from outside, may lead to. Showing is all that it does. */
export const ViewCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['keys', 'timeline', 'history', 'settings']) }),
  z.strictObject({ kind: z.literal('show-key'), key: KeyId }),
  /** The form for a new key, with this name in it. No link leads here. */
  z.strictObject({ kind: z.literal('add-named-key'), name: z.string().min(1).max(1_000) }),
])
export type ViewCommand = z.infer<typeof ViewCommand>

/**
 * `registered`: it works. `refused`: the system refused, most often because another program has it. `unproven`: the system said
 * yes where that proves nothing (Wayland); it becomes `registered` once it has really been pressed.
 */
export const ShortcutState = z.object({
  state: z.enum(['off', 'registered', 'refused', 'unproven']),
  /** As in the settings; empty when it is off. */
  accelerator: Accelerator,
  /** When it was last pressed, in this session. */
  firedAt: Instant.optional(),
})
export type ShortcutState = z.infer<typeof ShortcutState>

export const paletteCalls = {
  'palette:show': { input: Nothing, output: Nothing },
  /** Hides it and gives the focus back to the window that had it before. */
  'palette:hide': { input: Nothing, output: Nothing },
  /** Brings the window forward, with this view in it. */
  'palette:open-view': { input: ViewCommand, output: Nothing },
  /** The forms in which a key's secret can be copied; none while it is not held. */
  'palette:forms': { input: z.strictObject({ key: KeyId }), output: z.array(CopyAs) },
  /** All that the palette may change about a key. */
  'palette:favourite': { input: z.strictObject({ key: KeyId, favourite: z.boolean() }), output: Nothing },
  /** While a shortcut is being recorded, none fires. */
  'shortcut:record': { input: z.strictObject({ isRecording: z.boolean() }), output: Nothing },
  'shortcut:state': { input: Nothing, output: ShortcutState },
} as const
