/** Writes an encrypted backup: with a passphrase that is typed twice, or for age recipients. Main asks for the file. */
import { useState } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Segments } from '../../parts/segments.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { toast } from '../../vault/toasts.ts'
import { PassphraseFields, usePassphrase } from '../sealed-vault/new-passphrase.tsx'
import { recipientsMessages, writeMessages } from './backup-messages.ts'
import { recipientsOf } from './recipients.ts'
import { RecipientsField } from './recipients-field.tsx'
import { useBackups, useStoppableTask } from './use-backups.ts'
import { WorkDialog } from './work-dialog.tsx'

type For = Input<'backup:write'>['for']
type Way = For['kind']

export function BackupDialog() {
  const target = useTarget()
  const task = useStoppableTask()
  const { isRunning } = task
  const send = () => {
    const encryptFor = target.take()
    if (encryptFor === undefined) return
    void task.run(
      () => call('backup:write', { for: encryptFor }),
      ({ secrets, missing = 0 }) => {
        if (secrets === undefined) {
          target.putBack(encryptFor)
          return
        }
        toast({
          tone: missing === 0 ? 'good' : 'warn',
          text: writeMessages.done(secrets),
          ...(missing > 0 && { detail: writeMessages.missing(missing) }),
        })
        closeDialog()
      },
    )
  }
  return (
    <WorkDialog
      title={writeMessages.title}
      task={task}
      words={writeMessages.confirm}
      icon="safe"
      work="backup"
      progress={writeMessages.writing}
      onSubmit={send}
      onClose={closeDialog}
    >
      <p>{writeMessages.lead}</p>
      <SentForm onSend={send}>
        <Segments
          label={writeMessages.encryptWith}
          choices={writeMessages.ways}
          value={target.way}
          onChange={target.setWay}
        />
        {target.way === 'passphrase' ? (
          <>
            <PassphraseFields passphrase={target.passphrase} isNew isDisabled={isRunning} />
            <p>
              <strong>{writeMessages.forgotten}</strong>
            </p>
          </>
        ) : (
          <RecipientsField
            text={target.recipients}
            error={target.problem}
            isDisabled={isRunning}
            onChange={target.setRecipients}
          />
        )}
      </SentForm>
    </WorkDialog>
  )
}

function useTarget() {
  const { state } = useBackups()
  const [way, setWay] = useState<Way>('passphrase')
  const [typed, setTyped] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const passphrase = usePassphrase(true)
  const recipients = typed ?? state?.automatic?.recipients.join('\n') ?? ''
  return {
    way,
    setWay,
    passphrase,
    recipients,
    problem,
    setRecipients: (text: string) => {
      setTyped(text)
      setProblem(undefined)
    },
    /** Call if the user chose no file. */
    putBack(taken: For) {
      if (taken.kind === 'passphrase') passphrase.putBack(taken.passphrase)
    },
    /** `undefined` if the input is not accepted; the field then shows why. */
    take(): For | undefined {
      if (way === 'passphrase') {
        const text = passphrase.take()
        return text === undefined ? undefined : { kind: way, passphrase: text }
      }
      const list = recipientsOf(recipients)
      setProblem(list.length === 0 ? recipientsMessages.none : undefined)
      return list.length === 0 ? undefined : { kind: way, recipients: [...list] }
    },
  }
}
