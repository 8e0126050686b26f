/** What a page and a program may ask of exports. The person confirms before secrets leave as they are. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { ExportReport } from '../../../shared/model/export.ts'
import { EXPORT_ENCRYPTION, EXPORT_ENDINGS, type ExportFormat } from '../../../shared/model/export-formats.ts'
import type { AskPerson } from '../consent/program-questions.ts'
import type { UserActions } from '../consent/user-actions.ts'
import { checkNewPassphrase } from '../lock/lock-passphrase.ts'
import type { BackupFiles } from '../ports/backup-files.ts'
import type { ConfirmationPort } from '../ports/confirmations.ts'
import type { FileDialogs } from '../ports/file-dialogs.ts'
import type { ExportRequest, Exports } from './exports.ts'

interface Deps {
  readonly exports: Exports
  readonly actions: Pick<UserActions, 'dialog'>
  readonly dialogs: FileDialogs
  readonly confirmations: ConfirmationPort
  readonly askPerson: AskPerson
  readonly files: Pick<BackupFiles, 'has'>
}

export type PageExport = Pick<ExportRequest, 'keys' | 'format' | 'passphrase'>

export interface CommandExport extends ExportRequest {
  readonly signal: AbortSignal
  /** Whether a file that is there may be replaced. */
  readonly isForced: boolean
}

/**
 * Both throw Failure `invalid` for a passphrase that is too easy to guess, missing, or that no such file takes, and the Failures of {@link Exports}.
 */
export interface ExportRequests {
  /** The user chooses the file. `undefined`: the user chose none, or said no. Throws Failure `limit` without a press by the user. */
  byPage(request: PageExport): Promise<ExportReport | undefined>
  /** `undefined`: there is a file already, and nothing was done. Throws as {@link AskPerson} does. */
  byCommand(request: CommandExport): Promise<ExportReport | undefined>
}

export function createExportRequests({
  exports,
  actions,
  dialogs,
  confirmations,
  askPerson,
  files,
}: Deps): ExportRequests {
  return {
    async byPage({ keys, format, passphrase }) {
      checkPassphrase(format, passphrase)
      const secrets = exports.count(keys)
      const isEncrypted = passphrase !== undefined
      const path = await actions.dialog(async () => {
        // SECURITY: a compromised page could ask for another file than the one that the user saw it ask for.
        const question = {
          about: 'export',
          secrets,
          isEncrypted,
          path: undefined,
          program: undefined,
        } as const
        const isAgreed = isEncrypted || (await confirmations.confirm(question))
        return isAgreed ? await dialogs.chooseTarget(`keyhold-export${EXPORT_ENDINGS[format]}`) : undefined
      })
      return path === undefined ? undefined : await exports.write({ keys, format, passphrase, path })
    },

    async byCommand({ isForced, ...request }) {
      const { keys, format, passphrase, path, program, signal } = request
      checkPassphrase(format, passphrase)
      const secrets = exports.count(keys)
      if (!isForced && (await files.has(path))) return undefined
      // SECURITY: any program of the user could give a passphrase of its own.
      const isEncrypted = passphrase !== undefined
      await askPerson({ about: 'export', secrets, isEncrypted, path, program }, signal)
      return await exports.write(request)
    },
  }
}

function checkPassphrase(format: ExportFormat, passphrase: string | undefined): void {
  const encryption = EXPORT_ENCRYPTION[format]
  if (passphrase === undefined) {
    if (encryption === 'always') throw new Failure({ kind: 'invalid', field: 'passphrase', why: 'required' })
    return
  }
  if (encryption === 'never') throw new Failure({ kind: 'invalid', field: 'passphrase', why: 'malformed' })
  checkNewPassphrase(passphrase)
}
