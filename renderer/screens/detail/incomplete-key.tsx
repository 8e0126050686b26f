/** The notice of a new key that its provider has not completed, with another attempt and a dismissal. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { errorOf, sentence } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { call } from '../../vault/bridge.ts'
import { useProvider } from '../../vault/store.ts'
import { toast, toastError } from '../../vault/toasts.ts'
import { incompleteMessages } from './detail-messages.ts'

export function IncompleteKey({ row: { incomplete, name, provider: id } }: { readonly row: KeyRow }) {
  const provider = useProvider(id)?.name
  const again = useTask()
  const dismissal = useTask()
  if (incomplete === undefined) return null
  const { operation, error } = incomplete
  const { detail } = sentence(errorOf(error), { provider })

  const tryAgain = () =>
    void again.run(
      () => call('operation:resume', { operation }),
      (outcome) => {
        if (outcome.outcome !== 'stored') return
        if (outcome.unfinished !== undefined) toastError(errorOf(outcome.unfinished), { provider })
        else toast({ tone: 'good', text: incompleteMessages.completed, about: name })
      },
    )

  const failure = again.error ?? dismissal.error
  return (
    <>
      <Notice
        tone="warn"
        title={incompleteMessages.title(provider)}
        actions={
          <>
            <Button
              size="small"
              isPending={again.isRunning}
              isDisabled={dismissal.isRunning}
              aria-label={incompleteMessages.labelOf(commonMessages.tryAgain, name)}
              onPress={tryAgain}
            >
              {commonMessages.tryAgain}
            </Button>
            <Button
              size="small"
              looks="quiet"
              isPending={dismissal.isRunning}
              isDisabled={again.isRunning}
              aria-label={incompleteMessages.labelOf(commonMessages.dismiss, name)}
              onPress={() => void dismissal.run(() => call('operation:close', { operation }))}
            >
              {commonMessages.dismiss}
            </Button>
          </>
        }
      >
        {detail} {incompleteMessages.next(provider)}
      </Notice>
      {failure !== undefined && <ErrorNotice error={failure} provider={provider} />}
    </>
  )
}
