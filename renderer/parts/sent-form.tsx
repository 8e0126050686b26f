/** A form that Enter sends from any of its fields, without a button inside: dialogs have theirs below. */
import type { ReactNode } from 'react'

interface Props {
  readonly onSend: () => void
  readonly children: ReactNode
}

export function SentForm({ onSend, children }: Props) {
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
      {/* Browsers send on Enter only where there is a submit button, or a single field. */}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  )
}
