/** Stores a value that the user enters: the new value of a manual key, or the missing value of a provider's key. */
import { useEffect, useState } from 'react'
import type { KeyDetail } from '../../../shared/contract/keys.ts'
import { successorExpiry } from '../../../shared/expiry/lifetime.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { fieldWords } from '../../messages/errors.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { expiryChoiceOf, ExpiryField, typedExpiryOf } from '../../parts/expiry-field.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { SecretField } from '../../parts/secret-field.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useKey, useProvider, useVault } from '../../vault/store.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { KeychainWarning } from './before-regenerate.tsx'
import { dependentsOf } from './dependents.ts'
import { isBusy, mayClose } from './flow.ts'
import { OldLivesOn } from './old-lives-on.tsx'
import { OpenOutcomeDialog } from './open-outcome.tsx'
import { ProgressList } from './progress-list.tsx'
import { pasteMessages } from './regenerate-messages.ts'
import { Stopped } from './stopped.tsx'
import { SaveButtons } from './save-buttons.tsx'
import { useSecretFlow } from './use-secret-flow.ts'
import { WhatToUpdate } from './what-to-update.tsx'

export function PasteDialog({ id }: { readonly id: KeyId }) {
  const now = useKey(id)
  const [row] = useState(now)
  const [begun, setBegun] = useState<{ readonly at: number | undefined }>()
  useEffect(() => {
    void call('key:detail', { key: id }).then((result) =>
      setBegun({ at: result.ok ? beganAt(result.value) : undefined }),
    )
  }, [id])
  if (row === undefined) return <MissingDialog what="key" />
  if (begun !== undefined) return <Paste row={row} beganAt={begun.at} />
  return (
    <Dialog title={messagesOf(row).title(row.name)} onClose={closeDialog}>
      <Spinner label={pasteMessages.loading} />
    </Dialog>
  )
}

/** When the current secret became valid, epoch milliseconds. The form proposes the same lifetime for the next secret. */
const beganAt = ({ key, versions }: KeyDetail): number | undefined =>
  key.validFrom ?? versions.find(({ version }) => version === key.version)?.madeAt ?? key.createdAt

/** The messages for the first secret of a key, or for the next one. */
const messagesOf = ({ secret }: KeyRow) => (secret === 'missing' ? pasteMessages.first : pasteMessages.next)

interface PasteProps {
  readonly row: KeyRow
  /** Epoch milliseconds. */
  readonly beganAt: number | undefined
}

function Paste({ row, beganAt: start }: PasteProps) {
  const provider = useProvider(row.provider)?.name
  const [overlapHours, setOverlapHours] = useState<number>()
  const expiry = useNewExpiry(row, start)
  const facts = {
    kind: 'paste',
    name: row.name,
    provider,
    oldSecretDies: 'none',
    before: row,
    oldLivesOn: overlapHours !== undefined,
  } as const
  const { flow, take, again, field, save } = useSecretFlow(
    (secret) =>
      call('key:paste', {
        key: row.id,
        secret,
        ...(overlapHours !== undefined && { overlapHours }),
        ...(expiry.typed !== undefined && { typedExpiry: expiry.typed }),
      }),
    facts,
    expiry.check,
  )
  const messages = messagesOf(row)
  const words = messages.confirm(row.name)
  const title = messages.title(row.name)

  if (flow.state === 'open')
    return <OpenOutcomeDialog {...{ title, facts }} outcome={flow.outcome} onAgain={again} onOutcome={take} />
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      mayClose={mayClose(flow)}
      footer={<SaveButtons flow={flow} words={words} onSave={save} />}
    >
      <PasteWords row={row} provider={provider} />
      <KeychainWarning />
      {field.error === undefined && <Stopped flow={flow} facts={facts} />}
      <SentForm onSend={save}>
        <SecretField {...field} label={messages.label} sendWords={words} autoFocus />
        {takesExpiry(row) && <ExpiryField label={pasteMessages.next.expires} {...expiry.field} />}
        {mayOverlap(row) && (
          <OldLivesOn
            row={row}
            hint={pasteMessages.oldLivesOnHint}
            hours={overlapHours}
            onChange={setOverlapHours}
          />
        )}
      </SentForm>
      {isBusy(flow) && <ProgressList kind="paste" keyId={row.id} provider="" />}
    </Dialog>
  )
}

/** Only keys without an account can overlap here, since only the user can retire their old value. One overlap at a time. */
const mayOverlap = ({ account, secret, overlap }: KeyRow) =>
  account === undefined && secret !== 'missing' && overlap === undefined

/** Whether the user enters the expiry of the new value, since no provider reports it. */
const takesExpiry = ({ expires, secret }: KeyRow) => secret !== 'missing' && expires.source !== 'provider'

/** Proposes the same validity period as that of the old value. */
function useNewExpiry(row: KeyRow, start: number | undefined) {
  const now = useVault((state) => state.now)
  const [value, onChange] = useState(() => expiryChoiceOf(successorExpiry(row.expires, start, now)))
  const [isChecked, setIsChecked] = useState(false)
  const isTaken = takesExpiry(row)
  const typed = isTaken ? typedExpiryOf(value) : undefined
  const isMissing = isTaken && typed === undefined
  return {
    typed,
    field: {
      value,
      onChange,
      error: isChecked && isMissing ? fieldWords('required', 'typedExpiry') : undefined,
    },
    check: () => {
      setIsChecked(true)
      return !isMissing
    },
  }
}

function PasteWords({ row, provider }: { readonly row: KeyRow; readonly provider: string | undefined }) {
  const accounts = useVault((state) => state.accounts)
  if (row.secret === 'missing') return <p className="lead">{pasteMessages.first.intro(provider)}</p>
  return (
    <>
      <p className="lead">{pasteMessages.next.intro(row.version)}</p>
      <WhatToUpdate dependents={dependentsOf(row, accounts.values())} />
    </>
  )
}
