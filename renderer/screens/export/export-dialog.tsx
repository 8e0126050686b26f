/** Exports the secrets of keys to a file for another program. Says first whether the file is encrypted; the user then chooses the file. */
import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { ExportFormat } from '../../../shared/model/export-formats.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { progressMessages } from '../../messages/parts-messages.ts'
import { SelectField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { Progress } from '../../parts/progress.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { unlessCancelled, useTask } from '../../parts/use-task.ts'
import { call, on } from '../../vault/bridge.ts'
import { useKeys, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { PassphraseFields, usePassphrase } from '../sealed-vault/new-passphrase.tsx'
import { exportMessages } from './export-messages.ts'

type Choice = keyof typeof exportMessages.formats

const CHOICES: Readonly<Record<Choice, { readonly format: ExportFormat; readonly isEncrypted: boolean }>> = {
  kdbx: { format: 'kdbx', isEncrypted: true },
  'bitwarden-encrypted': { format: 'bitwarden', isEncrypted: true },
  bitwarden: { format: 'bitwarden', isEncrypted: false },
  csv: { format: 'csv', isEncrypted: false },
  dotenv: { format: 'dotenv', isEncrypted: false },
}

const OPTIONS = Object.entries(exportMessages.formats).map(([value, label]) => ({ value, label }))

const isChoice = (value: string): value is Choice => Object.hasOwn(CHOICES, value)

export function ExportDialog({ ids }: { readonly ids: readonly KeyId[] }) {
  const rows = useKeys(ids)
  const [choice, setChoice] = useState<Choice>('kdbx')
  const { format, isEncrypted } = CHOICES[choice]
  const isLockSet = useVault((state) => state.lock.state !== 'off')
  const passphrase = usePassphrase(true)
  const lock = useRef<PassphraseHandle>(null)
  const task = useTask()
  if (rows.length === 0) return <MissingDialog what="key" />

  const send = () => {
    const typed = isEncrypted ? passphrase.take() : undefined
    if (isEncrypted && typed === undefined) return
    const proof = lock.current?.read() ?? ''
    lock.current?.empty()
    void task.run(
      () =>
        call('export:write', {
          keys: rows.map(({ id }) => id),
          format,
          ...(typed !== undefined && { passphrase: typed }),
          ...(proof !== '' && { lock: proof }),
        }),
      ({ report }) => {
        if (report === undefined) {
          if (typed !== undefined) passphrase.putBack(typed)
          lock.current?.putBack(proof)
          return
        }
        showReport(report, isEncrypted)
        closeDialog()
      },
    )
  }
  return (
    <TaskDialog
      title={exportMessages.title(rows.length)}
      task={task}
      error={unlessCancelled(task.error)}
      words={exportMessages.confirm}
      icon="export"
      onSubmit={send}
      onStop={() => void call('export:cancel')}
      onClose={closeDialog}
    >
      <p>{exportMessages.lead}</p>
      <SentForm onSend={send}>
        <SelectField
          label={exportMessages.format}
          options={OPTIONS}
          value={choice}
          onChange={(value) => {
            if (isChoice(value)) setChoice(value)
          }}
          isDisabled={task.isRunning}
        />
        {isEncrypted ? (
          <>
            <p>{exportMessages.encrypted}</p>
            <PassphraseFields passphrase={passphrase} isNew isDisabled={task.isRunning} />
          </>
        ) : (
          <Notice tone="warn" title={exportMessages.plain}>
            {exportMessages.plainDetail}
          </Notice>
        )}
        {isLockSet && <PassphraseField label={exportMessages.lock} ref={lock} isDisabled={task.isRunning} />}
      </SentForm>
      {task.isRunning && <ExportProgress />}
    </TaskDialog>
  )
}

/** Draws nothing before the first progress event, because the user chooses the file first. Mounted again for each run. */
function ExportProgress() {
  const [done, setDone] = useState<number>()
  useEffect(() => on('export:progress', (progress) => setDone(progress.done)), [])
  if (done === undefined) return null
  return (
    <Progress label={exportMessages.progress} value={done} max={1} words={progressMessages.percent(done)} />
  )
}

/** The most keys that a message names individually. */
const MOST_NAMED = 5

function showReport(report: NonNullable<Output<'export:write'>['report']>, isEncrypted: boolean): void {
  const { exported, withoutSecret, leftOut, renamed } = report
  const lines = [
    ...(exported > 0 && !isEncrypted ? [exportMessages.donePlain] : []),
    ...(withoutSecret > 0 ? [exportMessages.withoutSecret(withoutSecret)] : []),
    ...leftOut.slice(0, MOST_NAMED).map(({ name, why }) => exportMessages.leftOut(name, why)),
    ...(leftOut.length > MOST_NAMED ? [exportMessages.moreLeftOut(leftOut.length - MOST_NAMED)] : []),
    ...renamed.slice(0, MOST_NAMED).map(({ name, variable }) => exportMessages.renamed(name, variable)),
  ]
  toast({
    tone: exported === 0 || leftOut.length > 0 ? 'warn' : 'good',
    text: exported === 0 ? exportMessages.nothing : exportMessages.done(exported),
    ...(lines.length > 0 && { detail: lines.join(' ') }),
  })
}
