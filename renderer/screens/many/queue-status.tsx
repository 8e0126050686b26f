/** Shows the progress of the queue in the status line while there is a queue, and opens its dialog. */
import { openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import { queueStatusMessages } from './queue-dialog-messages.ts'
import { queueWaits, statusWords } from './queue-messages.ts'

export function QueueStatus() {
  const queue = useVault((state) => state.queue)
  if (queue === undefined) return null
  const calm = queue.state === 'ended' ? 'active' : queue.state === 'paused' ? 'pause' : 'working'
  const words = statusWords(queue)
  return (
    <span className="status-queue">
      <Icon
        of={queueWaits(queue) ? 'danger' : calm}
        className={queueWaits(queue) ? 'warn' : queue.state === 'running' ? 'turning soft' : 'soft'}
      />
      <span className="cut">{words}</span>
      <Button
        looks="quiet"
        size="small"
        aria-label={queueStatusMessages.showLabel(words)}
        onPress={() => openDialog({ kind: 'queue' })}
      >
        {queueStatusMessages.show}
      </Button>
    </span>
  )
}
