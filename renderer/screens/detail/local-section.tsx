/** The fields that the user enters about a key, edited in place. */
import { tagListMessages } from '../../messages/parts-messages.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { editKey } from '../../vault/local-edits.ts'
import { undoMessages } from '../../vault/undo-messages.ts'
import { InlineText } from '../../parts/inline-text.tsx'
import { tagsOf, tagsText } from '../../parts/tags-text.ts'
import { CopyTextButton } from './copy-text-button.tsx'
import { placeName } from './name-focus.ts'
import { Section } from './section.tsx'
import { localMessages } from './detail-messages.ts'

export function LocalSection({ row }: { readonly row: KeyRow }) {
  const save = (label: string, fields: Parameters<typeof editKey>[1]) =>
    editKey(row, fields, undoMessages.saved(label))
  const isByHand = row.account === undefined
  return (
    <Section title={localMessages.title}>
      {isByHand && (
        <div ref={placeName}>
          <InlineText
            label={commonMessages.name}
            value={row.name}
            onSave={(name) => save(commonMessages.name, { name })}
            placeholder={commonMessages.name}
          />
        </div>
      )}
      <InlineText
        label={commonMessages.tags}
        value={tagsText(row.tags)}
        placeholder={tagListMessages.help}
        onSave={(text) => save(commonMessages.tags, { tags: tagsOf(text) })}
      />
      <InlineText
        label={commonMessages.notes}
        value={row.notes}
        rows={row.notes === '' ? 1 : 3}
        placeholder={localMessages.notesHint}
        onSave={(notes) => save(commonMessages.notes, { notes })}
      />
      {isByHand && (
        <div className="text-and-copy">
          <InlineText
            label={localMessages.console}
            value={row.consoleUrl}
            mono
            placeholder={localMessages.consoleHint}
            onSave={(consoleUrl) => save(localMessages.console, { consoleUrl })}
          />
          <CopyTextButton command="copy-console" row={row} />
        </div>
      )}
    </Section>
  )
}
