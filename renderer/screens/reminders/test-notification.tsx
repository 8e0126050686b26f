/** Sends one test notification, and shows whether the system accepted it. */
import { useState } from 'react'
import type { NotificationHealth } from '../../../shared/contract/snapshot.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { HEALTH_WORDS, notificationMessages, TEST_WORDS } from './notification-messages.ts'

const SIGNS: Record<NotificationHealth['state'], readonly [icon: IconName, tone: string]> = {
  unchecked: ['undated', 'soft'],
  ready: ['active', 'good'],
  shown: ['active', 'good'],
  failed: ['expired', 'bad'],
  unsupported: ['danger', 'warn'],
}

export function TestNotification() {
  const health = useVault((state) => state.notifications)
  const task = useTask()
  const [tested, setTested] = useState<NotificationHealth>()
  return (
    <>
      <div>
        <Button
          icon="remind"
          isPending={task.isRunning}
          onPress={() => void task.run(() => call('reminder:test'), setTested)}
        >
          {notificationMessages.test}
        </Button>
      </div>
      {tested === undefined ? <State state={health.state} /> : <Result state={tested.state} />}
      {task.error !== undefined && <ErrorNotice error={task.error} />}
    </>
  )
}

interface StateProps {
  readonly state: NotificationHealth['state']
}

/** Draws nothing in case of trouble: `NotificationTrouble` above shows the trouble and what to do. */
function State({ state }: StateProps) {
  return state === 'failed' || state === 'unsupported' ? null : (
    <Line state={state} words={HEALTH_WORDS[state]} />
  )
}

const Result = ({ state }: StateProps) => <Line state={state} words={TEST_WORDS[state]} />

function Line({ state, words }: StateProps & { readonly words: string }) {
  const [icon, tone] = SIGNS[state]
  return (
    <p className="badge" role="status">
      <Icon of={icon} className={tone} />
      <span>{words}</span>
    </p>
  )
}
