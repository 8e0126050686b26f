/** The replacement queue: its progress, the status of each key, and the buttons that pause, resume or cancel it. */
import type { Queue } from '../../../shared/model/queue.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Progress } from '../../parts/progress.tsx'
import { useTask, type Task } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { noQueueMessages, queueDialogMessages } from './queue-dialog-messages.ts'
import { QueueSection } from './queue-section.tsx'
import { askableAgain, behind, countIn, queueWords, sectionsOf } from './queue-messages.ts'

export function QueueDialog() {
  const queue = useVault((state) => state.queue)
  if (queue !== undefined) return <OneQueue queue={queue} />
  return (
    <Dialog
      title={noQueueMessages.title}
      size="small"
      onClose={closeDialog}
      footer={
        <Button autoFocus onPress={closeDialog}>
          {commonMessages.close}
        </Button>
      }
    >
      <p>{noQueueMessages.detail}</p>
    </Dialog>
  )
}

function OneQueue({ queue }: { readonly queue: Queue }) {
  const operations = useVault((state) => state.operations)
  const now = useVault((state) => state.now)
  const task = useTask()
  const { tone, title, detail } = queueWords(queue)
  return (
    <Dialog
      title={queueDialogMessages.title}
      size="large"
      onClose={closeDialog}
      footer={
        <>
          {queue.state !== 'ended' && (
            <Button onPress={closeDialog} autoFocus>
              {commonMessages.close}
            </Button>
          )}
          <Steps queue={queue} task={task} />
        </>
      }
    >
      <Notice tone={tone} title={title}>
        {detail}
      </Notice>
      {queue.state !== 'ended' && (
        <Progress label={commonMessages.progress} value={behind(queue)} max={queue.items.length} />
      )}
      {task.error !== undefined && <ErrorNotice error={task.error} now={now} />}
      {sectionsOf(queue, operations).map((section) => (
        <QueueSection key={section.status} section={section} />
      ))}
    </Dialog>
  )
}

interface StepsProps {
  readonly queue: Queue
  readonly task: Task
}

/** The primary button comes last. */
function Steps({ queue, task }: StepsProps) {
  const operations = useVault((state) => state.operations)
  const ask = (name: 'queue:pause' | 'queue:resume' | 'queue:cancel') => () => void task.run(() => call(name))
  const waiting = countIn(queue, 'waiting')
  if (queue.state === 'ended') {
    const again = askableAgain(queue, operations).map(({ key }) => key)
    return (
      <>
        {again.length > 0 && (
          <Button icon="replace" onPress={() => openDialog({ kind: 'replace-keys', keys: again })}>
            {queueDialogMessages.tryAgain(again.length)}
          </Button>
        )}
        <Button
          key="done" // A new button, which takes the focus: the one that had it may be gone.
          looks="primary"
          icon="check"
          autoFocus
          isPending={task.isRunning}
          onPress={() => void task.run(() => call('queue:dismiss'), closeDialog)}
        >
          {commonMessages.done}
        </Button>
      </>
    )
  }
  return (
    <>
      {waiting > 0 && (
        <Button icon="clear" onPress={ask('queue:cancel')}>
          {queueDialogMessages.skip(waiting)}
        </Button>
      )}
      {queue.state === 'paused' ? (
        <Button looks="primary" icon="goOn" isPending={task.isRunning} onPress={ask('queue:resume')}>
          {queueDialogMessages.resume(waiting)}
        </Button>
      ) : (
        waiting > 0 && (
          <Button looks="primary" icon="pause" isPending={task.isRunning} onPress={ask('queue:pause')}>
            {queueDialogMessages.pause}
          </Button>
        )
      )}
    </>
  )
}
