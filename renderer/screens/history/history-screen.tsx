/** The history by day, newest first, of one key or of the whole vault. */
import type { HistoryEntry } from '../../../shared/model/history.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { openDetail, showScreen } from '../../app/page-actions.ts'
import { dayText, timeText, utcText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { AccountTile, KeyTile } from '../../parts/provider-tile.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { useKey, useVault } from '../../vault/store.ts'
import { useHistory, type Pages } from './history-pages.ts'
import { entryWords, historyMessages } from './history-messages.ts'

export function HistoryScreen() {
  const key = useVault((state) => state.historyOf)
  // The React key differs for each filter, so that no entries of the previous filter are shown for the next one.
  return <History key={key ?? ''} of={key} />
}

function History({ of }: { readonly of: KeyId | undefined }) {
  const row = useKey(of)
  const { pages, more } = useHistory(of)
  return (
    <main tabIndex={-1} className="pane page">
      <header className="page-head">
        <h1>{historyMessages.title}</h1>
        {of === undefined ? (
          <p className="soft">{historyMessages.intro}</p>
        ) : (
          <div className="history-filter">
            <p className="cut soft" dir="auto">
              {historyMessages.of(row?.name ?? historyMessages.goneKey)}
            </p>
            <Button size="small" icon="clear" onPress={() => showScreen('history')}>
              {historyMessages.showAll}
            </Button>
          </div>
        )}
      </header>
      <Body pages={pages} more={more} />
    </main>
  )
}

function Body({ pages, more }: { readonly pages: Pages; readonly more: () => Promise<void> }) {
  if (pages.state === 'loading') return <Spinner label={historyMessages.loading} />
  if (pages.state === 'failed') return <ErrorNotice error={pages.error} />
  if (pages.entries.length === 0)
    return (
      <div className="empty">
        <Icon of="history" className="empty-icon" />
        <h2>{historyMessages.empty}</h2>
        <p className="soft">{historyMessages.emptyDetail}</p>
      </div>
    )
  return (
    <>
      {byDay(pages.entries).map(({ day, entries }) => (
        <section key={day} className="history-day" aria-label={day}>
          <h2 className="section-title">{day}</h2>
          <ol>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      {pages.hasMore && <Button onPress={() => void more()}>{historyMessages.more}</Button>}
    </>
  )
}

function byDay(entries: readonly HistoryEntry[]) {
  const days = new Map<string, HistoryEntry[]>()
  for (const entry of entries) {
    const day = dayText(entry.at)
    const listed = days.get(day)
    if (listed === undefined) days.set(day, [entry])
    else listed.push(entry)
  }
  return [...days].map(([day, listed]) => ({ day, entries: listed }))
}

function Line({ entry }: { readonly entry: HistoryEntry }) {
  const { icon, tone, event, detail } = entryWords(entry)
  const accountName = useVault(({ accounts }) =>
    entry.account === undefined || entry.key === undefined ? undefined : accounts.get(entry.account)?.name,
  )
  return (
    <li className="history-line">
      <time className="faint" title={utcText(entry.at)}>
        {timeText(entry.at)}
      </time>
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
