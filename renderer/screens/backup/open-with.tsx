/** The fields that open a backup: its passphrase, or an age identity. The typed text is sent once, and the field is emptied. */
import { useRef, useState } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { Segments } from '../../parts/segments.tsx'
import { openMessages } from './backup-messages.ts'
import { identitiesOf } from './recipients.ts'

type With = Input<'restore:open'>['with']
type Way = With['kind']

export function useOpenWith(first: Way = 'passphrase') {
  const [way, setWay] = useState<Way>(first)
  const field = useRef<PassphraseHandle>(null)
  return {
    way,
    setWay,
    field,
    /** Returns the typed text, or `undefined` if there is none. Empties the field. */
    take(): With | undefined {
      const typed = field.current?.read() ?? ''
      if (typed === '') {
        field.current?.focus()
        return undefined
      }
      field.current?.empty()
      return way === 'passphrase'
        ? { kind: way, passphrase: typed }
        : { kind: way, text: identitiesOf(typed) }
    },
    /** Fills the field again after the user has closed the file dialog. */
    putBack: (using: With) =>
      field.current?.putBack(using.kind === 'passphrase' ? using.passphrase : using.text),
  }
}

interface Props {
  readonly openWith: Pick<ReturnType<typeof useOpenWith>, 'way' | 'setWay' | 'field'>
  readonly isDisabled: boolean
}

export function OpenWithFields({ openWith: { way, setWay, field }, isDisabled }: Props) {
  return (
    <>
      <Segments label={openMessages.openWith} choices={openMessages.ways} value={way} onChange={setWay} />
      {way === 'passphrase' ? (
        <PassphraseField
          key={way}
          ref={field}
          label={openMessages.passphrase}
          isDisabled={isDisabled}
          autoFocus
        />
      ) : (
        <PassphraseField
          key={way}
          ref={field}
          label={openMessages.identity}
          help={openMessages.identityHelp}
          isDisabled={isDisabled}
          autoFocus
        />
      )}
    </>
  )
}
