/** Puts the rules of backups together, with what a page may ask of them. */
import type { SettingsPatch } from '../../../shared/model/settings.ts'
import { VERSION } from '../../../shared/desktop/version.ts'
import { createAskPerson } from '../consent/program-questions.ts'
import type { UserActions } from '../consent/user-actions.ts'
import type { World } from '../ports/world.ts'
import type { Notices } from '../projection/notices.ts'
import { createBackupCommands } from './backup-commands.ts'
import { createBackupRequests } from './backup-requests.ts'
import { createBackups } from './backups.ts'
import type { RestoreDeps } from './restore.ts'

interface Deps extends RestoreDeps {
  readonly changeSettings: (patch: SettingsPatch) => void
  readonly world: World
  readonly actions: UserActions
  readonly notices: Notices
  readonly push: World['push']
  readonly isLocked: () => boolean
}

export function createBackupRules({ world, actions, notices, push, isLocked, ...deps }: Deps) {
  const { clock } = deps
  const backups = createBackups({
    ...deps,
    files: world.backupFiles,
    worker: world.worker,
    version: VERSION,
    progress: (work, done) => push('backup:progress', { work, done }),
    changed: () => push('backup:changed', undefined),
    remind(due) {
      for (const kind of ['backup-old', 'backup-none'] as const)
        if (kind === due) notices.add({ kind, at: clock.now() })
        else notices.remove(kind)
    },
  })
  const dialogs = world.fileDialogs
  const requests = { backups, actions, dialogs, confirmations: world.confirmations, world }
  return {
    backups,
    backupRequests: createBackupRequests(requests),
    backupCommands: createBackupCommands({
      backups,
      world,
      askPerson: createAskPerson({ confirmations: world.confirmations, isLocked }),
    }),
  }
}
