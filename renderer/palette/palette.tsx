/** Draws the palette: chooses the content by the vault's phase. */
import { meantKey } from '../parts/key-press.ts'
import { useEffect, useRef, type ReactNode } from 'react'
import { never } from '../../shared/contract/errors.ts'
import { lockedSentence } from '../messages/errors-lock.ts'
import { vaultSentence } from '../messages/errors-vault.ts'
import { sentence } from '../messages/errors.ts'
import { Button } from '../parts/button.tsx'
import { Icon, IconSprite } from '../parts/icon.tsx'
import type { IconName } from '../parts/icons.ts'
import { Spinner } from '../parts/progress.tsx'
import { useVault } from '../vault/store.ts'
import { useTheme } from '../app/use-theme.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { refresh } from './connection.ts'
import { hide, openView } from './palette-actions.ts'
import { usePalette } from './palette-state.ts'
import { QuickSearch } from './quick-search.tsx'
import { insteadMessages } from './palette-messages.ts'

export function Palette() {
  useTheme()
  useEscape()
  return (
    <>
      <IconSprite />
      <main className="palette">
        <Phase />
      </main>
    </>
  )
}

/** Hides the palette on Escape, wherever the focus is. The search consumes the presses that it handles itself. */
function useEscape(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (meantKey(event) === 'Escape' && !event.defaultPrevented) hide()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function Phase() {
  const phase = useVault((state) => state.phase)
  switch (phase.state) {
    case 'loading':
      return (
        <div className="palette-instead">
          <Spinner label={commonMessages.openingVault} />
        </div>
      )
    case 'failed': {
      const { title, detail } = sentence(phase.error)
      return (
        <Instead icon="danger" title={title} label={commonMessages.tryAgain} run={() => void refresh()}>
          {detail}
        </Instead>
      )
    }
    case 'shut':
      return (
        <Instead icon="file" title={vaultSentence(phase.vault.why).title} {...TO_WINDOW}>
          {insteadMessages.shutDetail}
        </Instead>
      )
    case 'locked':
      return (
        <Instead icon="locked" title={lockedSentence.title} {...TO_WINDOW}>
          {lockedSentence.detail}
        </Instead>
      )
    case 'open':
      return <Open />
    default:
      return never(phase)
  }
}

const TO_WINDOW = { label: insteadMessages.open, run: () => void openView({ kind: 'keys' }) } as const

function Open() {
  const isEmpty = useVault(({ keyIndex, indexRevision }) => indexRevision >= 0 && keyIndex.size() === 0)
  if (!isEmpty) return <QuickSearch />
  return (
    <Instead icon="key" title={insteadMessages.emptyTitle} {...TO_WINDOW}>
      {insteadMessages.emptyDetail}
    </Instead>
  )
}

interface InsteadProps {
  readonly icon: IconName
  readonly title: string
  readonly children: ReactNode
  readonly label: string
  readonly run: () => void
}

/** Shown in place of the search: a message and one button, which has the focus. */
function Instead({ icon, title, children, label, run }: InsteadProps) {
  const button = useRef<HTMLButtonElement>(null)
  const isShown = usePalette((state) => state.isShown)
  useEffect(() => {
    if (isShown) button.current?.focus()
  }, [isShown])
  return (
    <div className="palette-instead" role="status">
      <Icon of={icon} className="faint" />
      <strong>{title}</strong>
      <p className="soft">{children}</p>
      <Button looks="primary" ref={button} onPress={run}>
        {label}
      </Button>
    </div>
  )
}
