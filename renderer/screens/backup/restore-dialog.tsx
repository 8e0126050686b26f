/**
 * Restores keys and accounts from a backup.
 *
 * Steps: open (passphrase or identity, then the file) → plan (the dry run, and what to restore) → report. Closing at any step makes no further
 * changes, and main wipes the data that it has read from the backup.
 */
import { useEffect, useState } from 'react'
import type { DryRun, RestoreResult } from '../../../shared/backup/restore.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { SentForm } from '../../parts/sent-form.tsx'
import { OpenWithFields, useOpenWith } from './open-with.tsx'
import { restoreMessages } from './restore-messages.ts'
import { comingAccounts, firstPicks, hasAny } from './restore-picks.ts'
import { RestoreReport } from './restore-report.tsx'
import { RestoreTable } from './restore-table.tsx'
import { useStoppableTask } from './use-backups.ts'
import { WorkDialog } from './work-dialog.tsx'

export function RestoreDialog() {
  const [dryRun, setDryRun] = useState<DryRun>()
  const [result, setResult] = useState<RestoreResult>()
  const id = dryRun?.id
  useEffect(() => {
    if (id === undefined) return undefined
    return () => void call('restore:close', { id })
  }, [id])
  if (dryRun === undefined) return <Open onOpened={setDryRun} />
  if (result === undefined) return <Plan dryRun={dryRun} onRestored={setResult} />
  return <RestoreReport result={result} madeAt={dryRun.madeAt} hasAccounts={dryRun.accounts.length > 0} />
}

function Open({ onOpened }: { readonly onOpened: (dryRun: DryRun) => void }) {
  const openWith = useOpenWith()
  const task = useStoppableTask()
  const send = () => {
    const using = openWith.take()
    if (using === undefined) return
    void task.run(
      () => call('restore:open', { with: using }),
      (answer) => {
        if (answer.dryRun === undefined) openWith.putBack(using)
        else onOpened(answer.dryRun)
      },
    )
  }
  return (
    <WorkDialog
      title={restoreMessages.title}
      task={task}
      words={restoreMessages.choose}
      icon="forward"
      work="open"
      progress={restoreMessages.opening}
      onSubmit={send}
      onClose={closeDialog}
    >
      <p>{restoreMessages.lead}</p>
      <SentForm onSend={send}>
        <OpenWithFields openWith={openWith} isDisabled={task.isRunning} />
      </SentForm>
    </WorkDialog>
  )
}

interface PlanProps {
  readonly dryRun: DryRun
  readonly onRestored: (result: RestoreResult) => void
}

function Plan({ dryRun, onRestored }: PlanProps) {
  const [picks, setPicks] = useState(() => firstPicks(dryRun))
  const task = useStoppableTask()
  const accounts = comingAccounts(dryRun, picks)
  const isNothing = accounts.length + picks.keys.size === 0 && !picks.settings
  const send = () => {
    const picked = { accounts: accounts.map(({ id }) => id), keys: [...picks.keys], settings: picks.settings }
    void task.run(() => call('restore:run', { id: dryRun.id, ...picked }), onRestored)
  }
  return (
    <WorkDialog
      title={restoreMessages.title}
      size="large"
      task={task}
      words={restoreMessages.confirm(picks.keys.size, accounts.length, picks.settings)}
      icon="rollBack"
      isDisabled={isNothing}
      work="restore"
      progress={restoreMessages.restoring}
      onSubmit={send}
      onClose={closeDialog}
    >
      <RestoreTable dryRun={dryRun} picks={picks} isDisabled={task.isRunning} onPick={setPicks} />
      {!hasAny(dryRun) && <p role="status">{restoreMessages.nothing}</p>}
    </WorkDialog>
  )
}
