/** Sets the initial focus in a dialog that has just opened: its first field, else its safest button. */
import { useEffect, type RefObject } from 'react'

const FIELD =
  '.dialog-body :is(input:checked, input:not([type="radio"], [type="hidden"]), textarea, button.select):not(:disabled, [aria-hidden="true"] *)'
/** The first button in a footer is the one that changes nothing. */
const SAFEST = '.dialog-foot button:not(:disabled)'
const CLOSE = '.dialog-head button:not(:disabled)'

/**
 * An element that takes the focus itself (`autoFocus`) keeps it. A dialog or menu that closed just before returns the focus one frame later,
 * so this hook sets the focus again then.
 */
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
