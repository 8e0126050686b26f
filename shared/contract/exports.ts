/** Calls about exports of secrets. The user chooses the file in a dialog of the system, so the page never passes a path. */
import { z } from 'zod'
import { LEFT_OUT_REASONS } from '../model/export.ts'
import { EXPORT_FORMATS } from '../model/export-formats.ts'
import { MAX_PASSPHRASE } from '../model/lock.ts'
import { KeyId } from '../model/model.ts'

const Nothing = z.void()
const Passphrase = z.string().min(1).max(MAX_PASSPHRASE)

const ExportReport = z.object({
  exported: z.int(),
  withoutSecret: z.int(),
  leftOut: z.array(z.object({ name: z.string(), why: z.enum(LEFT_OUT_REASONS) })).readonly(),
  renamed: z.array(z.object({ name: z.string(), variable: z.string() })).readonly(),
})

export const exportCalls = {
  /** `lock`: the passphrase of the app lock, if one is set. `report` is missing if the user chose no file or declined. */
  'export:write': {
    input: z.strictObject({
      keys: z.array(KeyId).min(1).max(200_000),
      format: z.enum(EXPORT_FORMATS),
      passphrase: Passphrase.optional(),
      lock: Passphrase.optional(),
    }),
    output: z.object({ report: ExportReport.optional() }),
  },
  /** Cancels the running exports. */
  'export:cancel': { input: Nothing, output: Nothing },
} as const
