/** Unlocks the keychain: by the system's prompt, or by the passphrase of a sealed vault. Draws nothing if there is nothing to unlock. */
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { UnlockForm } from '../sealed-vault/unlock-form.tsx'
import { keychainMessages, OFFERS } from './keychain-messages.ts'

export function KeychainOffer({ size }: { readonly size?: 'small' }) {
  const offers = useVault((state) => state.keychain.offers)
  const task = useTask()
  if (offers === undefined) return null
  if (offers === 'passphrase') return <UnlockForm />
  return (
    <>
      <span className="row">
        <Button
          {...(size !== undefined && { size })}
          icon={offers === 'unlock' ? 'locked' : 'add'}
          isPending={task.isRunning}
          onPress={() => void task.run(() => call(`keychain:${offers}`))}
        >
          {OFFERS[offers]}
        </Button>
        {task.isRunning && (
          <span className="faint" role="status">
            {keychainMessages.answerPrompt}
          </span>
        )}
      </span>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </>
  )
}
