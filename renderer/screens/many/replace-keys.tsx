/** Asks before a batch replacement: which keys are created, at what cost, which cannot be replaced, and how long the overlap lasts. */
import { useMemo, useState } from 'react'
import { expiryOf, HOUR_MS } from '../../../shared/expiry/expiry.ts'
import { outlives } from '../../../shared/expiry/lifetime.ts'
import { MOST_REPLACED } from '../../../shared/model/limits.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Segments } from '../../parts/segments.tsx'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { useTask } from '../../parts/use-task.ts'
import { clearSelection } from '../../app/selection-actions.ts'
import { metadataOf } from '../../vault/all-accounts.ts'
import { useKeys, useVault } from '../../vault/store.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { KeychainWarning } from '../regenerate/before-regenerate.tsx'
import { OverlapField } from '../replace/overlap-field.tsx'
import { BeforeReplaceKeys, NewKeys } from './before-replace-keys.tsx'
import { NothingDialog } from './nothing-dialog.tsx'
import { refusalWords, refusedTitle, replaceKeysMessages } from './replace-keys-messages.ts'
import { replacePlan, type ReplacePlan } from './replace-plan.ts'

/** The pause between two replacements, in seconds. */
const PAUSES = [
  ['0', replaceKeysMessages.pauses[0]],
  ['5', replaceKeysMessages.pauses[5]],
  ['60', replaceKeysMessages.pauses[60]],
  ['600', replaceKeysMessages.pauses[600]],
] as const

type Pause = (typeof PAUSES)[number][0]

function usePlan(rows: readonly KeyRow[]): ReplacePlan {
  const operations = useVault((state) => state.operations)
  const providers = useVault((state) => state.providers)
  const accounts = useVault((state) => state.accounts)
  return useMemo(() => {
    const of = { providers, accounts }
    return replacePlan(rows, { metadataOf: (row) => metadataOf(row, of), operations: operations.values() })
  }, [rows, operations, providers, accounts])
}

export function ReplaceKeysDialog({ ids }: { readonly ids: readonly KeyId[] }) {
  const rows = useKeys(ids)
  const plan = usePlan(rows)
  // Decided once: a key that the started batch has just replaced must not change the dialog that waits for the answer.
  const [hasNone] = useState(plan.keys.length === 0)
  if (rows.length === 0) return <MissingDialog what="key" />
  if (hasNone)
    return (
      <NothingDialog title={replaceKeysMessages.nothing}>
        <Refused plan={plan} />
      </NothingDialog>
    )
  return <ReplaceKeys plan={plan} />
}

function ReplaceKeys({ plan }: { readonly plan: ReplacePlan }) {
  const now = useVault((state) => state.now)
  const usualHours = useVault((state) => state.settings.overlapHours)
  const isOtherThere = useVault(({ queue }) => queue !== undefined && queue.state !== 'ended')
  const [overlapHours, setOverlapHours] = useState(usualHours)
  const [pause, setPause] = useState<Pause>('5')
  const task = useTask()
  const count = plan.keys.length
  const isTooMany = count > MOST_REPLACED
  const start = () => {
    const keys = plan.keys.map(({ id }) => id)
    void task.run(
      () => call('queue:start', { keys, overlapHours, pauseSeconds: Number(pause) }),
      () => {
        clearSelection()
        openDialog({ kind: 'queue' })
      },
    )
  }
  return (
    <TaskDialog
      title={replaceKeysMessages.title}
      task={task}
      error={task.error}
      words={replaceKeysMessages.replace(count)}
      icon="replace"
      isDisabled={count === 0 || isTooMany || isOtherThere}
      onSubmit={start}
      onClose={closeDialog}
    >
      {isOtherThere && <OtherQueue />}
      {isTooMany && (
        <Notice tone="warn" title={replaceKeysMessages.tooMany(MOST_REPLACED)}>
          {replaceKeysMessages.tooManyDetail}
        </Notice>
      )}
      <Refused plan={plan} />
      <BeforeReplaceKeys plan={plan} />
      <KeychainWarning />
      <OverlapField
        label={replaceKeysMessages.overlap}
        hours={overlapHours}
        onChange={setOverlapHours}
        from={now}
      />
      <EndSooner plan={plan} until={now + overlapHours * HOUR_MS} />
      <Segments label={replaceKeysMessages.pause} choices={PAUSES} value={pause} onChange={setPause} />
      <NewKeys keys={plan.keys} until={now + overlapHours * HOUR_MS} />
    </TaskDialog>
  )
}

/** Warns how many pairs overlap for less time than was chosen, because their old key expires. */
function EndSooner({ plan, until }: { readonly plan: ReplacePlan; readonly until: number }) {
  const now = useVault((state) => state.now)
  const count = plan.keys.filter((row) => outlives(until, expiryOf(row), now)).length
  if (count === 0) return null
  return (
    <Notice tone="warn" title={replaceKeysMessages.expireSooner(count)}>
      {replaceKeysMessages.expireSoonerDetail}
    </Notice>
  )
}

function Refused({ plan }: { readonly plan: ReplacePlan }) {
  const title = refusedTitle(plan)
  if (title === undefined) return null
  return (
    <Notice tone="note" title={title}>
      <ul>
        {plan.refusals.map((refusal) => (
          <li key={`${refusal.why} ${refusal.provider ?? ''}`}>{refusalWords(refusal)}</li>
        ))}
      </ul>
    </Notice>
  )
}

function OtherQueue() {
  return (
    <Notice
      tone="warn"
      title={replaceKeysMessages.otherBatch}
      actions={
        <Button size="small" onPress={() => openDialog({ kind: 'queue' })}>
          {replaceKeysMessages.showOther}
        </Button>
      }
    >
      {replaceKeysMessages.otherBatchDetail}
    </Notice>
  )
}
