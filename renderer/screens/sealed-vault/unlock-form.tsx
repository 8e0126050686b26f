/** The field and the button that unlock the sealed vault. The typed passphrase is sent once, and the field is emptied. */
import { useRef } from 'react'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { unlockMessages } from './sealed-vault-messages.ts'

interface Props {
  readonly autoFocus?: boolean
  /** Shows a second button that leaves the vault locked. */
  readonly onLater?: () => void
}

export function UnlockForm({ autoFocus = false, onLater }: Props) {
  const passphrase = useRef<PassphraseHandle>(null)
  const task = useTask()
  const send = () => {
    const typed = passphrase.current?.read() ?? ''
    if (typed === '') return
    passphrase.current?.empty()
    void task
      .run(() => call('sealed-vault:unlock', { passphrase: typed }))
      .then(() => passphrase.current?.focus())
  }
  return (
    <SentForm onSend={send}>
      <PassphraseField label={unlockMessages.passphrase} ref={passphrase} autoFocus={autoFocus} />
      <div className="row">
        <Button looks="primary" icon="key" isPending={task.isRunning} onPress={send}>
          {unlockMessages.unlock}
        </Button>
        {onLater !== undefined && (
          <Button isDisabled={task.isRunning} onPress={onLater}>
            {unlockMessages.later}
          </Button>
        )}
      </div>
      {task.error !== undefined && <ErrorNotice error={task.error} />}
    </SentForm>
  )
}
