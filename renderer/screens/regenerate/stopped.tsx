/** Explains an operation that did not begin, that was rejected, or whose call failed: what that means for the key. */
import type { AppError } from '../../../shared/contract/errors.ts'
import type { RejectedOutcome } from '../../../shared/model/operation.ts'
import { openDialog } from '../../app/page-actions.ts'
import { errorOf } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { useVault } from '../../vault/store.ts'
import type { Flow } from './flow.ts'
import type { OutcomeFacts } from './outcome-context.ts'
import { useOutcomeWords } from './outcome-panel.tsx'
import { stoppedMessages } from './regenerate-messages.ts'

interface Props {
  readonly flow: Flow
  readonly facts: OutcomeFacts
}

/** Marks a provider error of the preflight as `not-sent`: the request that changes something was never sent. */
const beforeTheRequest = (error: AppError): AppError =>
  error.kind === 'provider' ? { ...error, outcome: 'not-sent' } : error

export function Stopped({ flow, facts }: Props) {
  const now = useVault((state) => state.now)
  const { provider } = facts
  if (flow.state === 'rejected') return <Rejected outcome={flow.outcome} facts={facts} />
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

/** Says first that nothing has changed, then why. */
function Rejected({ outcome, facts }: { readonly outcome: RejectedOutcome; readonly facts: OutcomeFacts }) {
  const now = useVault((state) => state.now)
  const { title, certain } = useOutcomeWords({ outcome, facts })
  return (
    <InView>
      <div className="rejected">
        <Notice tone="bad" title={title}>
          {certain.join(' ')}
        </Notice>
        <ErrorNotice error={errorOf(outcome.error)} provider={facts.provider} now={now} tone="warn" />
      </div>
    </InView>
  )
}
