/** A form inside the panel. Its first control gets the focus. Escape closes only the form and leaves the panel open. */
import { useEffect, useRef, type ReactNode } from 'react'
import { meantKey } from './key-press.ts'

interface Props {
  /** Closes the form without saving. */
  readonly onEnd: () => void
  readonly children: ReactNode
}

export function PanelForm({ onEnd, children }: Props) {
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:checked, input, button')?.focus()
  }, [])
  return (
    <div
      ref={form}
      className="form"
      onKeyDown={(event) => {
        // Presses in a pop-up list that a control opened also bubble to this handler. They do not close the form.
        const isHere = event.target instanceof Node && event.currentTarget.contains(event.target)
        if (meantKey(event.nativeEvent) !== 'Escape' || !isHere) return
        event.stopPropagation()
        onEnd()
      }}
    >
      {children}
    </div>
  )
}
