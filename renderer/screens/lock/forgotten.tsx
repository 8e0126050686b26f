/** The way out for a forgotten passphrase: by the system where it knows who is there, else by a wait that can be called off. */
import type { LockRemoval } from '../../../shared/model/lock.ts'
import { call } from '../../vault/bridge.ts'
import { refresh } from '../../vault/connection.ts'
import { momentText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { useTask, type Task } from '../../parts/use-task.ts'
import { waitWords } from './lock-messages.ts'
import { useTimeLeft } from './use-time-left.ts'

interface Props {
  readonly lock: { readonly canAskSystem: boolean; readonly removal: LockRemoval }
  /** The lock stays: back to the passphrase. */
  readonly onKept: () => void
  /** Runs whenever main may see it differently. */
  readonly onChanged?: () => void
}

export function Forgotten({ lock, onKept, onChanged = () => void refresh() }: Props) {
  const task = useTask()
  const keep = () => void task.run(() => call('lock:keep'), onChanged).then(onKept)
  return (
    <section aria-labelledby="forgotten-title" className="lock-forgotten">
      <h2 id="forgotten-title" className="section-title">
        Forgotten the passphrase
      </h2>
      <p className="soft">
        The lock can be removed without it. Your keys, their names and their secrets stay exactly as they are.
      </p>
      <Way removal={lock.removal} {...{ lock, task, onKept, onChanged, keep }} />
      {task.error !== undefined && <ErrorNotice error={task.error} />}
    </section>
  )
}

interface WayProps extends Required<Props> {
  readonly removal: LockRemoval
  readonly task: Task
  readonly keep: () => void
}

function Way({ removal, lock, task, onKept, onChanged, keep }: WayProps) {
  switch (removal.state) {
    case 'not-asked':
      return (
        <>
          <p className="soft">
            {lock.canAskSystem
              ? 'Your Mac asks who you are first.'
              : 'To protect you, removal takes 24 hours. Unlocking Keyhold in the meantime cancels it.'}
          </p>
          <div className="row">
            <Button onPress={onKept}>Back</Button>
            <Button
              looks="danger"
              isPending={task.isRunning}
              onPress={() => void task.run(() => call('lock:forgotten'), onChanged)}
            >
              {lock.canAskSystem ? 'Remove the lock with Touch ID' : 'Start 24-hour removal'}
            </Button>
          </div>
        </>
      )
    case 'waiting':
      return <Waiting endsAt={removal.endsAt} askedAt={removal.askedAt} onOver={onChanged} keep={keep} />
    case 'due':
      return (
        <Notice
          tone="warn"
          title="The wait is over"
          actions={
            <>
              <Button size="small" onPress={keep}>
                Keep the lock
              </Button>
              <Button
                size="small"
                looks="danger"
                isPending={task.isRunning}
                onPress={() => void task.run(() => call('lock:remove'), onChanged)}
              >
                Remove the lock
              </Button>
            </>
          }
        >
          Keyhold opens without a lock then. A new one can be set in the settings.
        </Notice>
      )
  }
}

interface WaitingProps {
  readonly endsAt: number
  readonly askedAt: number
  readonly onOver: () => void
  readonly keep: () => void
}

function Waiting({ endsAt, askedAt, onOver, keep }: WaitingProps) {
  const left = useTimeLeft(endsAt, onOver)
  return (
    <Notice
      tone="warn"
      title="Removal of the lock requested"
      actions={
        <Button size="small" onPress={keep}>
          Cancel removal
        </Button>
      }
    >
      Requested on {momentText(askedAt)}. Possible in {waitWords(left)}, if this machine stays on. Changing
      its clock doesn’t help.
    </Notice>
  )
}
