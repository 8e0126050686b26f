/** Creates a new key at a provider: choose the account, fill in its form, see the outcome. */
import { useState } from 'react'
import type { AccountId } from '../../../shared/model/model.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { creatingIn, type CreatingAccount } from '../../vault/all-accounts.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { SelectField } from '../../parts/field.tsx'
import { FormFields } from '../../parts/form-fields.tsx'
import { filledValues } from '../../parts/form-values.ts'
import { SentForm } from '../../parts/sent-form.tsx'
import { useForm } from '../../parts/use-form.ts'
import { useVault } from '../../vault/store.ts'
import { KeychainWarning } from '../regenerate/before-regenerate.tsx'
import { isBusy, mayClose } from '../regenerate/flow.ts'
import { OpenOutcomeDialog } from '../regenerate/open-outcome.tsx'
import { ProgressList } from '../regenerate/progress-list.tsx'
import { SaveButtons } from '../regenerate/save-buttons.tsx'
import { Stopped } from '../regenerate/stopped.tsx'
import { useFlow } from '../regenerate/use-flow.ts'
import { createKeyMessages } from './key-form-messages.ts'
import { draftName } from './known-draft.ts'

function usePlaces(): readonly CreatingAccount[] {
  const accounts = useVault((state) => state.accounts)
  const providers = useVault((state) => state.providers)
  return creatingIn({ accounts, providers })
}

export function CreateKeyDialog({ account }: { readonly account: AccountId | undefined }) {
  const places = usePlaces()
  const [chosen, setChosen] = useState(account)
  const place = places.find((one) => one.account.id === chosen) ?? places[0]
  if (place === undefined)
    return (
      <Dialog
        title={createKeyMessages.title}
        size="small"
        onClose={closeDialog}
        footer={
          <>
            <Button onPress={closeDialog}>{commonMessages.cancel}</Button>
            <Button
              looks="primary"
              icon="connect"
              autoFocus
              onPress={() => openDialog({ kind: 'connect-account' })}
            >
              {commonMessages.connectAccount}
            </Button>
          </>
        }
      >
        <p>{createKeyMessages.nowhere}</p>
      </Dialog>
    )
  return <CreateKey key={place.account.id} place={place} places={places} onChoose={setChosen} />
}

interface Props {
  readonly place: CreatingAccount
  readonly places: readonly CreatingAccount[]
  readonly onChoose: (account: AccountId) => void
}

function CreateKey({ place, places, onChoose }: Props) {
  const { account, metadata } = place
  const form = useForm(metadata.createFields)
  const name = draftName(metadata.createFields, form.values) ?? createKeyMessages.unnamed(metadata.keyNoun)
  const words = createKeyMessages.createAt(name, metadata.name)
  const facts = {
    kind: 'create',
    name,
    provider: metadata.name,
    oldSecretDies: 'none',
    before: undefined,
  } as const
  const { flow, start, take, again } = useFlow(facts)

  const create = async () => {
    if (!form.check()) return
    const draft = filledValues(metadata.createFields, form.values)
    const next = await start(() => call('key:create', { account: account.id, draft }))
    if (next.state === 'refused') form.refuse(next.error)
  }
  const send = () => void create()

  if (flow.state === 'open')
    return (
      <OpenOutcomeDialog
        title={createKeyMessages.create(name)}
        outcome={flow.outcome}
        facts={facts}
        onAgain={again}
        onOutcome={take}
      />
    )
  return (
    <Dialog
      title={createKeyMessages.newKey(metadata.keyNoun)}
      onClose={closeDialog}
      mayClose={mayClose(flow)}
      footer={<SaveButtons flow={flow} words={words} icon="add" onSave={send} />}
    >
      {isBusy(flow) ? (
        <ProgressList kind="create" provider={metadata.name} />
      ) : (
        <>
          <KeychainWarning />
          {(form.error !== undefined || flow.state !== 'refused') && <Stopped flow={flow} facts={facts} />}
          <SelectField
            label={createKeyMessages.account}
            options={places.map((one) => ({ value: one.account.id, label: one.account.name }))}
            value={account.id}
            onChange={(id) => {
              const picked = places.find((one) => one.account.id === id)
              if (picked !== undefined) onChoose(picked.account.id)
            }}
          />
          <SentForm onSend={send}>
            <FormFields
              fields={metadata.createFields}
              values={form.values}
              problems={form.problems}
              onChange={form.change}
              account={account.id}
              provider={metadata.name}
            />
          </SentForm>
        </>
      )}
    </Dialog>
  )
}
