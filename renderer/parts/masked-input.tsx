/**
 * One line for what nobody should read over a shoulder: masked until its button is pressed, and left alone by helpers that write along.
 *
 * SECURITY: the text field around it would keep what is typed in React's state, and write it back after the input was emptied. So the input
 * gets neither its value nor its listener.
 */
import type { ReactNode, Ref } from 'react'
import {
  Button as PressArea,
  Input,
  InputContext,
  useSlottedContext,
  type InputProps,
} from 'react-aria-components'
import { maskedMessages } from '../messages/parts-messages.ts'
import { Icon } from './icon.tsx'

interface Props extends Pick<InputProps, 'placeholder' | 'onPaste' | 'onInput'> {
  /** Of the field around it. */
  readonly label: string
  readonly isShown: boolean
  readonly onShow: (isShown: boolean) => void
  readonly ref: Ref<HTMLInputElement>
}

export function MaskedInput({ label, isShown, onShow, ref, ...input }: Props) {
  return (
    <span className="secret-input">
      <Uncontrolled>
        <Input
          ref={ref}
          type={isShown ? 'text' : 'password'}
          className="input mono"
          data-secret=""
          autoCorrect="off"
          autoCapitalize="off"
          {...input}
        />
      </Uncontrolled>
      <PressArea
        slot={null}
        className="button quiet icon-only small"
        aria-label={isShown ? maskedMessages.hide(label) : maskedMessages.show(label)}
        aria-pressed={isShown}
        onPress={() => onShow(!isShown)}
      >
        <Icon of={isShown ? 'hide' : 'reveal'} />
      </PressArea>
    </span>
  )
}

/** Hands on what the field says of its input, but for the value. */
function Uncontrolled({ children }: { readonly children: ReactNode }) {
  const context = useSlottedContext(InputContext)
  return <InputContext value={{ ...context, value: undefined, onChange: undefined }}>{children}</InputContext>
}
