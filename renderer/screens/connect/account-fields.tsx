/** The fields of a new or a connected account, with the result of the connection test. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { FormFields } from '../../parts/form-fields.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { SecretField } from '../../parts/secret-field.tsx'
import { useVault } from '../../vault/store.ts'
import { accountFieldsMessages, testMessages } from './connect-messages.ts'
import type { CredentialForm } from './credential-form.ts'
import { CredentialPageButton } from './credential-page-button.tsx'
import { TestReportView } from './test-report.tsx'

interface Props {
  readonly metadata: ProviderMetadata
  readonly control: CredentialForm
  readonly name: string
  readonly onName: (name: string) => void
  readonly sendWords: string
  /** Saves without a test. Offered after a failed test, unless the provider rejected the credential. */
  readonly onSaveUntested: () => void
  /** The account already has a stored credential. An empty field keeps it. */
  readonly isKnown?: boolean
}

export function AccountFields({
  metadata,
  control,
  name,
  onName,
  sendWords,
  onSaveUntested,
  isKnown = false,
}: Props) {
  const { form, secret, report, touched, nameError, credentialError, error } = control
  const isTesting = control.testing.isRunning || control.sending.isRunning
  const now = useVault((state) => state.now)
  const { label, help, placeholder } = metadata.credential
  return (
    <>
      <SecretField
        ref={secret}
        label={isKnown ? accountFieldsMessages.newCredential(label) : label}
        help={isKnown ? accountFieldsMessages.newCredentialHelp : help}
        placeholder={placeholder}
        error={credentialError}
        sendWords={sendWords}
        isRequired={!isKnown}
        autoFocus
        onChange={touched}
      />
      <p className="field-below">
        <CredentialPageButton provider={metadata} settings={form.values} />
      </p>
      <FormFields
        fields={metadata.accountFields}
        values={form.values}
        problems={form.problems}
        onChange={(field, value) => {
          form.change(field, value)
          touched()
        }}
      />
      <Field
        label={accountFieldsMessages.name}
        help={accountFieldsMessages.nameHelp}
        value={name}
        onChange={onName}
        error={nameError}
        isRequired
        autoComplete="off"
        spellCheck="false"
      />
      {isTesting && (
        <InView>
          <p className="row soft">
            <Spinner label={testMessages.running(metadata.name)} />
            <span aria-hidden="true">{testMessages.runningShown(metadata.name)}</span>
          </p>
        </InView>
      )}
      {report !== undefined && (
        <InView>
          <TestReportView report={report} form={{ provider: metadata, settings: form.values }} />
        </InView>
      )}
      {error !== undefined && (
        <InView>
          <ErrorNotice
            error={error}
            provider={metadata.name}
            now={now}
            isTest
            actions={control.mayBeUntested && <SaveUntested isKnown={isKnown} onSave={onSaveUntested} />}
          />
        </InView>
      )}
    </>
  )
}

interface SaveUntestedProps {
  readonly isKnown: boolean
  readonly onSave: () => void
}

function SaveUntested({ isKnown, onSave }: SaveUntestedProps) {
  return (
    <>
      <Button size="small" onPress={onSave}>
        {accountFieldsMessages.saveUntested}
      </Button>
      <span className="soft small">
        {isKnown ? accountFieldsMessages.untestedKnown : accountFieldsMessages.untestedNew}
      </span>
    </>
  )
}
