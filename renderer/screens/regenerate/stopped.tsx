/** Explains an operation that did not begin, or whose call failed: what that means for the key. */
import type { AppError } from '../../../shared/contract/errors.ts'
import { openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { useVault } from '../../vault/store.ts'
import type { Flow } from './flow.ts'
import { stoppedMessages } from './regenerate-messages.ts'

interface Props {
  readonly flow: Flow
  readonly provider: string | undefined
}

/** Marks a provider error of the preflight as `not-sent`: the request that changes something was never sent. */
const beforeTheRequest = (error: AppError): AppError =>
  error.kind === 'provider' ? { ...error, outcome: 'not-sent' } : error

export function Stopped({ flow, provider }: Props) {
  const now = useVault((state) => state.now)
  if (flow.state !== 'refused' && flow.state !== 'unclear') return null
  if (flow.state === 'refused')
    return (
      <InView>
        <ErrorNotice error={beforeTheRequest(flow.error)} provider={provider} now={now} />
      </InView>
    )
  return (
    <>
      <ErrorNotice error={flow.error} provider={provider} now={now} />
      <Notice
        tone="warn"
        title={stoppedMessages.title}
        actions={
          <Button size="small" icon="attention" onPress={() => openDialog({ kind: 'attention' })}>
            {stoppedMessages.showOpen}
          </Button>
        }
      >
        {stoppedMessages.detail}
      </Notice>
    </>
  )
}
