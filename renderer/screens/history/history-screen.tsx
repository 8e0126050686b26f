/** The history by day, newest first, of one key or of the whole vault. */
import type { HistoryEntry } from '../../../shared/model/history.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { showScreen } from '../../app/page-actions.ts'
import { dayText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { useKey, useVault } from '../../vault/store.ts'
import { foldOutages } from './fold-outages.ts'
import { EntryLine, OutageLine } from './history-line.tsx'
import { historyMessages } from './history-messages.ts'
import { useHistory, type Pages } from './history-pages.ts'

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
            {foldOutages(entries).map((item) =>
              item.kind === 'entry' ? (
                <EntryLine key={item.entry.id} entry={item.entry} />
              ) : (
                // Newer entries may join the outage, so its oldest one identifies it.
                <OutageLine key={item.entries.at(-1)?.id} entries={item.entries} />
              ),
            )}
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
