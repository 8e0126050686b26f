/** The two ways to recover that replace the vault's file: a backup or an empty vault. Each says what is kept and what is not. */
import type { ReactNode } from 'react'
import type { Result } from '../../../shared/contract/errors.ts'
import type { Backup, Snapshot } from '../../../shared/contract/snapshot.ts'
import { call } from '../../vault/bridge.ts'
import { accept } from '../../vault/connection.ts'
import { momentText } from '../../messages/dates.ts'
import type { IconName } from '../../parts/icons.ts'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { useTask } from '../../parts/use-task.ts'
import { keysText } from '../../messages/counts.ts'
import { anewMessages, restoreMessages } from './shut-messages.ts'

export function RestoreDialog({
  backup,
  onClose,
}: {
  readonly backup: Backup
  readonly onClose: () => void
}) {
  return (
    <ReopenDialog
      title={restoreMessages.title(momentText(backup.madeAt))}
      icon="history"
      words={restoreMessages.confirm(keysText(backup.keys))}
      reopen={() => call('vault:restore', { backup: backup.name })}
      onClose={onClose}
    >
      {restoreMessages.effect}
    </ReopenDialog>
  )
}

export function AnewDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <ReopenDialog
      title={anewMessages.title}
      icon="add"
      words={anewMessages.confirm}
      reopen={() => call('vault:start-anew')}
      onClose={onClose}
    >
      {anewMessages.effect}
    </ReopenDialog>
  )
}

interface ReopenProps {
  readonly title: string
  readonly icon: IconName
  readonly words: string
  readonly reopen: () => Promise<Result<Snapshot>>
  readonly onClose: () => void
  readonly children: ReactNode
}

function ReopenDialog({ title, icon, words, reopen, onClose, children }: ReopenProps) {
  const task = useTask()
  const open = () =>
    void task.run(reopen, (snapshot) => {
      onClose()
      accept({ ok: true, value: snapshot })
    })
  return (
    <TaskDialog
      title={title}
      role="alertdialog"
      task={task}
      error={task.error}
      words={words}
      icon={icon}
      onSubmit={open}
      onClose={onClose}
    >
      <p>{children}</p>
    </TaskDialog>
  )
}
