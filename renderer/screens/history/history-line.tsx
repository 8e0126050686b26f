/** One line of the history: an entry, or the failed syncs of one outage, which unfold into their entries. */
import { useState } from 'react'
import type { HistoryEntry } from '../../../shared/model/history.ts'
import { openDetail, showScreen } from '../../app/page-actions.ts'
import { timeText, utcText } from '../../messages/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { AccountTile, KeyTile } from '../../parts/provider-tile.tsx'
import { useKey, useVault } from '../../vault/store.ts'
import type { VaultState } from '../../vault/vault-state.ts'
import { entryWords, outageWords } from './history-messages.ts'

/** The name of the one provider that all the accounts share; `undefined` if they have several, or if an account has been removed. */
function providerOf(
  { accounts, providers }: Pick<VaultState, 'accounts' | 'providers'>,
  entries: readonly HistoryEntry[],
): string | undefined {
  const ids = entries.map(({ account }) => account && accounts.get(account)?.provider)
  const [id] = ids
  return id !== undefined && ids.every((one) => one === id) ? providers.get(id)?.name : undefined
}

export function EntryLine({ entry }: { readonly entry: HistoryEntry }) {
  const provider = useVault((state) => providerOf(state, [entry]))
  const { icon, tone, event, detail } = entryWords(entry, provider)
  const accountName = useVault(({ accounts }) =>
    entry.account === undefined || entry.key === undefined ? undefined : accounts.get(entry.account)?.name,
  )
  return (
    <li className="history-line">
      <Time at={entry.at} />
      <Icon of={icon} className={tone} />
      <EntryTile entry={entry} />
      <p className="history-event">
        <Name entry={entry} />{' '}
        <span className="cut">
          <span className="soft">{event}</span>
          {detail !== undefined && <span className="faint"> · {detail}</span>}
        </span>
      </p>
      <span className="cut faint" dir="auto">
        {accountName}
      </span>
    </li>
  )
}

/** `entries`: newest first; at least one. */
export function OutageLine({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const [isOpen, setOpen] = useState(false)
  const provider = useVault((state) => providerOf(state, entries))
  const [newest] = entries
  if (newest === undefined) return null
  const { icon, tone, subject, event, detail } = outageWords(entries, provider)
  return (
    <li>
      <div className="history-line">
        <Time at={newest.at} />
        <Icon of={icon} className={tone} />
        <Icon of={isOpen ? 'down' : 'forward'} className="faint" />
        <p className="history-event">
          <button
            type="button"
            className="text-button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {subject}
          </button>{' '}
          <span className="cut">
            <span className="soft">{event}</span>
            {detail !== undefined && <span className="faint"> · {detail}</span>}
          </span>
        </p>
      </div>
      {isOpen && (
        <ol className="history-folded">
          {entries.map((entry) => (
            <EntryLine key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </li>
  )
}

const Time = ({ at }: { readonly at: number }) => (
  <time className="faint" title={utcText(at)}>
    {timeText(at)}
  </time>
)

/** The tile of the key or the account, while it exists. Without a tile, its space in the line stays empty. */
function EntryTile({ entry: { key, account } }: { readonly entry: HistoryEntry }) {
  const row = useKey(key)
  return (
    <span className="row">
      {row === undefined ? account !== undefined && <AccountTile id={account} /> : <KeyTile row={row} />}
    </span>
  )
}

/** A link to the key while the key exists, otherwise only its name. */
function Name({ entry: { key, name } }: { readonly entry: HistoryEntry }) {
  const row = useKey(key)
  if (row === undefined)
    return (
      <strong className="cut" dir="auto" title={name}>
        {name}
      </strong>
    )
  const open = () => {
    showScreen('keys')
    openDetail(row.id)
  }
  return (
    <button type="button" className="text-button cut" dir="auto" title={name} onClick={open}>
      {name}
    </button>
  )
}
