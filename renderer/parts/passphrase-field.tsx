/**
 * Where a passphrase is typed. Uncontrolled.
 *
 * SECURITY: the value lives in the input element alone; it is read when the form is sent, and emptied then.
 */
import { useImperativeHandle, useRef, useState, type Ref } from 'react'
import { FieldError, Label, Text, TextField } from 'react-aria-components'
import { MaskedInput } from './masked-input.tsx'

export interface PassphraseHandle {
  /** What is there now; `''` while nothing has been typed. */
  read(): string
  empty(): void
  focus(): void
}

interface Props {
  readonly label: string
  readonly help?: string
  readonly error?: string | undefined
  readonly autoFocus?: boolean
  readonly isDisabled?: boolean
  readonly ref: Ref<PassphraseHandle>
}

export function PassphraseField({ label, help, error, autoFocus = false, isDisabled = false, ref }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [isShown, setIsShown] = useState(false)
  useImperativeHandle(ref, () => ({
    read: () => input.current?.value ?? '',
    empty() {
      if (input.current !== null) input.current.value = ''
      setIsShown(false)
    },
    focus: () => input.current?.focus(),
  }))
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
      <MaskedInput ref={input} label={label} isShown={isShown} onShow={setIsShown} />
      {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
      {error === undefined && help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
    </TextField>
  )
}
