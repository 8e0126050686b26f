/** The two ways to recover that replace the vault's file: a backup or an empty vault. Each says what is kept and what is not. */
import type { ReactNode } from 'react'
import type { Result } from '../../../shared/contract/errors.ts'
import type { Backup, Snapshot } from '../../../shared/contract/snapshot.ts'
import { call } from '../../vault/bridge.ts'
import { accept } from '../../vault/connection.ts'
import { momentText } from '../../messages/dates.ts'
import { SubmitButtons } from '../../parts/submit-buttons.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { keysText } from '../many/selection-messages.ts'
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
      act={restoreMessages.confirm(keysText(backup.keys))}
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
      act={anewMessages.confirm}
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
  readonly act: string
  readonly reopen: () => Promise<Result<Snapshot>>
  readonly onClose: () => void
  readonly children: ReactNode
}

function ReopenDialog({ title, icon, act, reopen, onClose, children }: ReopenProps) {
  const task = useTask()
  const open = () =>
    void task.run(reopen, (snapshot) => {
      onClose()
      accept({ ok: true, value: snapshot })
    })
  return (
    <Dialog
      title={title}
      role="alertdialog"
      onClose={onClose}
      mayClose={!task.isRunning}
      footer={<SubmitButtons task={task} words={act} icon={icon} onSubmit={open} onCancel={onClose} />}
    >
      <p>{children}</p>
      {task.error !== undefined && <ErrorNotice error={task.error} />}
    </Dialog>
  )
}
