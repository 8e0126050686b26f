/** Where the keyboard begins in something that has just opened: at its first field, else at its safest button. */
import { useEffect, type RefObject } from 'react'

const FIELD =
  '.dialog-body :is(input:checked, input:not([type="radio"], [type="hidden"]), textarea, button.select):not(:disabled, [aria-hidden="true"] *)'
/** Buttons that leave everything as it is stand first. */
const SAFEST = '.dialog-foot button:not(:disabled)'
const CLOSE = '.dialog-head button:not(:disabled)'

/** A part that asks for the focus itself (`autoFocus`) keeps it. What closed before gives it back a frame later, so it is taken again then. */
export function useFirstFocus(dialog: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const take = () => {
      const inside = dialog.current
      const focused = document.activeElement
      if (inside === null || (focused !== inside && inside.contains(focused))) return
      const first = [FIELD, SAFEST, CLOSE].map((place) => inside.querySelector<HTMLElement>(place))
      first.find((found) => found !== null)?.focus()
    }
    let frame = requestAnimationFrame(() => {
      take()
      frame = requestAnimationFrame(take)
    })
    return () => cancelAnimationFrame(frame)
  }, [dialog])
}
