/**
 * Whether somebody typed into the text fields below an element. What a field held is compared with what it held when it was first focused.
 *
 * SECURITY: of a secret field nothing is remembered but that it was empty.
 */
import { useRef, type FocusEvent } from 'react'

type TextControl = HTMLInputElement | HTMLTextAreaElement

/** They choose or search; what stands in them is no loss. */
const NOT_TYPED = new Set(['checkbox', 'radio', 'search', 'hidden', 'submit', 'button'])

function isTyped(target: EventTarget): target is TextControl {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !NOT_TYPED.has(target.type) && target.role !== 'combobox'
}

export function useTyped() {
  const met = useRef(new Map<TextControl, string>())
  return {
    /** Put it on the element. */
    onFocusCapture: ({ target }: FocusEvent) => {
      if (!isTyped(target) || met.current.has(target)) return
      met.current.set(target, 'secret' in target.dataset ? '' : target.value)
    },
    /** Fields that are gone do not count. */
    isAny: () => [...met.current].some(([field, before]) => field.isConnected && field.value !== before),
  }
}
