/**
 * One line of input for secrets: masked until its button is pressed, and without the browser's correction and capitalisation.
 *
 * SECURITY: the surrounding `TextField` would keep the typed text in React's state and write it back after the input was emptied. So the
 * input gets neither the field's value nor its change listener.
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
  /** The label of the surrounding field. */
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

/** Passes the field's input context on, without the value and the change listener. */
function Uncontrolled({ children }: { readonly children: ReactNode }) {
  const context = useSlottedContext(InputContext)
  return <InputContext value={{ ...context, value: undefined, onChange: undefined }}>{children}</InputContext>
}
