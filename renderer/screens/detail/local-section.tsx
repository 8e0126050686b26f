/** What the user writes about a key, edited where it stands. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { editKey } from '../../vault/local-edits.ts'
import { undoMessages } from '../../vault/undo-messages.ts'
import { InlineText } from '../../parts/inline-text.tsx'
import { TAGS_HELP, tagsOf, tagsText } from '../../parts/tags-text.ts'
import { CopyTextButton } from './copy-text-button.tsx'
import { placeName } from './name-focus.ts'
import { Section } from './section.tsx'

export function LocalSection({ row }: { readonly row: KeyRow }) {
  const save = (label: string, fields: Parameters<typeof editKey>[1]) =>
    editKey(row, fields, undoMessages.saved(label))
  const isByHand = row.account === undefined
  return (
    <Section title="Yours">
      {isByHand && (
        <div ref={placeName}>
          <InlineText
            label="Name"
            value={row.name}
            onSave={(name) => save('Name', { name })}
            placeholder="Name"
          />
        </div>
      )}
      <InlineText
        label="Tags"
        value={tagsText(row.tags)}
        placeholder={TAGS_HELP}
        onSave={(text) => save('Tags', { tags: tagsOf(text) })}
      />
      <InlineText
        label="Notes"
        value={row.notes}
        rows={row.notes === '' ? 1 : 3}
        placeholder="Where it’s used and who owns it"
        onSave={(notes) => save('Notes', { notes })}
      />
      {isByHand && (
        <div className="text-and-copy">
          <InlineText
            label="Console"
            value={row.consoleUrl}
            mono
            placeholder="https://"
            onSave={(consoleUrl) => save('Console', { consoleUrl })}
          />
          <CopyTextButton command="copy-console" row={row} />
        </div>
      )}
    </Section>
  )
}
