/** Sets, changes or turns off the app lock. What is typed twice must be the same; nothing typed stays in the page. */
import { useRef, useState, type RefObject } from 'react'
import type { Result } from '../../../shared/contract/errors.ts'
import {
  findPassphraseProblem,
  MIN_PASSPHRASE,
  type PassphraseProblem,
} from '../../../shared/model/passphrase.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'

export type LockAct = 'set' | 'change' | 'turn-off'

interface Words {
  readonly button: string
  readonly done: string
  readonly asksOld: boolean
  readonly asksNew: boolean
}

const WORDS: Record<LockAct, Words> = {
  set: { button: 'Set the passphrase', done: 'The lock is set', asksOld: false, asksNew: true },
  change: {
    button: 'Change the passphrase',
    done: 'The passphrase was changed',
    asksOld: true,
    asksNew: true,
  },
  'turn-off': { button: 'Turn the lock off', done: 'The lock is off', asksOld: true, asksNew: false },
}

const NEW_HELP = `At least ${MIN_PASSPHRASE} characters. Use several random words.`

const textIn = (field: RefObject<PassphraseHandle | null>): string => field.current?.read() ?? ''

export function LockForm({ act, onEnd }: { readonly act: LockAct; readonly onEnd: () => void }) {
  const old = useRef<PassphraseHandle>(null)
  const next = useRef<PassphraseHandle>(null)
  const again = useRef<PassphraseHandle>(null)
  const [problem, setProblem] = useState<string>()
  const task = useTask()
  const now = useVault((state) => state.now)
  const { button, done, asksNew } = WORDS[act]

  const send = () => {
    const typed = { old: textIn(old), next: textIn(next) }
    const found = asksNew ? problemOf(typed.next, textIn(again)) : undefined
    setProblem(found)
    if (found !== undefined) return
    for (const field of [old, next, again]) field.current?.empty()
    void task.run(
      () => ask(act, typed),
      () => {
        toast({ tone: 'good', text: done })
        onEnd()
      },
    )
  }
  return (
    <SentForm onSend={send}>
      <Fields words={WORDS[act]} {...{ old, next, again, problem }} />
      {task.error !== undefined && <ErrorNotice error={task.error} now={now} />}
      <div className="row">
        <Button onPress={onEnd} isDisabled={task.isRunning}>
          Cancel
        </Button>
        <Button looks="primary" isPending={task.isRunning} onPress={send}>
          {button}
        </Button>
      </div>
    </SentForm>
  )
}

interface FieldsProps extends Readonly<Record<'old' | 'next' | 'again', RefObject<PassphraseHandle | null>>> {
  readonly words: Words
  readonly problem: string | undefined
}

function Fields({ words: { asksOld, asksNew }, old, next, again, problem }: FieldsProps) {
  return (
    <>
      {asksOld && <PassphraseField label="Passphrase now" ref={old} autoFocus />}
      {asksNew && (
        <>
          <PassphraseField
            label="New passphrase"
            ref={next}
            autoFocus={!asksOld}
            help={NEW_HELP}
            error={problem}
            isNew
          />
          <PassphraseField label="New passphrase again" ref={again} />
        </>
      )}
    </>
  )
}

const PROBLEMS: Record<PassphraseProblem, string> = {
  'too-short': `Use at least ${MIN_PASSPHRASE} characters.`,
  'too-simple': 'Use more different characters.',
}

/** Why a new passphrase is not taken. */
export function problemOf(next: string, again: string): string | undefined {
  const problem = findPassphraseProblem(next)
  if (problem !== undefined) return PROBLEMS[problem]
  return next === again ? undefined : 'Passphrases don’t match.'
}

function ask(act: LockAct, typed: { readonly old: string; readonly next: string }): Promise<Result<void>> {
  switch (act) {
    case 'set':
      return call('lock:set', { passphrase: typed.next })
    case 'change':
      return call('lock:change', { passphrase: typed.old, next: typed.next })
    case 'turn-off':
      return call('lock:turn-off', { passphrase: typed.old })
  }
}
