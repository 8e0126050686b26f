/** Draws the window: chooses the content by the vault's phase, then by the chosen screen. */
import { useEffect, useState } from 'react'
import { never } from '../../shared/contract/errors.ts'
import { refresh } from '../vault/connection.ts'
import { KeyMenu } from '../commands/key-menu.tsx'
import { useListPresses } from '../commands/list-presses.ts'
import { useShortcuts } from '../commands/use-shortcuts.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { DemoLine } from './demo-line.tsx'
import { Dialogs } from './dialogs.tsx'
import { Button } from '../parts/button.tsx'
import { IconSprite } from '../parts/icon.tsx'
import { ErrorNotice } from '../parts/notice.tsx'
import { Spinner } from '../parts/progress.tsx'
import { Toaster } from '../parts/toaster.tsx'
import { FileDrop } from '../screens/import/file-drop.tsx'
import { HistoryScreen } from '../screens/history/history-screen.tsx'
import { KeysScreen } from '../screens/keys/keys-screen.tsx'
import { Sidebar } from '../screens/keys/sidebar.tsx'
import { StatusBar } from '../screens/keys/status-bar.tsx'
import { LockScreen } from '../screens/lock/lock-screen.tsx'
import { UnlockScreen } from '../screens/sealed-vault/unlock-screen.tsx'
import { SettingsScreen } from '../screens/settings/settings-screen.tsx'
import { ShutVaultScreen } from '../screens/shut-vault/shut-vault.tsx'
import { TimelineScreen } from '../screens/timeline/timeline-screen.tsx'
import { useVault } from '../vault/store.ts'
import { forgetUndo } from '../vault/undo.ts'
import type { Screen } from '../vault/vault-state.ts'
import { followPlaces } from './places.ts'
import { useClipboardOffers } from './use-clipboard-offers.ts'
import { usePageCommands } from './use-page-commands.ts'
import { useActivity } from './use-activity.ts'
import { useTheme } from './use-theme.ts'

export function App() {
  useTheme()
  return (
    <>
      <IconSprite />
      <Phase />
      <Toaster />
    </>
  )
}

function Phase() {
  const phase = useVault((state) => state.phase)
  switch (phase.state) {
    case 'loading':
      return (
        <main className="whole-page">
          <Spinner label={commonMessages.openingVault} />
        </main>
      )
    case 'failed':
      return (
        <main className="whole-page">
          <ErrorNotice
            error={phase.error}
            actions={<Button onPress={() => void refresh()}>{commonMessages.tryAgain}</Button>}
          />
        </main>
      )
    case 'shut':
      return <ShutVaultScreen vault={phase.vault} />
    case 'locked':
      return <Lock />
    case 'open':
      return <Open />
    default:
      return never(phase)
  }
}

/** A locked sealed vault first asks for its passphrase. A user who does not type it sees the list without secrets. */
function Open() {
  const isSealed = useVault((state) => state.keychain.offers === 'passphrase')
  const [isLater, setLater] = useState(false)
  if (isSealed && !isLater) return <UnlockScreen onLater={() => setLater(true)} />
  return <Shell />
}

function Lock() {
  const lock = useVault((state) => state.lock)
  return <LockScreen lock={lock} />
}

function Shell() {
  useShortcuts()
  useListPresses()
  useEffect(followPlaces, [])
  useEffect(() => forgetUndo, [])
  usePageCommands()
  useClipboardOffers()
  useActivity()
  return (
    <>
      <div className="shell">
        <DemoLine />
        <Sidebar />
        <Content />
        <StatusBar />
      </div>
      <KeyMenu />
      <FileDrop />
      <Dialogs />
    </>
  )
}

/** Moves focus to a screen that a shortcut opened, so that Tab and the arrow keys start in that screen. */
function usePageFocus(screen: Screen): void {
  useEffect(() => {
    if (document.activeElement === document.body) document.querySelector('main')?.focus()
  }, [screen])
}

function Content() {
  const screen = useVault((state) => state.screen)
  usePageFocus(screen)
  switch (screen) {
    case 'keys':
      return <KeysScreen />
    case 'timeline':
      return <TimelineScreen />
    case 'history':
      return <HistoryScreen />
    case 'settings':
      return <SettingsScreen />
  }
}
