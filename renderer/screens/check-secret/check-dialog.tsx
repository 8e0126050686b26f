/** Checks a manual key's secret: shows what will be sent where, then the answer, and offers to save the expiry. */
import { useEffect, useState } from 'react'
import type { CheckPlan, CheckReport } from '../../../shared/contract/keys.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { shapeById } from '../../../shared/shapes/match-shape.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { fieldWords } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { call } from '../../vault/bridge.ts'
import { useKey, useVault } from '../../vault/store.ts'
import { checkMessages, expiryOfferMessages, reportWords } from './check-messages.ts'
import { expiryOffer } from './expiry-offer.ts'

export function CheckSecretDialog({ id }: { readonly id: KeyId }) {
  const row = useKey(id)
  const planning = useTask()
  const checking = useTask()
  const [plan, setPlan] = useState<CheckPlan>()
  const [address, setAddress] = useState('')
  const [report, setReport] = useState<CheckReport>()

  const send = () => {
    setReport(undefined)
    void checking.run(() => call('key:check', { key: id, address }), setReport)
  }
  const show = (found: CheckPlan) => {
    setPlan(found)
    if (found.check?.kind === 'call') setAddress(found.check.address)
    // Nothing is sent, so the user need not agree.
    if (found.check?.kind === 'claims') send()
  }
  useEffect(() => {
    void planning.run(() => call('key:check-plan', { key: id }), show)
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the dialog opens
  }, [])

  if (row === undefined) return null
  return (
    <Dialog
      title={checkMessages.title(row.name)}
      onClose={closeDialog}
      losesTyped={false}
      footer={
        <>
          <Button onPress={closeDialog}>{commonMessages.close}</Button>
          {plan?.check?.kind === 'call' && (
            <Button looks="primary" icon="verify" isPending={checking.isRunning} onPress={send}>
              {report === undefined ? checkMessages.run(plan.check.service) : checkMessages.again}
            </Button>
          )}
        </>
      }
    >
      {planning.isRunning && <p className="soft">{checkMessages.reading}</p>}
      {planning.error !== undefined && <ErrorNotice error={planning.error} />}
      {plan !== undefined && (
        <Planned
          plan={plan}
          address={address}
          onAddress={(text) => {
            setAddress(text)
            checking.forget()
          }}
          error={checking.error}
          onSend={send}
        />
      )}
      {report !== undefined && <Report report={report} row={row} />}
    </Dialog>
  )
}

interface PlannedProps {
  readonly plan: CheckPlan
  readonly address: string
  readonly onAddress: (address: string) => void
  /** Why the check failed. */
  readonly error: AppError | undefined
  readonly onSend: () => void
}

function Planned({ plan: { shape, check }, error, ...form }: PlannedProps) {
  const name = shape === undefined ? undefined : shapeById(shape)?.name
  if (check === undefined) return <NoCheck name={name} />
  return (
    <>
      {name !== undefined && <p>{checkMessages.looksLike(name)}</p>}
      {check.kind === 'call' && <CallForm check={check} error={error} {...form} />}
      {addressProblem(error) === undefined && <Failed error={error} check={check} />}
    </>
  )
}

function NoCheck({ name }: { readonly name: string | undefined }) {
  return (
    <Notice tone="note" title={name === undefined ? checkMessages.unknownShape : checkMessages.noCheck}>
      {name !== undefined && `${checkMessages.looksLike(name)}. `}
      {checkMessages.noCheckDetail(checkMessages.services)}
    </Notice>
  )
}

type Check = NonNullable<CheckPlan['check']>

interface CallFormProps extends Omit<PlannedProps, 'plan'> {
  readonly check: Extract<Check, { kind: 'call' }>
}

function CallForm({ check: { service, hasOwnServers }, address, onAddress, error, onSend }: CallFormProps) {
  return (
    <>
      <p className="soft">{checkMessages.before(service)}</p>
      {hasOwnServers && (
        <SentForm onSend={onSend}>
          <Field
            label={checkMessages.address}
            help={checkMessages.addressHelp}
            mono
            value={address}
            onChange={onAddress}
            error={addressProblem(error)}
            autoComplete="off"
            spellCheck="false"
          />
        </SentForm>
      )}
    </>
  )
}

function Failed({ error, check }: { readonly error: AppError | undefined; readonly check: Check }) {
  const now = useVault((state) => state.now)
  if (error === undefined) return null
  const provider = check.kind === 'call' ? check.service : undefined
  return <ErrorNotice error={error} provider={provider} now={now} tone="warn" />
}

const addressProblem = (error: AppError | undefined): string | undefined =>
  error?.kind === 'invalid' && error.field === 'address' ? fieldWords(error.why, 'address') : undefined

function Report({ report, row }: { readonly report: CheckReport; readonly row: KeyRow }) {
  const now = useVault((state) => state.now)
  const { tone, title, lines } = reportWords(report, now)
  return (
    <Notice tone={tone} title={title} actions={<SaveExpiry report={report} row={row} />}>
      <ul className="plain-lines">
        {lines.map((line) => (
          <li key={line} className="wrap">
            {line}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function SaveExpiry({ report, row }: { readonly report: CheckReport; readonly row: KeyRow }) {
  const task = useTask()
  const offer = expiryOffer(report, row)
  if (offer.kind === 'none') return null
  if (offer.kind === 'saved') return <span className="soft">{expiryOfferMessages.saved}</span>
  const { typedExpiry } = offer
  const save = () => void task.run(() => call('key:edit', { key: row.id, fields: { typedExpiry } }))
  return (
    <>
      <Button size="small" isPending={task.isRunning} onPress={save}>
        {typeof typedExpiry === 'number'
          ? expiryOfferMessages.saveDate(typedExpiry)
          : expiryOfferMessages.saveNever}
      </Button>
      {task.error !== undefined && <ErrorNotice error={task.error} />}
    </>
  )
}
