/**
 * A dialog around one piece of work on a backup: its form, then its progress with a button that cancels it.
 *
 * States: form → running → closed by the caller | form with the failure below it (after a cancellation, without a failure).
 */
import type { ReactNode } from 'react'
import { commonMessages } from '../../messages/common-messages.ts'
import { progressMessages } from '../../messages/parts-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import type { IconName } from '../../parts/icons.ts'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Progress } from '../../parts/progress.tsx'
import { SubmitButtons } from '../../parts/submit-buttons.tsx'
import { useBackupProgress, type useStoppableTask, type Work } from './use-backups.ts'

interface Props {
  readonly title: string
  readonly size?: 'normal' | 'large'
  readonly task: Pick<ReturnType<typeof useStoppableTask>, 'isRunning' | 'error' | 'stop'>
  /** The label of the command. */
  readonly words: string
  readonly icon: IconName
  readonly isDisabled?: boolean
  readonly work: Work
  /** The label beside the bar. */
  readonly progress: string
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

export function WorkDialog({
  title,
  size = 'normal',
  task,
  children,
  onClose,
  work,
  progress,
  ...more
}: Props) {
  const { isRunning, error, stop } = task
  return (
    <Dialog
      title={title}
      size={size}
      onClose={onClose}
      mayClose={!isRunning}
      footer={
        isRunning ? (
          <Button onPress={stop}>{commonMessages.cancel}</Button>
        ) : (
          <SubmitButtons {...more} task={task} onCancel={onClose} />
        )
      }
    >
      {children}
      {isRunning && <WorkProgress label={progress} work={work} />}
      {error !== undefined && (
        <InView>
          <ErrorNotice error={error} />
        </InView>
      )}
    </Dialog>
  )
}

/** Draws nothing before the first progress event, because the work may wait for the user in a dialog of the system. Mounted again for each run. */
export function WorkProgress({ label, work }: { readonly label: string; readonly work: Work }) {
  const done = useBackupProgress(work)
  if (done === undefined) return null
  return <Progress label={label} value={done} max={1} words={progressMessages.percent(done)} />
}
