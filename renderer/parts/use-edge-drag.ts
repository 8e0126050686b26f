/** Handles dragging an edge to change a width: reports the width during the drag and saves it on release. */
import { useRef, type HTMLAttributes, type PointerEvent } from 'react'

interface Drag {
  /** The width before the drag, in pixels. */
  readonly widthPx: number
  /** Limits a width to its bounds. */
  readonly within: (widthPx: number) => number
  /** Called during the drag; called with `undefined` at its end. */
  readonly onDrag: (widthPx: number | undefined) => void
  readonly onSave: (widthPx: number) => void
}

/** The direction in which a drag widens: -1 in right-to-left text, where the edge is on the left side, else 1. */
export const signOf = (element: Element) => (getComputedStyle(element).direction === 'rtl' ? -1 : 1)

type Handlers = Pick<
  HTMLAttributes<HTMLElement>,
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'
>

export function useEdgeDrag({ widthPx, within, onDrag, onSave }: Drag): Handlers {
  const start = useRef<{ readonly x: number; readonly widthPx: number }>(undefined)
  const widthAt = ({ clientX, currentTarget }: PointerEvent) => {
    const { x = clientX, widthPx: from = widthPx } = start.current ?? {}
    return within(from + signOf(currentTarget) * (clientX - x))
  }
  const letGo = () => {
    start.current = undefined
    onDrag(undefined)
  }
  return {
    onPointerDown(event) {
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, widthPx }
    },
    onPointerMove(event) {
      if (start.current !== undefined) onDrag(widthAt(event))
    },
    onPointerUp(event) {
      if (start.current !== undefined) onSave(widthAt(event))
      letGo()
    },
    onPointerCancel: letGo,
  }
}
