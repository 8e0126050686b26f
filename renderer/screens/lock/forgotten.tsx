/** Removes the lock after a forgotten passphrase: with the system's sign-in where there is one, else after a wait that can be cancelled. */
import type { LockRemoval } from '../../../shared/model/lock.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { refresh } from '../../vault/connection.ts'
import { momentText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { useTask, type Task } from '../../parts/use-task.ts'
import { forgottenMessages, waitWords } from './lock-messages.ts'
import { useTimeLeft } from './use-time-left.ts'

interface Props {
  readonly lock: { readonly canAskSystem: boolean; readonly removal: LockRemoval }
  /** Runs when the lock is kept, to return to the passphrase. */
  readonly onKept: () => void
  /** Runs after each request and at the end of the wait, since the state in main may have changed. */
  readonly onChanged?: () => void
}

export function Forgotten({ lock, onKept, onChanged = () => void refresh() }: Props) {
  const task = useTask()
  const keep = () => void task.run(() => call('lock:keep'), onChanged).then(onKept)
  return (
    <section aria-labelledby="forgotten-title" className="lock-forgotten">
      <h2 id="forgotten-title" className="section-title">
        {forgottenMessages.title}
      </h2>
      <p className="soft">{forgottenMessages.intro}</p>
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
            {lock.canAskSystem ? forgottenMessages.systemAsks : forgottenMessages.waitAsks}
          </p>
          <div className="row">
            <Button onPress={onKept}>{commonMessages.back}</Button>
            <Button
              looks="danger"
              isPending={task.isRunning}
              onPress={() => void task.run(() => call('lock:forgotten'), onChanged)}
            >
              {lock.canAskSystem ? forgottenMessages.removeWithSystem : forgottenMessages.startWait}
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
          title={forgottenMessages.overTitle}
          actions={
            <>
              <Button size="small" onPress={keep}>
                {forgottenMessages.keep}
              </Button>
              <Button
                size="small"
                looks="danger"
                isPending={task.isRunning}
                onPress={() => void task.run(() => call('lock:remove'), onChanged)}
              >
                {forgottenMessages.remove}
              </Button>
            </>
          }
        >
          {forgottenMessages.overDetail}
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
      title={forgottenMessages.requestedTitle}
      actions={
        <Button size="small" onPress={keep}>
          {forgottenMessages.cancelRemoval}
        </Button>
      }
    >
      {forgottenMessages.requestedDetail(momentText(askedAt), waitWords(left))}
    </Notice>
  )
}
