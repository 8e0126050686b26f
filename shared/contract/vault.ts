/** Calls about the whole vault: its content, opening it, its settings, and external pages. */
import { z } from 'zod'
import { HistoryEntry } from '../model/history.ts'
import { FormValues, KeyId } from '../model/model.ts'
import { SettingsPatch } from '../model/settings.ts'
import { Snapshot } from './snapshot.ts'

const Nothing = z.void()

/** An external page. The page names it; main knows its address and opens only https. */
const Link = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('provider-docs'), provider: z.string().max(100) }),
  z.strictObject({ to: z.literal('provider-console'), provider: z.string().max(100) }),
  /** Where to create a credential for an account with these settings: on the user's own server, if the settings name one. */
  z.strictObject({ to: z.literal('credential-page'), provider: z.string().max(100), settings: FormValues }),
  z.strictObject({ to: z.literal('key-console'), key: KeyId }),
  /** Where to manage keys of this shape. */
  z.strictObject({ to: z.literal('shape-page'), shape: z.string().max(100) }),
])

export const vaultCalls = {
  'app:snapshot': { input: Nothing, output: Snapshot },
  /** The page has drawn every change up to this revision. */
  'app:frame-ack': { input: z.strictObject({ revision: z.int() }), output: Nothing },
  'app:open-link': { input: Link, output: Nothing },
  /** Tries to open the database again. */
  'vault:retry': { input: Nothing, output: Snapshot },
  /** Keeps the damaged file aside and opens this backup instead. */
  'vault:restore': { input: z.strictObject({ backup: z.string().max(200) }), output: Snapshot },
  /** Opens an empty database, if the database is missing, damaged or foreign and no backup helps. Keeps the old file aside. */
  'vault:start-anew': { input: Nothing, output: Snapshot },
  'settings:change': { input: SettingsPatch, output: Nothing },

  'clipboard:clear': { input: Nothing, output: Nothing },
  'history:list': {
    input: z.strictObject({
      before: z.int().optional(),
      limit: z.int().min(1).max(500),
      key: KeyId.optional(),
    }),
    output: z.array(HistoryEntry),
  },
} as const
