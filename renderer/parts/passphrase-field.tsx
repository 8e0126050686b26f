/**
 * A field for a passphrase. Uncontrolled.
 *
 * SECURITY: the value exists only in the input element. The form reads it when sent, and empties the input. The value is put back only if the call
 * ended because the user closed a file dialog; until then, the call itself holds it.
 */
import { useImperativeHandle, useRef, useState, type Ref } from 'react'
import { Label, TextField } from 'react-aria-components'
import { estimateStrength, type PassphraseStrength } from '../../shared/model/passphrase.ts'
import { STRENGTH_WORDS } from '../messages/parts-messages.ts'
import { Below } from './field.tsx'
import { MaskedInput } from './masked-input.tsx'

export interface PassphraseHandle {
  /** The present text; `''` while the field is empty. */
  read(): string
  empty(): void
  /** Fills the field again with a text that was read before. */
  putBack(text: string): void
  focus(): void
}

interface Props {
  readonly label: string
  readonly help?: string
  readonly error?: string | undefined
  readonly autoFocus?: boolean
  readonly isDisabled?: boolean
  /** Shows the passphrase's strength while the user types. */
  readonly isNew?: boolean
  readonly ref: Ref<PassphraseHandle>
}

export function PassphraseField(props: Props) {
  const { label, help, error, autoFocus = false, isDisabled = false, isNew = false, ref } = props
  const input = useRef<HTMLInputElement>(null)
  const [isShown, setIsShown] = useState(false)
  /** Only the estimate; the typed text never enters React's state. */
  const [strength, setStrength] = useState<PassphraseStrength>()
  const estimate = (text: string) => setStrength(text === '' ? undefined : estimateStrength(text))
  useImperativeHandle(ref, () => ({
    read: () => input.current?.value ?? '',
    empty() {
      if (input.current !== null) input.current.value = ''
      setIsShown(false)
      setStrength(undefined)
    },
    putBack(text) {
      if (input.current !== null) input.current.value = text
      if (isNew) estimate(text)
    },
    focus: () => input.current?.focus(),
  }))
  const hint = strength === undefined ? help : [STRENGTH_WORDS[strength], help].join(' ').trim()
  return (
    <TextField
      className="field"
      isInvalid={error !== undefined}
      isDisabled={isDisabled}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
      autoFocus={autoFocus}
    >
      <Label className="field-label">{label}</Label>
      <MaskedInput
        ref={input}
        label={label}
        isShown={isShown}
        onShow={setIsShown}
        {...(isNew && { onInput: ({ currentTarget }) => estimate(currentTarget.value) })}
      />
      <Below error={error} help={hint} />
    </TextField>
  )
}
