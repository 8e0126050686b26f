/** The line above the attention table: the keyboard shortcuts, or the commands for the selected rows. */
import { useState } from 'react'
import { Toolbar } from 'react-aria-components'
import type { OperationId } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { call } from '../../vault/bridge.ts'
import { toast, toastError } from '../../vault/toasts.ts'
import { SnoozeMenu } from '../reminders/snooze-menu.tsx'
import { keyNames } from '../../messages/common-messages.ts'
import { bulkPlan } from './attention-groups.ts'
import type { AttentionItem } from './attention-items.ts'
import { MESSAGES } from './attention-messages.ts'

/** Dismisses the operations one after another. Stops at the first failure and shows its reason. */
async function dismiss(operations: readonly OperationId[]): Promise<void> {
  let done = 0
  for (const operation of operations) {
    const answer = await call('operation:close', { operation })
    if (!answer.ok) {
      toastError(answer.error)
      break
    }
    done += 1
  }
  if (done > 0) toast({ tone: 'note', text: MESSAGES.dismissed(done) })
}

interface Props {
  readonly selected: readonly AttentionItem[]
  readonly onClear: () => void
}

export function AttentionBulk({ selected, onClear }: Props) {
  if (selected.length === 0) return <p className="attention-bar faint small">{MESSAGES.hint}</p>
  return (
    <Toolbar className="attention-bar" aria-label={MESSAGES.bulk}>
      <strong className="small" role="status">
        {MESSAGES.selected(selected.length)}
      </strong>
      <IconButton
        label={commonMessages.clearSelection}
        icon="clear"
        size="small"
        shortcut={keyNames.escape}
        onPress={onClear}
      />
      <Acts selected={selected} />
    </Toolbar>
  )
}

function Acts({ selected }: Pick<Props, 'selected'>) {
  const [isRunning, setIsRunning] = useState(false)
  const { keys, dismissible } = bulkPlan(selected)
  if (keys.length + dismissible.length === 0)
    return <span className="soft small">{MESSAGES.nothingInBulk}</span>
  return (
    <>
      <SnoozeMenu keys={keys} what={MESSAGES.keys(keys.length)} />
      {keys.length > 0 && (
        <Button size="small" icon="replace" onPress={() => openDialog({ kind: 'replace-keys', keys })}>
          {MESSAGES.replace(keys.length)}
        </Button>
      )}
      {dismissible.length > 0 && (
        <Button
          size="small"
          icon="close"
          isPending={isRunning}
          onPress={() => {
            setIsRunning(true)
            void dismiss(dismissible).finally(() => setIsRunning(false))
          }}
        >
          {MESSAGES.dismiss(dismissible.length)}
        </Button>
      )}
    </>
  )
}
