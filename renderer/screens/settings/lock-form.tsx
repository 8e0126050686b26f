/** Sets, changes or turns off the app lock. A new passphrase must be typed twice. No typed passphrase stays in the page. */
import { useRef, useState, type RefObject } from 'react'
import type { Result } from '../../../shared/contract/errors.ts'
import { findPassphraseProblem } from '../../../shared/model/passphrase.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { LOCK_ACTIONS, lockFormMessages, PASSPHRASE_PROBLEMS } from './lock-form-messages.ts'

export type LockAction = 'set' | 'change' | 'turn-off'

interface Asks {
  readonly asksOld: boolean
  readonly asksNew: boolean
}

const ASKS: Record<LockAction, Asks> = {
  set: { asksOld: false, asksNew: true },
  change: { asksOld: true, asksNew: true },
  'turn-off': { asksOld: true, asksNew: false },
}

const textIn = (field: RefObject<PassphraseHandle | null>): string => field.current?.read() ?? ''

export function LockForm({ action, onEnd }: { readonly action: LockAction; readonly onEnd: () => void }) {
  const old = useRef<PassphraseHandle>(null)
  const next = useRef<PassphraseHandle>(null)
  const again = useRef<PassphraseHandle>(null)
  const [problem, setProblem] = useState<string>()
  const task = useTask()
  const now = useVault((state) => state.now)
  const { confirm, done } = LOCK_ACTIONS[action]

  const send = () => {
    const typed = { old: textIn(old), next: textIn(next) }
    const found = ASKS[action].asksNew ? problemOf(typed.next, textIn(again)) : undefined
    setProblem(found)
    if (found !== undefined) return
    for (const field of [old, next, again]) field.current?.empty()
    void task.run(
      () => ask(action, typed),
      () => {
        toast({ tone: 'good', text: done })
        onEnd()
      },
    )
  }
  return (
    <SentForm onSend={send}>
      <Fields asks={ASKS[action]} {...{ old, next, again, problem }} />
      {task.error !== undefined && <ErrorNotice error={task.error} now={now} />}
      <div className="row">
        <Button onPress={onEnd} isDisabled={task.isRunning}>
          {commonMessages.cancel}
        </Button>
        <Button looks="primary" isPending={task.isRunning} onPress={send}>
          {confirm}
        </Button>
      </div>
    </SentForm>
  )
}

interface FieldsProps extends Readonly<Record<'old' | 'next' | 'again', RefObject<PassphraseHandle | null>>> {
  readonly asks: Asks
  readonly problem: string | undefined
}

function Fields({ asks: { asksOld, asksNew }, old, next, again, problem }: FieldsProps) {
  return (
    <>
      {asksOld && <PassphraseField label={lockFormMessages.old} ref={old} autoFocus />}
      {asksNew && (
        <>
          <PassphraseField
            label={lockFormMessages.next}
            ref={next}
            autoFocus={!asksOld}
            help={lockFormMessages.nextHelp}
            error={problem}
            isNew
          />
          <PassphraseField label={lockFormMessages.again} ref={again} />
        </>
      )}
    </>
  )
}

/** Says why a new passphrase is not accepted; `undefined` if it is. */
export function problemOf(next: string, again: string): string | undefined {
  const problem = findPassphraseProblem(next)
  if (problem !== undefined) return PASSPHRASE_PROBLEMS[problem]
  return next === again ? undefined : lockFormMessages.mismatch
}

function ask(
  action: LockAction,
  typed: { readonly old: string; readonly next: string },
): Promise<Result<void>> {
  switch (action) {
    case 'set':
      return call('lock:set', { passphrase: typed.next })
    case 'change':
      return call('lock:change', { passphrase: typed.old, next: typed.next })
    case 'turn-off':
      return call('lock:turn-off', { passphrase: typed.old })
  }
}
