/** The edge that resizes the sidebar, by dragging or with the arrow keys. The width is saved in the settings. */
import type { KeyboardEvent } from 'react'
import { NARROWEST_SIDEBAR, WIDEST_SIDEBAR } from '../../../shared/model/list-settings.ts'
import { meantKey } from '../../parts/key-press.ts'
import { signOf, useEdgeDrag } from '../../parts/use-edge-drag.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { SIDEBAR_WIDTH } from './sidebar-messages.ts'

interface Props {
  readonly widthPx: number
  /** Called while the edge is dragged; `undefined` when the edge is released. */
  readonly onDrag: (widthPx: number | undefined) => void
}

const STEP_PX = 16
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX }

const within = (px: number) => Math.round(Math.min(WIDEST_SIDEBAR, Math.max(NARROWEST_SIDEBAR, px)))
const save = (widthPx: number) => void changeSettings({ sidebarWidth: within(widthPx) })

export function SidebarEdge({ widthPx, onDrag }: Props) {
  const drag = useEdgeDrag({ widthPx, within, onDrag, onSave: save })
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
      {...drag}
    />
  )
}
