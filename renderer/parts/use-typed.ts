/**
 * Detects whether the user typed into the text fields inside an element. Compares each field's text with its text at the first focus.
 *
 * SECURITY: for a secret field no text is stored; the field counts as empty at the first focus.
 */
import { useRef, type FocusEvent } from 'react'

type TextControl = HTMLInputElement | HTMLTextAreaElement

/** Types of inputs that choose or search. Losing their contents does no harm. */
const NOT_TYPED = new Set(['checkbox', 'radio', 'search', 'hidden', 'submit', 'button'])

function isTyped(target: EventTarget): target is TextControl {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !NOT_TYPED.has(target.type) && target.role !== 'combobox'
}

export function useTyped() {
  const met = useRef(new Map<TextControl, string>())
  return {
    /** The handler to put on the element. */
    onFocusCapture: ({ target }: FocusEvent) => {
      if (!isTyped(target) || met.current.has(target)) return
      met.current.set(target, 'secret' in target.dataset ? '' : target.value)
    },
    /** Whether any field has changed. Removed fields do not count. */
    isAny: () => [...met.current].some(([field, before]) => field.isConnected && field.value !== before),
  }
}
