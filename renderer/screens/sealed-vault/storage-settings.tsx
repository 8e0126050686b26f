/** The sealed vault in the settings: lock it, change its passphrase, move secrets to it or back, continue a move that was interrupted. */
import { useRef, useState } from 'react'
import type { SecretPlace, SecretStorage } from '../../../shared/contract/sealed-vault.ts'
import { openDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { toast } from '../../vault/toasts.ts'
import { PassphraseFields, usePassphrase } from './new-passphrase.tsx'
import { storageMessages, unfinishedWords, unlockMessages } from './sealed-vault-messages.ts'
import { useSecretStorage } from './use-secret-storage.ts'

const move = (to: SecretPlace) => openDialog({ kind: 'move-secrets', to })

export function StorageSettings() {
  const storage = useSecretStorage()
  const [isChanging, setChanging] = useState(false)
  if (storage?.isOffered !== true) return null
  if (isChanging) return <ChangePassphrase onEnd={() => setChanging(false)} />
  return (
    <>
      <Unfinished storage={storage} />
      <div className="row">
        {storage.uses === 'sealed-vault' && (
          <>
            {storage.sealedVault === 'open' && (
              <Button icon="locked" onPress={() => void call('sealed-vault:lock')}>
                {storageMessages.lock}
              </Button>
            )}
            <Button onPress={() => setChanging(true)}>{storageMessages.change}</Button>
          </>
        )}
        {storage.move === undefined && <MoveAway uses={storage.uses} />}
      </div>
    </>
  )
}

function MoveAway({ uses }: Pick<SecretStorage, 'uses'>) {
  const to = uses === 'keychain' ? 'sealed-vault' : 'keychain'
  return <Button onPress={() => move(to)}>{storageMessages.move[to]}</Button>
}

function Unfinished({ storage }: { readonly storage: SecretStorage }) {
  const words = unfinishedWords(storage)
  const to = storage.move?.to
  if (words === undefined || to === undefined) return null
  return (
    <Notice
      tone="warn"
      title={words}
      actions={
        <Button size="small" onPress={() => move(to)}>
          {storageMessages.continue}
        </Button>
      }
    />
  )
}

function ChangePassphrase({ onEnd }: { readonly onEnd: () => void }) {
  const old = useRef<PassphraseHandle>(null)
  const next = usePassphrase(true)
  const task = useTask()
  const send = () => {
    const before = old.current?.read() ?? ''
    const typed = next.take()
    if (typed === undefined) return
    old.current?.empty()
    void task.run(
      () => call('sealed-vault:change', { passphrase: before, next: typed }),
      () => {
        toast({ tone: 'good', text: storageMessages.changed })
        onEnd()
      },
    )
  }
  return (
    <SentForm onSend={send}>
      <PassphraseField label={unlockMessages.passphrase} ref={old} />
      <PassphraseFields passphrase={next} isNew isDisabled={task.isRunning} />
      {task.error !== undefined && <ErrorNotice error={task.error} />}
      <div className="row">
        <Button onPress={onEnd} isDisabled={task.isRunning}>
          {commonMessages.cancel}
        </Button>
        <Button looks="primary" isPending={task.isRunning} onPress={send}>
          {storageMessages.changeConfirm}
        </Button>
      </div>
    </SentForm>
  )
}
