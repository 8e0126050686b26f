/** The line above the attention table: the keyboard shortcuts, or the commands for the selected rows. */
import { useState } from 'react'
import { Toolbar } from 'react-aria-components'
import { openDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { dismissOutcomes } from '../../vault/dismissals.ts'
import { SnoozeMenu } from '../reminders/snooze-menu.tsx'
import { keyNames } from '../../messages/common-messages.ts'
import { bulkPlan } from './attention-groups.ts'
import type { AttentionItem } from './attention-items.ts'
import { MESSAGES } from './attention-messages.ts'

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
      <Actions selected={selected} />
    </Toolbar>
  )
}

function Actions({ selected }: Pick<Props, 'selected'>) {
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
            void dismissOutcomes(dismissible).finally(() => setIsRunning(false))
          }}
        >
          {MESSAGES.dismiss(dismissible.length)}
        </Button>
      )}
    </>
  )
}
