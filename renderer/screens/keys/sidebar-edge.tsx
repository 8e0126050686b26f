/** The edge by which the sidebar is made wider or narrower: dragged, or moved by the arrow keys. Its width is remembered. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { NARROWEST_SIDEBAR, WIDEST_SIDEBAR } from '../../../shared/model/list-settings.ts'
import { meantKey } from '../../parts/key-press.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { SIDEBAR_WIDTH } from './sidebar-messages.ts'

interface Props {
  readonly widthPx: number
  /** While it is dragged; `undefined` once it is let go of. */
  readonly onDrag: (widthPx: number | undefined) => void
}

const STEP_PX = 16
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX }

const within = (px: number) => Math.round(Math.min(WIDEST_SIDEBAR, Math.max(NARROWEST_SIDEBAR, px)))
/** Where text runs from the right, the sidebar is on the right and its edge on its left. */
const signOf = (element: Element) => (getComputedStyle(element).direction === 'rtl' ? -1 : 1)
const save = (widthPx: number) => void changeSettings({ sidebarWidth: within(widthPx) })

export function SidebarEdge({ widthPx, onDrag }: Props) {
  const start = useRef<{ readonly x: number; readonly widthPx: number }>(undefined)
  const widthAt = ({ clientX, currentTarget }: PointerEvent) => {
    const { x = clientX, widthPx: from = widthPx } = start.current ?? {}
    return within(from + signOf(currentTarget) * (clientX - x))
  }
  const letGo = () => {
    start.current = undefined
    onDrag(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[meantKey(event.nativeEvent) ?? '']
    if (step === undefined) return
    event.preventDefault()
    save(widthPx + signOf(event.currentTarget) * step)
  }
  return (
    <div
      role="separator"
      aria-label={SIDEBAR_WIDTH}
      aria-orientation="vertical"
      aria-valuenow={widthPx}
      aria-valuemin={NARROWEST_SIDEBAR}
      aria-valuemax={WIDEST_SIDEBAR}
      tabIndex={0}
      className="sidebar-edge"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, widthPx }
      }}
      onPointerMove={(event) => {
        if (start.current !== undefined) onDrag(widthAt(event))
      }}
      onPointerUp={(event) => {
        if (start.current !== undefined) save(widthAt(event))
        letGo()
      }}
      onPointerCancel={letGo}
    />
  )
}
