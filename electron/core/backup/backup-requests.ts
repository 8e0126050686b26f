/** What a page may ask about backups. The user chooses every file, and confirms for whom backups are made by the clock. */
import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { UserActions } from '../consent/user-actions.ts'
import { checkNewPassphrase } from '../lock/lock-passphrase.ts'
import type { ConfirmationPort } from '../ports/confirmations.ts'
import type { FileDialogs } from '../ports/file-dialogs.ts'
import type { World } from '../ports/world.ts'
import { offeredName } from './backup-names.ts'
import type { Backups } from './backups.ts'

interface Deps {
  readonly backups: Backups
  readonly actions: UserActions
  readonly dialogs: FileDialogs
  readonly confirmations: ConfirmationPort
  readonly world: Pick<World, 'clock' | 'saveFile' | 'worker'>
}

/** Each throws Failure `limit` without a press by the user, and the Failures of {@link Backups}. */
export interface BackupRequests {
  /** Also throws Failure `invalid` for a passphrase that is too easy to guess. */
  write(input: Input<'backup:write'>): Promise<Output<'backup:write'>>
  chooseFolder(): Promise<Output<'backup:choose-folder'>>
  setAutomatic(input: Input<'backup:set-automatic'>): Promise<Output<'backup:set-automatic'>>
  newIdentity(): Promise<Output<'backup:new-identity'>>
  open(input: Input<'restore:open'>): Promise<Output<'restore:open'>>
}

export function createBackupRequests({
  backups,
  actions,
  dialogs,
  confirmations,
  world,
}: Deps): BackupRequests {
  return {
    async write({ for: target }) {
      if (target.kind === 'passphrase') checkNewPassphrase(target.passphrase)
      const path = await actions.dialog(() => dialogs.chooseTarget(offeredName(world.clock.now())))
      if (path === undefined) return {}
      const { secrets, missing } = await backups.write(path, target)
      return { secrets, missing }
    },

    async chooseFolder() {
      const folder = await actions.dialog(() => dialogs.chooseFolder())
      return folder === undefined ? {} : { folder }
    },

    async setAutomatic({ automatic }) {
      // SECURITY: a compromised page could name a recipient of its own, who could read every backup from then on.
      if (automatic !== undefined) {
        const { folder, recipients } = automatic
        const isAgreed = await actions.dialog(() =>
          confirmations.confirm({ about: 'backups', folder, recipients }),
        )
        if (!isAgreed) return { set: false }
      }
      await backups.setAutomatic(automatic)
      return { set: true }
    },

    async newIdentity() {
      const { identity, recipient } = await world.worker.run('age:new-identity', undefined)
      const text = `# Opens backups of Keyhold that were made for the recipient below. Keep it apart from them.\n# public key: ${recipient}\n${identity}\n`
      const isSaved = await actions.dialog(() => world.saveFile('keyhold-backup-identity.txt', text))
      return isSaved ? { recipient } : {}
    },

    async open({ with: using }) {
      const path = await actions.dialog(() => dialogs.chooseFile())
      return path === undefined ? {} : { dryRun: await backups.open(path, using) }
    },
  }
}
