/** Asks for the user name and password of one proxy. The password is kept only in its input, which is emptied on sending. */
import { useRef, useState } from 'react'
import type { ProxyRow } from '../../../shared/contract/proxies.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import { endProxySignIn } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { fieldWords } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, SelectField } from '../../parts/field.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { toast } from '../../vault/toasts.ts'
import { proxyDialogMessages, proxyMessages } from './proxy-messages.ts'
import { useProxies } from './use-proxies.ts'

export function ProxyDialog({ address }: { readonly address: string | undefined }) {
  const { proxies, error } = useProxies()
  const choices = proxies?.filter((one) => (address === undefined ? one.inUse : one.address === address))
  if (choices !== undefined && choices.length > 0) return <SignIn choices={choices} />
  return (
    <Dialog title={proxyDialogMessages.title} size="small" onClose={endProxySignIn}>
      {error !== undefined && <ErrorNotice error={error} />}
      {error === undefined && choices === undefined && <Spinner label={proxyMessages.loading} />}
      {choices !== undefined && <p>{proxyDialogMessages.none}</p>}
    </Dialog>
  )
}

function SignIn({ choices }: { readonly choices: readonly ProxyRow[] }) {
  const [chosen, setChosen] = useState(choices[0]?.address ?? '')
  const proxy = choices.find(({ address }) => address === chosen)
  const [user, setUser] = useState(proxy?.user ?? '')
  const password = useRef<PassphraseHandle>(null)
  const task = useTask()

  const send = () => {
    const text = password.current?.read() ?? ''
    password.current?.empty()
    void task.run(
      () => call('proxy:sign-in', { address: chosen, user, password: { from: 'typed', text } }),
      () => {
        endProxySignIn()
        toast({
          tone: 'good',
          text: proxyDialogMessages.saved,
          detail: proxyDialogMessages.savedDetail,
        })
      },
    )
  }
  const problems = problemsOf(task.error)
  return (
    <Dialog
      title={proxyDialogMessages.title}
      size="small"
      onClose={endProxySignIn}
      mayClose={!task.isRunning}
      footer={
        <>
          <Button onPress={endProxySignIn} isDisabled={task.isRunning}>
            {commonMessages.cancel}
          </Button>
          <Button looks="primary" isPending={task.isRunning} onPress={send}>
            {commonMessages.save}
          </Button>
        </>
      }
    >
      <SentForm onSend={send}>
        <Choice choices={choices} chosen={chosen} onChoose={setChosen} />
        <Field
          label={proxyDialogMessages.user}
          value={user}
          onChange={setUser}
          error={problems.user}
          autoComplete="off"
          spellCheck="false"
          autoFocus
        />
        <PassphraseField
          label={proxyDialogMessages.password}
          ref={password}
          help={proxyDialogMessages.passwordHelp}
          error={problems.password}
        />
        {chosen.startsWith('http:') && (
          <Notice tone="note" title={proxyDialogMessages.plainTitle}>
            {proxyDialogMessages.plainDetail}
          </Notice>
        )}
        {problems.other !== undefined && <ErrorNotice error={problems.other} />}
      </SentForm>
    </Dialog>
  )
}

interface Problems {
  readonly user?: string
  readonly password?: string
  /** An error that concerns no single field. */
  readonly other?: AppError
}

function problemsOf(error: AppError | undefined): Problems {
  if (error === undefined) return {}
  if (error.kind !== 'invalid' || !['user', 'password'].includes(error.field)) return { other: error }
  return { [error.field]: fieldWords(error.why, error.field) }
}

interface ChoiceProps {
  readonly choices: readonly ProxyRow[]
  readonly chosen: string
  readonly onChoose: (address: string) => void
}

function Choice({ choices, chosen, onChoose }: ChoiceProps) {
  if (choices.length === 1)
    return (
      <p>
        {proxyDialogMessages.onlyBefore} <strong className="selectable wrap">{chosen}</strong>
      </p>
    )
  const options = choices.map(({ address }) => ({ value: address, label: address }))
  return (
    <SelectField label={proxyDialogMessages.choice} options={options} value={chosen} onChange={onChoose} />
  )
}
