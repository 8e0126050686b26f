/** The status bar at the bottom of the window: the age of the data, the running work, and the number of keys found. */
import { memo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { AccountRow } from '../../../shared/model/model.ts'
import { accountsInTrouble, attentionWords } from '../../../shared/expiry/attention.ts'
import { agoWords } from '../../../shared/expiry/expiry.ts'
import { openDialog } from '../../app/page-actions.ts'
import { syncingIn } from '../../vault/all-accounts.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import { QueueStatus } from '../many/queue-status.tsx'
import { keysText } from '../../messages/counts.ts'
import type { SyncProgress, VaultState } from '../../vault/vault-state.ts'
import { isMac } from '../../app/platform.ts'
import { commandShortcut } from '../../commands/shortcuts.ts'
import { factsOf } from '../../vault/apply-changes.ts'
import { cancelSync, lockNow, sync } from '../../vault/vault-commands.ts'
import { statusBarMessages } from './status-bar-messages.ts'
import { notSyncedWords, RETRY, RETRY_ALL } from './sidebar-messages.ts'
import { isUnheard } from '../reminders/notification-messages.ts'
import { useAttentionLine } from './attention-line.tsx'
import { showSettings } from '../settings/show-settings.ts'

export function StatusBar() {
  const hasAccounts = useVault(({ accounts }) => accounts.size > 0)
  return (
    <footer className="status-bar small">
      {hasAccounts && (
        <IconButton
          label={statusBarMessages.syncAll}
          icon="sync"
          size="small"
          shortcut="F5"
          onPress={() => void sync()}
        />
      )}
      <Freshness />
      <QueueStatus />
      <Offline />
      <Attention />
      <Unheard />
      <Found />
      <LockButton />
    </footer>
  )
}

function Freshness() {
  const isRunning = useVault((state) => syncingIn(state).length > 0)
  return isRunning ? <Running /> : <Fresh />
}

function Fresh() {
  const words = useVault(({ accounts, now }) => freshWords([...accounts.values()], now))
  return <span className="cut soft">{words}</span>
}

/** The age of the account whose last sync is the oldest, so that no synced key is older than the text says. */
export function freshWords(accounts: readonly AccountRow[], now: number): string {
  if (accounts.length === 0) return statusBarMessages.noAccount
  const seen = accounts.map(({ asOf }) => asOf).filter((at) => at !== undefined)
  if (seen.length === 0) return statusBarMessages.neverSynced
  return statusBarMessages.synced(agoWords(Math.min(...seen), now))
}

function Running() {
  const words = useVault((state) => runningWords(syncingIn(state), state.syncProgress))
  return (
    <span className="status-running">
      <Icon of="working" className="turning soft" />
      <span className="cut" dir="auto">
        {words}
      </span>
      <CancelAll />
    </span>
  )
}

/** A component of its own, so that the button is not rendered again with the progress text, which changes with every page received. */
const CancelAll = memo(function CancelAll() {
  return (
    <Button
      looks="quiet"
      size="small"
      onPress={() => {
        for (const { id } of syncingIn(useVault.getState())) void cancelSync(id)
      }}
    >
      {commonMessages.cancel}
    </Button>
  )
})

function runningWords(accounts: readonly AccountRow[], progress: VaultState['syncProgress']): string {
  const [first] = accounts
  const who = accounts.length === 1 && first ? first.name : statusBarMessages.accounts(accounts.length)
  return statusBarMessages.syncing(who, seenWords(accounts.map(({ id }) => progress.get(id))))
}

/** Shows a total only if the total of every account is known. */
export function seenWords(parts: readonly (SyncProgress | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined)
  if (known.length === 0) return ''
  const seen = known.reduce((sum, part) => sum + part.seen, 0)
  const totals = known.map(({ total }) => total).filter((total) => total !== undefined)
  const total = totals.length === parts.length ? totals.reduce((sum, part) => sum + part, 0) : undefined
  return total === undefined ? statusBarMessages.seen(seen) : statusBarMessages.seenOf(seen, total)
}

/** All accounts whose last sync failed, in one line with one button that retries all of them. */
function Offline() {
  const failed = useVault(
    useShallow(({ accounts }) =>
      [...accounts.values()].filter(({ sync: last }) => last.state === 'failed').map(({ id }) => id),
    ),
  )
  if (failed.length === 0) return null
  return (
    <span className="status-offline">
      <Icon of="danger" className="warn" />
      {notSyncedWords(failed.length)}
      <Button looks="quiet" size="small" onPress={() => failed.forEach((id) => void sync(id))}>
        {failed.length === 1 ? RETRY : RETRY_ALL}
      </Button>
    </span>
  )
}

/** The same text as in the tray. Hidden while the line above the keys shows it. */
function Attention() {
  const isSaid = useAttentionLine().length > 0
  const keys = useVault((state) => state.counts.attention)
  const accounts = useVault((state) => accountsInTrouble(state.accounts.values(), factsOf(state)))
  const words = attentionWords({ keys, accounts })
  if (words === undefined || isSaid) return null
  return (
    <Button looks="quiet" size="small" icon="attention" onPress={() => openDialog({ kind: 'attention' })}>
      {words}
    </Button>
  )
}

/** Shown on every view until the system displays notifications, because a reminder that does not arrive is worse than none. */
function Unheard() {
  const isShown = useVault((state) => isUnheard(state.settings, state.notifications))
  if (!isShown) return null
  return (
    <Button looks="quiet" size="small" icon="snooze" onPress={() => showSettings('reminders')}>
      {statusBarMessages.notificationsOff}
    </Button>
  )
}

function LockButton() {
  const isSet = useVault((state) => state.lock.state === 'open')
  if (!isSet) return null
  return (
    <IconButton
      label={statusBarMessages.lock}
      icon="locked"
      size="small"
      shortcut={commandShortcut('lock', isMac)}
      onPress={() => void lockNow()}
    />
  )
}

function Found() {
  const isKeys = useVault((state) => state.screen === 'keys')
  const found = useVault((state) => state.list.found)
  const all = useVault((state) => state.list.among)
  if (!isKeys || all === 0) return null
  const words = found === all ? keysText(all) : statusBarMessages.found(found, all)
  return (
    <span className="status-found soft">
      <span role="status">{words}</span>
    </span>
  )
}
