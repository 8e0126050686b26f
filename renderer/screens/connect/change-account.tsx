/** Changes a connected account: its name, its settings, its credential. Tests the stored credential, or the typed one. */
import { useState } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { SecretInput } from '../../../shared/contract/secret-input.ts'
import type { AccountId, AccountRow } from '../../../shared/model/model.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { filledValues } from '../../parts/form-values.ts'
import { Icon } from '../../parts/icon.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useAccount, useKey, useProvider } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { AccountFields } from './account-fields.tsx'
import { changeAccountMessages, testMessages } from './connect-messages.ts'
import { useCredentialForm } from './credential-form.ts'
import { isSign, SignField, signOf, typedSign } from './sign-field.tsx'

export function ChangeAccountDialog({ id }: { readonly id: AccountId }) {
  const account = useAccount(id)
  const metadata = useProvider(account?.provider)
  if (account === undefined || metadata === undefined) return <MissingDialog what="account" />
  return <ChangeAccount account={account} metadata={metadata} />
}

interface Props {
  readonly account: AccountRow
  readonly metadata: ProviderMetadata
}

function ChangeAccount({ account, metadata }: Props) {
  const [name, setName] = useState(account.name)
  const [sign, setSign] = useState(typedSign(account.sign))
  const [isSignRefused, setSignRefused] = useState(false)
  const control = useCredentialForm({
    fields: metadata.accountFields,
    known: account.settings,
    name,
    needsCredential: false,
  })
  const { form, secret, testing, sending, submit, showReport } = control
  const key = useKey(account.credentialKey)
  const settings = () => filledValues(metadata.accountFields, form.values)

  const testWith = (credential: SecretInput | undefined) =>
    credential === undefined
      ? call('account:test-saved', { account: account.id, settings: settings() })
      : call('account:test', { provider: metadata.id, name, settings: settings(), credential })
  const isBusy = testing.isRunning || sending.isRunning
  const send = (untested?: true) => {
    setSignRefused(!isSign(sign))
    if (!isSign(sign)) return
    submit(
      sending,
      (credential) =>
        call('account:change', {
          account: account.id,
          name,
          sign: signOf(sign),
          settings: settings(),
          ...(credential !== undefined && { credential }),
          ...(untested && { untested }),
        }),
      () => {
        secret.current?.empty()
        closeDialog()
        toast({ tone: 'good', text: changeAccountMessages.saved, about: name })
      },
    )
  }
  const save = () => send()

  return (
    <Dialog
      title={changeAccountMessages.title(account.name)}
      onClose={isBusy ? control.cancel : closeDialog}
      losesTyped={!isBusy}
      footer={
        <>
          {isBusy ? (
            <Button onPress={control.cancel}>{testMessages.cancel}</Button>
          ) : (
            <Button
              looks="quiet"
              icon="trash"
              onPress={() => openDialog({ kind: 'remove-account', account: account.id })}
            >
              {changeAccountMessages.remove}
            </Button>
          )}
          <Button
            icon="check"
            isPending={testing.isRunning}
            isDisabled={sending.isRunning}
            onPress={() => submit(testing, testWith, showReport)}
          >
            {testMessages.start}
          </Button>
          <Button looks="primary" isPending={sending.isRunning} isDisabled={testing.isRunning} onPress={save}>
            {changeAccountMessages.save(account.name)}
          </Button>
        </>
      }
    >
      {key !== undefined && (
        <p className="report-line">
          <Icon of="key" />
          <span className="wrap">
            {changeAccountMessages.signsInBefore} <strong>{key.name}</strong>
            {changeAccountMessages.signsInAfter}
          </span>
        </p>
      )}
      <SentForm onSend={save}>
        <AccountFields
          metadata={metadata}
          control={control}
          name={name}
          onName={setName}
          sendWords={changeAccountMessages.save(account.name)}
          onSaveUntested={() => send(true)}
          isKnown
        />
        <SignField metadata={metadata} sign={sign} onChange={setSign} isRefused={isSignRefused} />
      </SentForm>
    </Dialog>
  )
}
