/**
 * A text edited in place: Enter and losing the focus save it, Escape restores it, and a second Escape leaves the field. A long text is shown in full,
 * on as many lines of the screen as it needs.
 */
import { meantKey } from './key-press.ts'
import { useRef, useState } from 'react'
import type { Result } from '../../shared/contract/errors.ts'
import { fieldWords, sentence } from '../messages/errors.ts'
import { Field } from './field.tsx'

interface Props {
  readonly label: string
  readonly value: string
  readonly onSave: (text: string) => Promise<Result<unknown>>
  readonly placeholder?: string
  readonly mono?: boolean
  /** Lets the text have several lines. Enter then breaks the line, and Ctrl+Enter saves. */
  readonly rows?: number
}

export function InlineText({ label, value, onSave, placeholder, mono = false, rows }: Props) {
  const [draft, setDraft] = useState<string>()
  const [error, setError] = useState<string>()
  // Chromium's undo reverts the last typed text even after the focus has moved. A field that lost the focus is mounted again, which clears that.
  const [life, setLife] = useState(0)
  const wasChanged = useRef(false)

  const save = async () => {
    if (draft === undefined) return
    if (draft === value) {
      setDraft(undefined)
      return
    }
    const result = await onSave(draft)
    if (result.ok) {
      setDraft(undefined)
      setError(undefined)
    } else {
      // The typed text stays, so that the user can correct it.
      setError(
        result.error.kind === 'invalid'
          ? fieldWords(result.error.why, result.error.field)
          : sentence(result.error).title,
      )
    }
  }

  return (
    <div className="inline-text">
      <Field
        key={life}
        label={label}
        value={draft ?? value}
        error={error}
        placeholder={placeholder}
        mono={mono}
        rows={rows ?? 1}
        autoComplete="off"
        spellCheck="false"
        onChange={(text) => {
          wasChanged.current = true
          setDraft(rows === undefined ? text.replaceAll(/[\r\n]+/g, '') : text)
        }}
        onBlur={({ target }) => {
          void save()
          // When the whole window loses the focus, the field remains the active element.
          if (!wasChanged.current || document.activeElement === target) return
          wasChanged.current = false
          setLife((last) => last + 1)
        }}
        onKeyDown={(event) => {
          const key = meantKey(event.nativeEvent)
          if (key === 'Escape') {
            if (draft === undefined && event.target instanceof HTMLElement) event.target.blur()
            setDraft(undefined)
            setError(undefined)
          } else if (key === 'Enter' && (rows === undefined || event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            void save()
          } else event.continuePropagation()
        }}
      />
    </div>
  )
}
