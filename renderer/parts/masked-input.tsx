/** One line for what nobody should read over a shoulder: masked until its button is pressed, and left alone by helpers that write along. */
import type { Ref } from 'react'
import { Button as PressArea, Input, type InputProps } from 'react-aria-components'
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
      <Input
        ref={ref}
        type={isShown ? 'text' : 'password'}
        className="input mono"
        data-secret=""
        autoCorrect="off"
        autoCapitalize="off"
        {...input}
      />
      <PressArea
        slot={null}
        className="button quiet icon-only small"
        aria-label={isShown ? `Hide ${label}` : `Show ${label}`}
        aria-pressed={isShown}
        onPress={() => onShow(!isShown)}
      >
        <Icon of={isShown ? 'hide' : 'reveal'} />
      </PressArea>
    </span>
  )
}
