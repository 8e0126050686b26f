/** Moves the secrets between the system’s keychain and the sealed vault, and shows the progress. */
import { useEffect, useState } from 'react'
import type { MoveProgress, SecretPlace } from '../../../shared/contract/sealed-vault.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { call, on } from '../../vault/bridge.ts'
import { Progress } from '../../parts/progress.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { useTask } from '../../parts/use-task.ts'
import { toast } from '../../vault/toasts.ts'
import { PassphraseFields, usePassphrase } from './new-passphrase.tsx'
import { moveMessages } from './sealed-vault-messages.ts'
import { useSecretStorage } from './use-secret-storage.ts'

function useProgress(): MoveProgress | undefined {
  const [progress, setProgress] = useState<MoveProgress>()
  useEffect(() => on('sealed-vault:moving', setProgress), [])
  return progress
}

export function MoveDialog({ to }: { readonly to: SecretPlace }) {
  const storage = useSecretStorage()
  const progress = useProgress()
  const task = useTask()
  const isNew = storage?.sealedVault === 'none'
  const asks = isNew || storage?.sealedVault === 'locked'
  const passphrase = usePassphrase(isNew)

  const send = () => {
    const typed = asks ? passphrase.take() : undefined
    if (asks && typed === undefined) return
    void task.run(
      () => call('sealed-vault:move', { to, ...(typed !== undefined && { passphrase: typed }) }),
      ({ kept }) => {
        toast({
          tone: kept === 0 ? 'good' : 'warn',
          text: moveMessages.done(to),
          ...(kept > 0 && { detail: moveMessages.kept(kept) }),
        })
        closeDialog()
      },
    )
  }
  return (
    <TaskDialog
      title={moveMessages.title(to)}
      task={task}
      error={task.error}
      words={moveMessages.confirm}
      icon="safe"
      isDisabled={storage === undefined}
      onSubmit={send}
      onClose={closeDialog}
    >
      <p>{moveMessages.order}</p>
      <p className="soft">{moveMessages.interrupted}</p>
      {asks && (
        <SentForm onSend={send}>
          <p>
            <strong>{isNew ? moveMessages.newVault : moveMessages.oldVault}</strong>
          </p>
          <PassphraseFields passphrase={passphrase} isNew={isNew} isDisabled={task.isRunning} />
        </SentForm>
      )}
      {task.isRunning && progress !== undefined && (
        <Progress label={moveMessages.progress[progress.phase]} value={progress.done} max={progress.all} />
      )}
    </TaskDialog>
  )
}
