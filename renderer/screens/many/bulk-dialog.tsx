/** Disables or deletes many keys, or sets their expiry. Says beforehand what happens to how many keys, and afterwards what failed. */
import { useState } from 'react'
import type { Result } from '../../../shared/contract/errors.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { metadataOfKey } from '../../commands/at-hand.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { sentence } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import {
  ExpiryField,
  expiryChoiceOf,
  typedExpiryOf,
  type ExpiryChoice,
  type TypedExpiry,
} from '../../parts/expiry-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Progress } from '../../parts/progress.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { call } from '../../vault/bridge.ts'
import { allOf, holdDeletion, offerUndoOfDeletion } from '../../vault/local-edits.ts'
import { useKeys, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { offerUndo } from '../../vault/undo.ts'
import { NameCheck } from '../confirm/confirm-dialog.tsx'
import { bulkMessages } from './bulk-messages.ts'
import { bulkPlan, type BulkAction, type BulkPlan, type BulkStep } from './bulk-plan.ts'
import { NothingDialog } from './nothing-dialog.tsx'
import { useBulkRun, type BulkFailure, type BulkRun } from './use-bulk-run.ts'

/** The limit of keys in one run: main can delay this many deletions together while their ten seconds of undo last. */
const MOST_AT_ONCE = 500

interface Props {
  readonly action: BulkAction
  readonly ids: readonly KeyId[]
}

export function BulkDialog({ action, ids }: Props) {
  const all = useKeys(ids)
  // The plan is made once, so that exactly what the user confirmed is done, even if rows change meanwhile.
  const [plan] = useState(() => bulkPlan(action, all, metadataOfKey))
  const [expiry, setExpiry] = useState<ExpiryChoice>({ choice: 'unknown', at: undefined })
  const { run, start, stop } = useBulkRun((step) => ask(step, typedExpiryOf(expiry)))
  const go = () => void start(plan.steps, (ended) => report(action, ended))
  if (plan.steps.length === 0)
    return (
      <NothingDialog title={bulkMessages.title(action, 0)}>
        <Refused plan={plan} />
      </NothingDialog>
    )
  if (run.state !== 'before') return <Running action={action} plan={plan} run={run} onStop={stop} />
  return <Asking action={action} plan={plan} expiry={expiry} onExpiry={setExpiry} onGo={go} />
}

interface AskingProps {
  readonly action: BulkAction
  readonly plan: BulkPlan
  readonly expiry: ExpiryChoice
  readonly onExpiry: (expiry: ExpiryChoice) => void
  readonly onGo: () => void
}

function Asking({ action, plan, expiry, onExpiry, onGo }: AskingProps) {
  const [isSure, setIsSure] = useState(action !== 'delete')
  const { length: count } = plan.steps
  const isReady = isSure && mayBegin(action, count, expiry)
  const go = () => {
    if (isReady) onGo()
  }
  return (
    <TaskDialog
      title={bulkMessages.title(action, count)}
      role={action === 'expire' ? 'dialog' : 'alertdialog'}
      task={{ isRunning: false }}
      words={bulkMessages.button(action, count)}
      looks={action === 'expire' ? 'primary' : 'danger'}
      isDisabled={!isReady}
      onSubmit={go}
      onClose={closeDialog}
    >
      <Before plan={plan} />
      <SentForm onSend={go}>
        {action === 'expire' && <ExpiryField value={expiry} onChange={onExpiry} />}
        {action === 'delete' && (
          <NameCheck
            label={bulkMessages.confirmation}
            name={bulkMessages.toConfirm(count)}
            onSure={setIsSure}
          />
        )}
      </SentForm>
    </TaskDialog>
  )
}

function mayBegin(action: BulkAction, count: number, expiry: ExpiryChoice): boolean {
  const isComplete = action !== 'expire' || typedExpiryOf(expiry) !== undefined
  return isComplete && count <= MOST_AT_ONCE
}

/** Says how many keys each kind of step affects, and which keys are left unchanged. */
function Before({ plan }: { readonly plan: BulkPlan }) {
  const kinds = Map.groupBy(plan.steps, ({ does }) => does)
  return (
    <>
      {plan.steps.length > MOST_AT_ONCE && <p className="warn">{bulkMessages.tooMany(MOST_AT_ONCE)}</p>}
      {[...kinds].map(([does, steps]) => (
        <p key={does} className="wrap">
          {bulkMessages.meaning(does, steps.length)}
        </p>
      ))}
      <Refused plan={plan} />
    </>
  )
}

/** The keys that are left unchanged, and why. */
function Refused({ plan: { refused } }: { readonly plan: BulkPlan }) {
  if (refused.length === 0) return null
  return (
    <Notice tone="note" title={bulkMessages.left}>
      {refused.map(({ why, count }) => bulkMessages.why(why, count)).join(' ')}
    </Notice>
  )
}

interface RunningProps {
  readonly action: BulkAction
  readonly plan: BulkPlan
  readonly run: BulkRun
  readonly onStop: () => void
}

function Running({ action, plan, run, onStop }: RunningProps) {
  const isRunning = run.state === 'running'
  const behind = run.done.length + run.failed.length
  return (
    <Dialog
      title={bulkMessages.button(action, plan.steps.length)}
      onClose={closeDialog}
      mayClose={!isRunning}
      footer={
        <Button autoFocus onPress={isRunning ? onStop : closeDialog}>
          {isRunning ? bulkMessages.stop : commonMessages.close}
        </Button>
      }
    >
      <Progress label={commonMessages.progress} value={behind} max={plan.steps.length} />
      {run.failed.length > 0 && <Failures failed={run.failed} />}
    </Dialog>
  )
}

function Failures({ failed }: { readonly failed: readonly BulkFailure[] }) {
  const now = useVault((state) => state.now)
  return (
    <Notice tone="bad" title={bulkMessages.failed(failed.length)}>
      <ul>
        {failed.map(({ step: { row }, error }) => {
          const provider = metadataOfKey(row)?.name
          return (
            <li key={row.id} className="wrap">
              {bulkMessages.failedOne(row.name, sentence(error, { now, provider }).title)}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}

function ask({ row, does }: BulkStep, typedExpiry: TypedExpiry | undefined): Promise<Result<unknown>> {
  switch (does) {
    case 'disable':
      return call('key:switch', { key: row.id, enabled: false })
    case 'revoke':
      return call('key:revoke', { key: row.id, name: row.name })
    case 'delete':
      return holdDeletion(row)
    case 'expire':
      return call('key:edit', { key: row.id, fields: { typedExpiry } })
  }
}

/** Reports the result, and offers to undo what changed only in Keyhold. The dialog stays open only if something failed. */
function report(action: BulkAction, { done, failed }: BulkRun): void {
  if (failed.length === 0) closeDialog()
  const rowsOf = (does: BulkStep['does']) => done.filter((step) => step.does === does).map(({ row }) => row)
  const [deleted, expiring] = [rowsOf('delete'), rowsOf('expire')]
  const atProvider = done.length - deleted.length - expiring.length
  if (atProvider > 0) toast({ tone: 'good', text: bulkMessages.done(action, atProvider) })
  if (deleted.length > 0) offerUndoOfDeletion(deleted)
  if (expiring.length > 0)
    offerUndo(bulkMessages.done(action, expiring.length), undefined, () =>
      allOf(expiring.map((row) => () => setBack(row))),
    )
}

const setBack = ({ id, expires }: BulkStep['row']) =>
  call('key:edit', { key: id, fields: { typedExpiry: typedExpiryOf(expiryChoiceOf(expires)) } })
