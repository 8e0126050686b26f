/** A form that Enter submits from any of its fields, without a visible button inside, because dialogs have their buttons in the footer. */
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
      {/* Browsers submit on Enter only if the form has a submit button or a single field. */}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  )
}
