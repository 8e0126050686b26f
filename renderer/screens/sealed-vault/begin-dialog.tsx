/** Creates a sealed vault and uses it for secrets. Says first what it protects against and what it does not. */
import { closeDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { SentForm } from '../../parts/sent-form.tsx'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { useTask } from '../../parts/use-task.ts'
import { toast } from '../../vault/toasts.ts'
import { PassphraseFields, usePassphrase } from './new-passphrase.tsx'
import { beginMessages } from './sealed-vault-messages.ts'
import { useSecretStorage } from './use-secret-storage.ts'

export function SealedVaultDialog() {
  const storage = useSecretStorage()
  const isNew = storage?.sealedVault === 'none'
  const passphrase = usePassphrase(isNew)
  const task = useTask()
  const send = () => {
    const typed = passphrase.take()
    if (typed === undefined) return
    void task.run(
      () => call('sealed-vault:begin', { passphrase: typed }),
      () => {
        toast({ tone: 'good', text: beginMessages.done })
        closeDialog()
      },
    )
  }
  return (
    <TaskDialog
      title={beginMessages.title}
      task={task}
      error={task.error}
      words={beginMessages.confirm}
      icon="locked"
      isDisabled={storage === undefined}
      onSubmit={send}
      onClose={closeDialog}
    >
      <p>{beginMessages.what}</p>
      <p className="soft">{beginMessages.protects}</p>
      <p className="soft">{beginMessages.doesNot}</p>
      <p>
        <strong>{isNew ? beginMessages.forgotten : beginMessages.existing}</strong>
      </p>
      {storage !== undefined && (
        <SentForm onSend={send}>
          <PassphraseFields passphrase={passphrase} isNew={isNew} isDisabled={task.isRunning} />
        </SentForm>
      )}
    </TaskDialog>
  )
}
