/** A queue of replacements that wants the user: why, and the way to it. */
import type { Queue } from '../../../shared/model/queue.ts'
import { openDialog } from '../../app/acts.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { queueWords } from '../many/queue-words.ts'

export function QueueItem({ queue }: { readonly queue: Queue }) {
  const { title, detail } = queueWords(queue)
  return (
    <Notice
      tone="warn"
      title={`Replacing one after the other: ${title}`}
      actions={
        <Button size="small" icon="replace" onPress={() => openDialog({ kind: 'queue' })}>
          Show the queue
        </Button>
      }
    >
      {detail}
    </Notice>
  )
}
