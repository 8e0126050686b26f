/**
 * Buttons. `primary` is for a screen's main action, `danger` for a destructive one, `quiet` for one that should not attract attention,
 * and `plain` for all others. A button with only an icon always has a label, which is also its tooltip.
 */
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { Hint } from './hint.tsx'

type Looks = 'primary' | 'plain' | 'quiet' | 'danger'

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'style'> {
  readonly looks?: Looks
  readonly icon?: IconName
  readonly size?: 'small' | 'normal'
  readonly children: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

/**
 * `isPending` keeps the focus, shows the spinner and ignores presses. React Aria's own `isPending` is not used: it announces through
 * an element that outlives a button that is removed while pending, and that element then has no name.
 */
export function Button(props: Props) {
  const { looks = 'plain', icon, size = 'normal', children, ref, isPending = false, onPress, ...rest } = props
  return (
    <AriaButton
      {...rest}
      {...(ref && { ref })}
      {...(isPending ? { 'aria-disabled': true } : onPress && { onPress })}
      className={`button ${looks} ${size}`}
    >
      <Sign icon={icon} isPending={isPending} />
      <span className="cut">{children}</span>
    </AriaButton>
  )
}

function Sign({ icon, isPending }: { readonly icon: IconName | undefined; readonly isPending: boolean }) {
  if (isPending) return <Icon of="working" className="turning" />
  return icon === undefined ? null : <Icon of={icon} />
}

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  readonly label: string
  readonly icon: IconName
  readonly size?: 'small' | 'normal'
  /** The equivalent key, shown in the tooltip. */
  readonly shortcut?: string
  readonly turning?: boolean
  readonly filled?: boolean
}

export function IconButton({
  label,
  icon,
  size = 'normal',
  shortcut,
  turning,
  filled,
  ...rest
}: IconButtonProps) {
  const classes = `${turning ? 'turning' : ''} ${filled ? 'filled' : ''}`
  return (
    <Hint text={label} {...(shortcut !== undefined && { shortcut })}>
      <AriaButton {...rest} aria-label={label} className={`button quiet icon-only ${size}`}>
        <Icon of={icon} className={classes} />
      </AriaButton>
    </Hint>
  )
}
