/** The latest history entries of a key, without values. */
import type { HistoryEntry } from '../../../shared/model/history.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { showHistoryOf } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Ago } from '../../parts/time.tsx'
import { useKey, useProvider } from '../../vault/store.ts'
import { entryWords } from '../history/history-messages.ts'
import { FoldedSection } from './folded-section.tsx'
import { historyMessages } from './detail-messages.ts'

const SHOWN = 6

interface Props {
  readonly id: KeyId
  readonly history: readonly HistoryEntry[]
}

export function HistorySection({ id, history }: Props) {
  const provider = useProvider(useKey(id)?.provider)?.name
  return (
    <FoldedSection
      section="activity"
      title={historyMessages.title}
      aside={
        history.length > 0 && (
          <Button size="small" looks="quiet" icon="history" onPress={() => showHistoryOf(id)}>
            {historyMessages.all}
          </Button>
        )
      }
    >
      {history.length === 0 ? (
        <p className="soft">{historyMessages.none}</p>
      ) : (
        <ul className="entries">
          {history.slice(0, SHOWN).map((entry) => {
            const { icon, tone, event, detail } = entryWords(entry, provider)
            return (
              <li key={entry.id}>
                <Icon of={icon} className={tone} />
                <span className="wrap">
                  {event}
                  {detail !== undefined && <span className="faint small"> {detail}</span>}
                </span>
                <span className="soft small">
                  <Ago at={entry.at} />
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </FoldedSection>
  )
}
