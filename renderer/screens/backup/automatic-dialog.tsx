/** Turns automatic backups on or changes them, and writes one backup at once, so that the user sees whether that works. */
import { useState } from 'react'
import type { AutomaticBackups } from '../../../shared/backup/state.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { call } from '../../vault/bridge.ts'
import { toast } from '../../vault/toasts.ts'
import { NumberSetting } from '../settings/number-setting.tsx'
import { automaticMessages, recipientsMessages, writeMessages } from './backup-messages.ts'
import { recipientsOf } from './recipients.ts'
import { RecipientsField } from './recipients-field.tsx'
import { useBackups, useStoppableTask } from './use-backups.ts'
import { WorkDialog } from './work-dialog.tsx'

export function AutomaticBackupsDialog() {
  const { state } = useBackups()
  const [opened, setOpened] = useState<{ readonly automatic: AutomaticBackups | undefined }>()
  // The form starts with the settings at the time of opening, and then keeps the typed values.
  if (opened === undefined && state !== undefined) setOpened({ automatic: state.automatic })
  return opened === undefined ? null : <Form before={opened.automatic} />
}

const WEEKLY = { everyDays: 7, keep: 5 } as const

function Form({ before }: { readonly before: AutomaticBackups | undefined }) {
  const [draft, setDraft] = useState({
    folder: before?.folder,
    recipients: before?.recipients.join('\n') ?? '',
    everyDays: before?.everyDays ?? WEEKLY.everyDays,
    keep: before?.keep ?? WEEKLY.keep,
  })
  const [problems, setProblems] = useState<Problems>({})
  const [isDeclined, setDeclined] = useState(false)
  const task = useStoppableTask()
  const change = (changes: Partial<typeof draft>) => {
    setDraft({ ...draft, ...changes })
    setProblems({})
  }
  const send = () => {
    const { folder, everyDays, keep } = draft
    const recipients = recipientsOf(draft.recipients)
    setProblems(problemsOf(folder, recipients))
    setDeclined(false)
    if (folder === undefined || recipients.length === 0) return
    const automatic = { folder, recipients: [...recipients], everyDays, keep }
    void task.run(
      () => setAndWrite(automatic),
      (isSet) => {
        setDeclined(!isSet)
        if (isSet) closeDialog()
      },
    )
  }
  return (
    <WorkDialog
      title={automaticMessages.title}
      task={task}
      words={before === undefined ? automaticMessages.confirm : automaticMessages.save}
      icon="safe"
      work="backup"
      progress={writeMessages.writing}
      onSubmit={send}
      onClose={closeDialog}
    >
      <p className="soft">{automaticMessages.lead}</p>
      <SentForm onSend={send}>
        <Folder
          folder={draft.folder}
          problem={problems.folder}
          isDisabled={task.isRunning}
          onChange={(folder) => change({ folder })}
        />
        <RecipientsField
          text={draft.recipients}
          error={problems.recipients}
          isDisabled={task.isRunning}
          onChange={(recipients) => change({ recipients })}
        />
        <NumberSetting
          label={automaticMessages.every}
          unit={automaticMessages.days}
          min={1}
          max={90}
          value={draft.everyDays}
          onChange={(everyDays) => change({ everyDays })}
        />
        <NumberSetting
          label={automaticMessages.keep}
          unit={automaticMessages.kept}
          min={1}
          max={100}
          value={draft.keep}
          onChange={(keep) => change({ keep })}
        />
      </SentForm>
      {isDeclined && <Notice tone="warn" title={automaticMessages.declined} />}
    </WorkDialog>
  )
}

interface Problems {
  readonly folder?: string
  readonly recipients?: string
}

const problemsOf = (folder: string | undefined, recipients: readonly string[]): Problems => ({
  ...(folder === undefined && { folder: automaticMessages.needsFolder }),
  ...(recipients.length === 0 && { recipients: recipientsMessages.none }),
})

/** Resolves with false if the user did not confirm the settings. */
async function setAndWrite(automatic: AutomaticBackups) {
  const set = await call('backup:set-automatic', { automatic })
  if (!set.ok) return set
  if (!set.value.set) return { ok: true, value: false } as const
  const written = await call('backup:write-automatic')
  if (!written.ok) return written
  const state = await call('backup:state')
  if (state.ok && state.value.last !== undefined)
    toast({ tone: 'good', text: writeMessages.done(state.value.last.secrets) })
  return { ok: true, value: true } as const
}

interface FolderProps {
  readonly folder: string | undefined
  readonly problem: string | undefined
  readonly isDisabled: boolean
  readonly onChange: (folder: string) => void
}

function Folder({ folder, problem, isDisabled, onChange }: FolderProps) {
  const task = useTask()
  const choose = () =>
    void task.run(
      () => call('backup:choose-folder'),
      (answer) => {
        if (answer.folder !== undefined) onChange(answer.folder)
      },
    )
  return (
    <div className="field">
      <span className="field-label">{automaticMessages.folder}</span>
      <div className="row">
        <span className={`wrap selectable ${folder === undefined ? 'faint' : ''}`}>
          {folder ?? automaticMessages.noFolder}
        </span>
        <Button size="small" isDisabled={isDisabled} isPending={task.isRunning} onPress={choose}>
          {automaticMessages.choose}
        </Button>
      </div>
      {problem !== undefined && (
        <span className="field-error" role="alert">
          {problem}
        </span>
      )}
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </div>
  )
}
