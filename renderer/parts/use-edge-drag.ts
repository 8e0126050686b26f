/** Dragging an edge that makes something wider or narrower: told while it is dragged, saved where it is let go of. */
import { useRef, type HTMLAttributes, type PointerEvent } from 'react'

interface Drag {
  /** As it is before the drag, in pixels. */
  readonly widthPx: number
  /** Keeps a width within its bounds. */
  readonly within: (widthPx: number) => number
  /** While it is dragged; `undefined` once it is let go of. */
  readonly onDrag: (widthPx: number | undefined) => void
  readonly onSave: (widthPx: number) => void
}

/** Where text runs from the right, an edge lies on the left of what it makes wider. */
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
