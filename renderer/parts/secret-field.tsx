/**
 * A field for a secret: the user types it, or leaves it on the clipboard for the main process to read. Uncontrolled.
 *
 * SECURITY: the value exists only in the input element, never in React's state and never in the store. It is read when the form is sent.
 * The input is emptied after the main process has accepted the value, and when the form closes.
 */
import {
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type Ref,
} from 'react'
import { Label, TextField } from 'react-aria-components'
import type { SecretInput } from '../../shared/contract/secret-input.ts'
import { shapeOf } from '../../shared/shapes/match-shape.ts'
import type { KeyShape } from '../../shared/shapes/shape.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { secretFieldMessages } from '../messages/parts-messages.ts'
import { Button } from './button.tsx'
import { Below } from './field.tsx'
import { secretAsTyped } from './form-values.ts'
import { Icon } from './icon.tsx'
import { MaskedInput } from './masked-input.tsx'

export interface SecretHandle {
  /** The present input; `undefined` while the field is empty. */
  read(): SecretInput | undefined
  /** Empties the field. */
  empty(): void
  focus(): void
}

interface Props {
  readonly label: string
  readonly help?: string | undefined
  readonly placeholder?: string | undefined
  readonly error?: string | undefined
  readonly autoFocus?: boolean
  readonly isRequired?: boolean
  /** The initial source of the secret; typed by default. A secret on the clipboard stays there, and main reads it. */
  readonly startsFrom?: SecretInput['from']
  /** The main button's label, which the message names when the clipboard is used instead of typing. */
  readonly sendWords: string
  readonly onChange?: (() => void) | undefined
  /** Called after each change with the kind of key that the text looks like; `undefined` if Keyhold does not know the kind. */
  readonly onShape?: ((shape: KeyShape | undefined) => void) | undefined
  readonly ref: Ref<SecretHandle>
}

interface FromClipboardProps extends Pick<Props, 'label' | 'error' | 'sendWords'> {
  readonly switcher: Ref<HTMLButtonElement>
  readonly onType: () => void
}

function FromClipboard({ label, error, sendWords, switcher, onType }: FromClipboardProps) {
  const id = useId()
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span className="field-label" id={id}>
        {label}
      </span>
      <div className="from-clipboard">
        <Icon of="paste" />
        <span className="soft">{secretFieldMessages.fromClipboard(sendWords)}</span>
        <Button size="small" looks="quiet" ref={switcher} onPress={onType}>
          {secretFieldMessages.type}
        </Button>
      </div>
      {error !== undefined && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

export function SecretField({
  label,
  help,
  placeholder,
  error,
  autoFocus = false,
  isRequired = true,
  startsFrom = 'typed',
  sendWords,
  onChange,
  onShape,
  ref,
}: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [from, setFrom] = useState(startsFrom)
  const [isShown, setIsShown] = useState(false)
  const [isSeveralLines, setIsSeveralLines] = useState(false)
  const [hasOuterSpace, setHasOuterSpace] = useState(false)
  const switcher = useRef<HTMLButtonElement>(null)

  useImperativeHandle(ref, () => ({
    read() {
      if (from === 'clipboard') return { from }
      const text = secretAsTyped(input.current?.value ?? '')
      return text === '' ? undefined : { from, text }
    },
    empty() {
      if (input.current !== null) input.current.value = ''
      setIsShown(false)
      setHasOuterSpace(false)
    },
    focus() {
      const target = input.current ?? switcher.current
      target?.focus()
    },
  }))

  // An input that has left the page would keep its value until the browser frees it.
  useLayoutEffect(() => {
    const field = input.current
    return () => {
      if (field !== null) field.value = ''
    }
  }, [from])

  const refuseLines = (event: ClipboardEvent<HTMLInputElement>) => {
    // An input would silently drop the line breaks, and so store a different secret from the one that was copied.
    const isSeveral = secretAsTyped(event.clipboardData.getData('text/plain')).includes('\n')
    if (isSeveral) event.preventDefault()
    setIsSeveralLines(isSeveral)
  }
  const turnTo = (source: SecretInput['from']) => {
    setFrom(source)
    setIsSeveralLines(false)
    setIsShown(false)
    onChange?.()
    onShape?.(undefined)
  }
  const problem = isSeveralLines ? secretFieldMessages.severalLines : error

  if (from === 'clipboard')
    return <FromClipboard {...{ label, error, sendWords, switcher }} onType={() => turnTo('typed')} />

  return (
    <TextField
      className="field"
      isRequired={isRequired}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
      autoFocus={autoFocus}
    >
      <span className="field-label-line">
        <Label className="field-label">
          {label}
          {isRequired && <span className="field-mark"> {commonMessages.required}</span>}
        </Label>
        <Button size="small" looks="quiet" ref={switcher} onPress={() => turnTo('clipboard')}>
          {secretFieldMessages.paste}
        </Button>
      </span>
      <MaskedInput
        ref={input}
        label={label}
        isShown={isShown}
        onShow={setIsShown}
        {...(placeholder !== undefined && { placeholder })}
        onPaste={refuseLines}
        onInput={({ currentTarget: { value } }) => {
          setIsSeveralLines(false)
          setHasOuterSpace(value !== value.trim())
          onChange?.()
          onShape?.(shapeOf(value))
        }}
      />
      <Below error={problem} help={hasOuterSpace ? secretFieldMessages.outerSpace : help} />
    </TextField>
  )
}
