/**
 * The first step of a replacement: a summary of the new key, with its form on demand, then the progress. Success closes the dialog, and the
 * panel shows the next step.
 */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { expiryOf } from '../../../shared/expiry/expiry.ts'
import { replacementFields } from '../../../shared/model/form-fields.ts'
import type { FormValues, KeyRow } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { FormFields } from '../../parts/form-fields.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { Moment } from '../../parts/time.tsx'
import { useForm } from '../../parts/use-form.ts'
import { useVault } from '../../vault/store.ts'
import { dependentsOf } from '../regenerate/dependents.ts'
import { isBusy, mayClose } from '../regenerate/flow.ts'
import { OpenOutcomeDialog } from '../regenerate/open-outcome.tsx'
import { ProgressList } from '../regenerate/progress-list.tsx'
import { SaveButtons } from '../regenerate/save-buttons.tsx'
import { Stopped } from '../regenerate/stopped.tsx'
import { useFlow } from '../regenerate/use-flow.ts'
import { WhatToUpdate } from '../regenerate/what-to-update.tsx'
import { BeforeReplace, IfLeaked } from './before-replace.tsx'
import { NewKeySummary } from './new-key-summary.tsx'
import { OverlapEnd, OverlapField } from './overlap-field.tsx'
import { replaceMessages } from './replace-messages.ts'
import { changedDraft } from './replacement-draft.ts'
import { ReplacementStepper } from './replacement-stepper.tsx'

/** When the new key will expire, if the provider accepts an expiry. */
function NewExpiry({ at }: { readonly at: FormValues[string] | undefined }) {
  if (typeof at !== 'number') return null
  return (
    <p className="soft small">
      {replaceMessages.newExpires} <Moment at={at} />
    </p>
  )
}

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata
  readonly draft: FormValues
}

export function ReplaceForm({ row, metadata, draft }: Props) {
  const { id, name } = row
  const fields = replacementFields(metadata.createFields, draft)
  const form = useForm(fields, draft)
  const accounts = useVault((state) => state.accounts)
  const now = useVault((state) => state.now)
  const usualHours = useVault((state) => state.settings.overlapHours)
  const [overlapHours, setOverlapHours] = useState(usualHours)
  const [isChanging, setIsChanging] = useState(false)
  const facts = {
    kind: 'replace',
    name,
    provider: metadata.name,
    oldSecretDies: 'none',
    before: row,
  } as const
  const { flow, start, take, again } = useFlow(facts)
  const title = replaceMessages.title(name)

  /** A problem is shown beside its field, so the form must be open. */
  const showProblems = () => setIsChanging(true)
  const replace = async () => {
    if (!form.check()) {
      showProblems()
      return
    }
    const wanted = changedDraft(fields, draft, form.values)
    const next = await start(() => call('key:replace', { key: id, draft: wanted, overlapHours }))
    if (next.state !== 'refused') return
    form.refuse(next.error)
    if (next.error.kind === 'invalid') showProblems()
  }
  const send = () => void replace()
  const overlap = { hours: overlapHours, from: now, oldExpiry: expiryOf(row) }

  if (flow.state === 'open')
    return <OpenOutcomeDialog {...{ title, facts }} outcome={flow.outcome} onAgain={again} onOutcome={take} />
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      mayClose={mayClose(flow)}
      footer={
        <SaveButtons flow={flow} words={replaceMessages.confirm} icon="replace" onSave={send} autoFocus />
      }
    >
      <ReplacementStepper current="new-key" />
      {isBusy(flow) ? (
        <ProgressList kind="replace" provider={metadata.name} />
      ) : (
        <>
          {(form.error !== undefined || flow.state !== 'refused') && <Stopped flow={flow} facts={facts} />}
          <BeforeReplace row={row} metadata={metadata} />
          {isChanging ? (
            <SentForm onSend={send}>
              <Focused>
                <FormFields
                  fields={fields}
                  values={form.values}
                  problems={form.problems}
                  onChange={form.change}
                  account={row.account}
                  provider={metadata.name}
                />
                <OverlapField label={replaceMessages.overlapLabel} onChange={setOverlapHours} {...overlap} />
                <NewExpiry at={form.values.validTo} />
              </Focused>
            </SentForm>
          ) : (
            <>
              <NewKeySummary fields={fields} values={form.values} onChange={() => setIsChanging(true)} />
              <div className="overlap-field">
                <p className="field-label">{replaceMessages.overlapTitle}</p>
                <OverlapEnd {...overlap} />
              </div>
            </>
          )}
          <IfLeaked row={row} metadata={metadata} />
          {isChanging && <WhatToUpdate dependents={dependentsOf(row, accounts.values())} />}
        </>
      )}
    </Dialog>
  )
}

/** Focuses the first field of the form that was just opened. A field with a problem then takes the focus. */
function Focused({ children }: { readonly children: ReactNode }) {
  const inside = useRef<HTMLDivElement>(null)
  useEffect(() => inside.current?.querySelector<HTMLElement>('input, textarea, button')?.focus(), [])
  return (
    <div ref={inside} className="form">
      {children}
    </div>
  )
}
