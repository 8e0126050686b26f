/** What a menu, the tray or another start may request from the main page: to show something, never to change anything by itself. */
import { z } from 'zod'
import { KeyId } from '../model/model.ts'
import { MENU_COMMANDS } from './commands.ts'

export const PageCommand = z.discriminatedUnion('kind', [
  /** Runs a command of the application menu. */
  z.object({ kind: z.enum(MENU_COMMANDS) }),
  /** Opens the decisions that wait for the user. */
  z.object({ kind: z.literal('attention') }),
  /** Opens the form for a new key with this name. */
  z.object({ kind: z.literal('add-named-key'), name: z.string() }),
  /** Opens the form for a new key whose secret, of this shape, is on the clipboard. */
  z.object({ kind: z.literal('add-copied-key'), shape: z.string() }),
  /** Opens a key's panel. */
  z.object({ kind: z.literal('show-key'), key: KeyId }),
  /** Opens a key's panel and copies its secret there. Used after a copy without a window failed, so that the page shows the reason. */
  z.object({ kind: z.literal('copy-key'), key: KeyId }),
])
export type PageCommand = z.infer<typeof PageCommand>
