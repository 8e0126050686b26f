/** A tooltip over one focusable child, with the equivalent shortcut. */
import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'

interface Props {
  readonly text: string
  readonly shortcut?: string
  readonly children: ReactElement
}

export function Hint({ text, shortcut, children }: Props) {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      {children}
      <Tooltip className="hint" offset={6}>
        {text}
        {shortcut !== undefined && <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
