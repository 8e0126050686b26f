/** The fields for the sealed vault’s passphrase: typed twice for a new vault, once for an existing one. */
import { useRef, useState, type RefObject } from 'react'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { problemOf } from '../settings/lock-form.tsx'
import { lockFormMessages } from '../settings/lock-form-messages.ts'
import { unlockMessages } from './sealed-vault-messages.ts'

interface Passphrase {
  readonly first: RefObject<PassphraseHandle | null>
  readonly again: RefObject<PassphraseHandle | null>
  readonly problem: string | undefined
  /** Returns the typed passphrase and empties the fields; `undefined` if it is not accepted, and the field then shows why. */
  take(): string | undefined
  /** Fills the fields again after the user has closed the file dialog. */
  putBack(typed: string): void
}

export function usePassphrase(isNew: boolean): Passphrase {
  const first = useRef<PassphraseHandle>(null)
  const again = useRef<PassphraseHandle>(null)
  const [problem, setProblem] = useState<string>()
  return {
    first,
    again,
    problem,
    take() {
      const typed = first.current?.read() ?? ''
      const found = isNew ? problemOf(typed, again.current?.read() ?? '') : undefined
      setProblem(found)
      if (found !== undefined || typed === '') return undefined
      for (const field of [first, again]) field.current?.empty()
      return typed
    },
    putBack(typed) {
      for (const field of [first, again]) field.current?.putBack(typed)
    },
  }
}

interface Props {
  readonly passphrase: Pick<Passphrase, 'first' | 'again' | 'problem'>
  readonly isNew: boolean
  readonly isDisabled: boolean
}

export function PassphraseFields({ passphrase: { first, again, problem }, isNew, isDisabled }: Props) {
  if (!isNew)
    return <PassphraseField label={unlockMessages.passphrase} ref={first} isDisabled={isDisabled} autoFocus />
  return (
    <>
      <PassphraseField
        label={lockFormMessages.next}
        ref={first}
        help={lockFormMessages.nextHelp}
        error={problem}
        isDisabled={isDisabled}
        autoFocus
        isNew
      />
      <PassphraseField label={lockFormMessages.again} ref={again} isDisabled={isDisabled} />
    </>
  )
}
