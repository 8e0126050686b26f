/** The public age keys that a backup is encrypted for, and a button that creates a new key pair. */
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { call } from '../../vault/bridge.ts'
import { toast } from '../../vault/toasts.ts'
import { recipientsMessages } from './backup-messages.ts'
import { withRecipient } from './recipients.ts'

interface Props {
  readonly text: string
  readonly error: string | undefined
  readonly isDisabled: boolean
  readonly onChange: (text: string) => void
}

export function RecipientsField({ text, error, isDisabled, onChange }: Props) {
  const task = useTask()
  const make = () =>
    void task.run(
      () => call('backup:new-identity'),
      ({ recipient }) => {
        if (recipient === undefined) return
        onChange(withRecipient(text, recipient))
        toast({ tone: 'good', text: recipientsMessages.made })
      },
    )
  return (
    <>
      <Field
        label={recipientsMessages.label}
        help={recipientsMessages.help}
        error={error}
        placeholder={recipientsMessages.example}
        rows={3}
        mono
        value={text}
        onChange={onChange}
        isDisabled={isDisabled}
        autoComplete="off"
        spellCheck="false"
      />
      <div className="row">
        <Button size="small" icon="key" isDisabled={isDisabled} isPending={task.isRunning} onPress={make}>
          {recipientsMessages.make}
        </Button>
        <span className="faint small">{recipientsMessages.about}</span>
      </div>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </>
  )
}
