/** A form that stands in the panel. Its first control takes the keyboard; Escape ends the form alone, and leaves the panel open. */
import { useEffect, useRef, type ReactNode } from 'react'
import { meantKey } from './key-press.ts'

interface Props {
  /** Ends it without saving. */
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
        // What a list that a control opened does not use comes by here, too.
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
