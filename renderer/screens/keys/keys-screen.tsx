/** The main screen: the toolbar, the notices about the view, the list, and the open key's panel. */
import { useEffect, useRef, type RefObject } from 'react'
import type { KeyId } from '../../../shared/model/model.ts'
import { isNarrow, onNarrow } from '../../app/narrow.ts'
import { useVault } from '../../vault/store.ts'
import { KeyDetail } from '../detail/detail.tsx'
import { FirstRun } from '../first-run/first-run.tsx'
import { GettingStarted } from '../first-run/getting-started.tsx'
import { SelectionBar, SelectionStatus } from '../many/selection-bar.tsx'
import { AccountHead } from './account-head.tsx'
import { AttentionLine } from './attention-line.tsx'
import { EmptyList } from './empty-list.tsx'
import { KeyList } from './key-list.tsx'
import { focusList } from './list-focus.ts'
import { keyListMessages } from './list-messages.ts'
import { Toolbar } from './toolbar.tsx'

/** The list takes the focus when nothing else has it: when the screen opens, and when a panel with the focus closes. */
function useListFocus(detail: KeyId | undefined): void {
  const isOpen = detail !== undefined
  useEffect(focusIfNothingHas, [isOpen])
  const isDialogOpen = useVault((state) => state.dialog !== undefined)
  useEffect(() => {
    if (isDialogOpen) return
    // A dialog returns the focus shortly after it has closed, if the element that had the focus before still exists.
    const timer = setTimeout(focusIfNothingHas, FOCUS_BACK_MS)
    return () => clearTimeout(timer)
  }, [isDialogOpen])
}

const FOCUS_BACK_MS = 100

/**
 * An open panel has priority over the list, because the dialog was about the panel's key and the panel may cover the list. The panel's primary button
 * is the next step.
 */
function focusIfNothingHas(): void {
  if (document.activeElement !== document.body) return
  const inPanel =
    document.querySelector<HTMLElement>('.detail-pane .button.primary') ??
    document.querySelector<HTMLElement>('.detail-buttons button')
  if (inPanel === null) focusList()
  else inPanel.focus()
}

/** A panel that covers the list takes the focus: when the panel opens, and when the window becomes narrow. */
function usePanelFocus(detail: KeyId | undefined): RefObject<HTMLElement | null> {
  const panel = useRef<HTMLElement>(null)
  const isOpen = detail !== undefined
  useEffect(() => {
    if (!isOpen) return undefined
    const take = () => {
      const focused = document.activeElement
      const isElsewhere = focused !== document.body && focused?.closest('.keys-screen') === null
      if (isNarrow() && !isElsewhere && !panel.current?.contains(focused))
        panel.current?.querySelector('button')?.focus()
    }
    take()
    return onNarrow(take)
  }, [isOpen])
  return panel
}

export function KeysScreen() {
  const isUntouched = useVault(({ accounts, counts }) => accounts.size === 0 && counts.all === 0)
  return (
    <>
      {isUntouched && (
        <main className="pane first-run-pane">
          <AttentionLine />
          <FirstRun />
        </main>
      )}
      <ListScreen isBeforehand={isUntouched} />
    </>
  )
}

/**
 * `isBeforehand`: rendered and laid out, but not visible. When the first account is connected, the whole screen is needed at once, during the
 * account's sync.
 */
function ListScreen({ isBeforehand }: { readonly isBeforehand: boolean }) {
  const detail = useVault((state) => state.detail)
  useListFocus(detail)
  const panel = usePanelFocus(detail)
  const isEmpty = useVault((state) => state.list.found === 0)
  return (
    <div className={`keys-screen ${isBeforehand ? 'beforehand' : ''}`} inert={isBeforehand}>
      <main className="pane">
        <Toolbar />
        {!isBeforehand && <AttentionLine />}
        <GettingStarted />
        <AccountHead />
        {isEmpty && <EmptyList />}
        <KeyList />
        <SelectionBar />
        <SelectionStatus />
      </main>
      {detail !== undefined && (
        <aside ref={panel} className="detail-pane" aria-label={keyListMessages.panel}>
          <KeyDetail key={detail} id={detail} />
        </aside>
      )}
    </div>
  )
}
