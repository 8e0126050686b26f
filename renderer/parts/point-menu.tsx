/** A context menu at a given point of the window. */
import { useRef } from 'react'
import { createPortal } from 'react-dom'
import { Popover } from 'react-aria-components'
import { MenuItems, type MenuEntry } from './menu.tsx'

interface Props {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** The point in the window, in pixels. */
  readonly x: number
  readonly y: number
  readonly onClose: () => void
}

export function PointMenu({ label, entries, x, y, onClose }: Props) {
  const point = useRef<HTMLSpanElement>(null)
  return (
    <>
      {/* In the body: inside an element with layout containment, a fixed position would be relative to that element. */}
      {createPortal(
        <span
          ref={point}
          className="menu-point"
          // Keeps the menu inside a window that shrinks.
          style={{ left: `min(${x}px, 100vw - 1px)`, top: `min(${y}px, 100vh - 1px)` }}
          aria-hidden="true"
        />,
        document.body,
      )}
      <Popover
        className="popover"
        aria-label={label}
        triggerRef={point}
        placement="bottom start"
        offset={2}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose()
        }}
      >
        <MenuItems label={label} entries={entries} onClose={onClose} />
      </Popover>
    </>
  )
}
