/** The form of a new account: its name, the fields that its provider requires, and the credential. */
import { useState } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { SecretInput } from '../../../shared/contract/secret-input.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { filledValues } from '../../parts/form-values.ts'
import { SentForm } from '../../parts/sent-form.tsx'
import { AbilitiesOfProvider } from './abilities-of-provider.tsx'
import { AccountFields } from './account-fields.tsx'
import { connectMessages, testMessages } from './connect-messages.ts'
import { useCredentialForm } from './credential-form.ts'

interface Props {
  readonly metadata: ProviderMetadata
  readonly onBack: () => void
  readonly onConnected: (connected: Output<'account:connect'>) => void
}

export function ConnectForm({ metadata, onBack, onConnected }: Props) {
  const [name, setName] = useState(metadata.name)
  const control = useCredentialForm({ fields: metadata.accountFields, name, needsCredential: true })
  const { form, secret, testing, sending, submit, showReport } = control
  const isBusy = testing.isRunning || sending.isRunning

  const filled = (credential: SecretInput | undefined) => ({
    provider: metadata.id,
    name,
    settings: filledValues(metadata.accountFields, form.values),
    credential: credential ?? { from: 'typed' as const, text: '' },
  })
  const test = () => submit(testing, (credential) => call('account:test', filled(credential)), showReport)
  const send = (untested?: true) =>
    submit(
      sending,
      (credential) => call('account:connect', { ...filled(credential), ...(untested && { untested }) }),
      (connected) => {
        secret.current?.empty()
        onConnected(connected)
      },
    )
  const connect = () => send()

  return (
    <Dialog
      title={connectMessages.connect(metadata.name)}
      onClose={isBusy ? control.cancel : closeDialog}
      losesTyped={!isBusy}
      footer={
        <>
          {isBusy ? (
            <Button onPress={control.cancel}>{testMessages.cancel}</Button>
          ) : (
            <Button looks="quiet" onPress={onBack}>
              {commonMessages.back}
            </Button>
          )}
          <Button icon="check" isPending={testing.isRunning} isDisabled={sending.isRunning} onPress={test}>
            {testMessages.start}
          </Button>
          <Button
            looks="primary"
            icon="connect"
            isPending={sending.isRunning}
            isDisabled={testing.isRunning}
            onPress={connect}
          >
            {connectMessages.connect(metadata.name)}
          </Button>
        </>
      }
    >
      <p className="soft">{metadata.summary}</p>
      <AbilitiesOfProvider can={metadata.can} />
      <SentForm onSend={connect}>
        <AccountFields
          metadata={metadata}
          control={control}
          name={name}
          onName={setName}
          sendWords={connectMessages.connect(metadata.name)}
          onSaveUntested={() => send(true)}
        />
      </SentForm>
    </Dialog>
  )
}
