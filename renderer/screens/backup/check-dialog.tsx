/** Rehearses a restore: opens the newest backup and compares it with the vault. Changes nothing. */
import { closeDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { SentForm } from '../../parts/sent-form.tsx'
import { toast } from '../../vault/toasts.ts'
import type { BackupState } from '../../../shared/backup/state.ts'
import { backupMessages, checkMessages } from './backup-messages.ts'
import { OpenWithFields, useOpenWith } from './open-with.tsx'
import { useBackups, useStoppableTask } from './use-backups.ts'
import { WorkDialog } from './work-dialog.tsx'

export function CheckBackupDialog() {
  const { state } = useBackups()
  // The fields depend on how the newest backup is encrypted, so they wait for the state.
  return state === undefined ? null : <Check last={state.last} />
}

function Check({ last }: Pick<BackupState, 'last'>) {
  const openWith = useOpenWith(last?.isAutomatic === true ? 'identities' : 'passphrase')
  const task = useStoppableTask()
  const send = () => {
    const using = last === undefined ? undefined : openWith.take()
    if (using === undefined) return
    void task.run(
      () => call('restore:rehearse', { with: using }),
      ({ rehearsal }) => {
        const { keys = 0, newerHere = 0 } = rehearsal ?? {}
        toast({
          tone: 'good',
          text: checkMessages.opens(keys),
          ...(newerHere > 0 && { detail: checkMessages.newer(newerHere) }),
        })
        closeDialog()
      },
    )
  }
  return (
    <WorkDialog
      title={checkMessages.title}
      task={task}
      words={checkMessages.confirm}
      icon="verify"
      isDisabled={last === undefined}
      work="rehearsal"
      progress={checkMessages.checking}
      onSubmit={send}
      onClose={closeDialog}
    >
      <p>{checkMessages.lead}</p>
      <p className="soft wrap selectable">
        {last === undefined ? backupMessages.noFile : checkMessages.file(last.path, last.at)}
      </p>
      {last !== undefined && (
        <SentForm onSend={send}>
          <OpenWithFields openWith={openWith} isDisabled={task.isRunning} />
        </SentForm>
      )}
    </WorkDialog>
  )
}
