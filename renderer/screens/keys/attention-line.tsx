/**
 * One slim line above all keys, shown while something waits for the user.
 *
 * ```
 * hidden (nothing waits, or another view) --something waits--> shown --Review--> the attention dialog
 * shown --dismissed--> hidden, and shown by the status bar --a part is new or has grown--> shown
 * ```
 *
 * The dismissed parts are remembered for this session only.
 */
import { useMemo } from 'react'
import { byDate } from '../../../shared/expiry/urgency.ts'
import type { Reminder } from '../../../shared/expiry/reminders.ts'
import { dismissLine, openDialog } from '../../app/page-actions.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import type { LinePart, VaultState } from '../../vault/vault-state.ts'
import { DISMISS, lineIsNews, lineParts, lineReminders, REVIEW } from './attention-line-messages.ts'

type Ground = Pick<VaultState, 'keyIndex' | 'indexRevision' | 'settings' | 'now'>

let last: { readonly of: Ground; readonly reminders: readonly Reminder[] } | undefined

/** Caches the last result: one pass over the keys for each change of the rows, the settings or the clock, for all callers together. */
function remindersOfKeys(of: Ground): readonly Reminder[] {
  const isSame =
    last?.of.keyIndex === of.keyIndex &&
    last.of.indexRevision === of.indexRevision &&
    last.of.settings === of.settings &&
    last.of.now === of.now
  if (last === undefined || !isSame)
    last = { of, reminders: lineReminders({ keys: of.keyIndex.rows(), accounts: [] }, of.settings, of.now) }
  return last.reminders
}

/** The current parts of the line; empty while the line is hidden. */
export function useAttentionLine(): readonly LinePart[] {
  const keyIndex = useVault((state) => state.keyIndex)
  const indexRevision = useVault((state) => state.indexRevision)
  const settings = useVault((state) => state.settings)
  const now = useVault((state) => state.now)
  const accounts = useVault((state) => state.accounts)
  const operations = useVault((state) => state.operations)
  const notices = useVault((state) => state.notices)
  const keychain = useVault((state) => state.keychain)
  const queue = useVault((state) => state.queue)
  const expired = useVault(({ counts }) => counts.expired)
  const expiring = useVault(({ counts }) => counts.expiring)
  const dismissed = useVault((state) => state.dismissedLine)
  const isHere = useVault(({ screen, view }) => screen === 'keys' && view.kind === 'all')
  return useMemo(() => {
    if (!isHere) return NOTHING
    const ofAccounts = lineReminders({ keys: [], accounts: accounts.values() }, settings, now)
    const reminders = [...remindersOfKeys({ keyIndex, indexRevision, settings, now }), ...ofAccounts]
    const waiting = { operations, notices, keychain, queue, now }
    const parts = lineParts(waiting, reminders.toSorted(byDate), { expired, expiring })
    return lineIsNews(parts, dismissed) ? parts : NOTHING
  }, [
    isHere,
    keyIndex,
    indexRevision,
    settings,
    now,
    accounts,
    operations,
    notices,
    keychain,
    queue,
    expired,
    expiring,
    dismissed,
  ])
}

const NOTHING: readonly LinePart[] = []

export function AttentionLine() {
  const parts = useAttentionLine()
  const words = parts.map((part) => part.words).join(' · ')
  // The live region stays mounted. A screen reader would not announce text in a region that appears together with it.
  return (
    <div className={`waiting-line small ${parts.length === 0 ? 'quiet' : ''}`}>
      {parts.length > 0 && <Icon of="attention" className="warn" />}
      <span role="status" className="cut" title={words} dir="auto">
        {words}
      </span>
      {parts.length > 0 && (
        <>
          <Button size="small" looks="quiet" onPress={() => openDialog({ kind: 'attention' })}>
            {REVIEW}
          </Button>
          <IconButton size="small" icon="close" label={DISMISS} onPress={() => dismissLine(parts)} />
        </>
      )}
    </div>
  )
}
