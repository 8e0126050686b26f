/** The locked app: one field to unlock it, and the steps for a forgotten passphrase. Shows no name of a key or an account. */
import { useRef, useState } from 'react'
import { never } from '../../../shared/contract/errors.ts'
import type { LockView } from '../../../shared/model/lock.ts'
import { call } from '../../vault/bridge.ts'
import { refresh } from '../../vault/connection.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { Ago } from '../../parts/time.tsx'
import { toast } from '../../vault/toasts.ts'
import { Forgotten } from './forgotten.tsx'
import { causeWords, lockMessages, waitWords } from './lock-messages.ts'
import { useTimeLeft } from './use-time-left.ts'

export type LockedView = Extract<LockView, { state: 'locked' }>

/** A locked snapshot always has the `locked` view. With the other views the vault is about to open, so nothing is drawn. */
export function LockScreen({ lock }: { readonly lock: LockView }) {
  switch (lock.state) {
    case 'locked':
      return <Locked lock={lock} />
    case 'open':
    case 'off':
      return null
    default:
      return never(lock)
  }
}

function Locked({ lock }: { readonly lock: LockedView }) {
  const [isForgotten, setIsForgotten] = useState(lock.removal.state !== 'not-asked')
  return (
    <main className="whole-page shut">
      <section className="shut-inside lock-inside" aria-labelledby="lock-title">
        <span className="first-run-sign" aria-hidden="true">
          <Icon of="locked" />
        </span>
        <h1 id="lock-title">{lockMessages.title}</h1>
        <p className="soft">
          {causeWords(lock.by)} <Ago at={lock.since} />
        </p>
        <Unlock lock={lock} />
        {isForgotten ? (
          <Forgotten lock={lock} onKept={() => setIsForgotten(false)} />
        ) : (
          <div>
            <Button looks="quiet" onPress={() => setIsForgotten(true)}>
              {lockMessages.forgotten}
            </Button>
          </div>
        )}
      </section>
    </main>
  )
}

/** Unlocking cancels a pending removal of the lock. The toast is needed because anyone at the machine can request a removal. */
function showRemovalCancelled({ removalCalledOff }: { readonly removalCalledOff: boolean }): void {
  if (removalCalledOff)
    toast({
      tone: 'warn',
      text: lockMessages.removalCancelled,
      detail: lockMessages.removalCancelledDetail,
    })
}

function Unlock({ lock }: { readonly lock: LockedView }) {
  const passphrase = useRef<PassphraseHandle>(null)
  const task = useTask()
  const left = useTimeLeft(lock.retryAt, () => task.forget())
  const mustWait = left > 0
  const send = () => {
    const typed = passphrase.current?.read() ?? ''
    if (typed === '' || mustWait) return
    passphrase.current?.empty()
    void task
      .run(() => call('lock:unlock', { passphrase: typed }), showRemovalCancelled)
      .then(() => {
        void refresh() // reads whether the next try must wait
        passphrase.current?.focus()
      })
  }
  return (
    <SentForm onSend={send}>
      <PassphraseField label={lockMessages.passphrase} ref={passphrase} autoFocus />
      <div className="row">
        <Button looks="primary" icon="key" isPending={task.isRunning} isDisabled={mustWait} onPress={send}>
          {lockMessages.unlock}
        </Button>
        {lock.canAskSystem && (
          <Button
            icon="person"
            onPress={() => void task.run(() => call('lock:unlock-with-system'), showRemovalCancelled)}
          >
            {lockMessages.unlockWithSystem}
          </Button>
        )}
      </div>
      <p className="soft" role="status">
        {mustWait ? lockMessages.mustWait(waitWords(left)) : ''}
      </p>
      {task.error !== undefined && !mustWait && <ErrorNotice error={task.error} />}
    </SentForm>
  )
}
