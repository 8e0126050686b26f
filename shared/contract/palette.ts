/** Calls about the quick palette, its shortcut, and its way into the window. */
import { z } from 'zod'
import { CopyAs } from '../model/copy-as.ts'
import { Instant, KeyId } from '../model/model.ts'
import { Accelerator } from '../model/settings.ts'

const Nothing = z.void()

/** A view of the window that the palette or an external link may open. It only shows something. */
export const ViewCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['keys', 'timeline', 'history', 'settings']) }),
  z.strictObject({ kind: z.literal('show-key'), key: KeyId }),
  /** The form for a new key with this name. No link opens it. */
  z.strictObject({ kind: z.literal('add-named-key'), name: z.string().min(1).max(1_000) }),
])
export type ViewCommand = z.infer<typeof ViewCommand>

/**
 * `registered`: works. `refused`: the system refused it, usually because another program uses it. `unproven`: the system accepted it, which proves
 * nothing under Wayland; becomes `registered` once the user has pressed it.
 */
export const ShortcutState = z.object({
  state: z.enum(['off', 'registered', 'refused', 'unproven']),
  /** The shortcut in the settings; empty if it is off. */
  accelerator: Accelerator,
  /** When the shortcut was last pressed in this session. */
  firedAt: Instant.optional(),
})
export type ShortcutState = z.infer<typeof ShortcutState>

export const paletteCalls = {
  'palette:show': { input: Nothing, output: Nothing },
  /** Hides the palette and gives the focus back to the window that had it before. */
  'palette:hide': { input: Nothing, output: Nothing },
  /** Brings the window to the front and opens this view. */
  'palette:open-view': { input: ViewCommand, output: Nothing },
  /** The forms in which a key's secret can be copied; none if the secret is not stored. */
  'palette:forms': { input: z.strictObject({ key: KeyId }), output: z.array(CopyAs) },
  /** The only change of a key that the palette may make. */
  'palette:favourite': { input: z.strictObject({ key: KeyId, favourite: z.boolean() }), output: Nothing },
  /** No shortcut fires while one is being recorded. */
  'shortcut:record': { input: z.strictObject({ isRecording: z.boolean() }), output: Nothing },
  'shortcut:state': { input: Nothing, output: ShortcutState },
} as const
