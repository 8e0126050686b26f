/** The step of an import that shows the outcome of each row and lets the user choose. */
import { useMemo } from 'react'
import { CheckboxButton, CheckboxField } from 'react-aria-components'
import { errorOf, sentence } from '../../messages/errors.ts'
import { SelectField, SwitchField } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import {
  countsOf,
  ITEM_KINDS,
  itemsOf,
  shownItems,
  ticksOf,
  toggledAll,
  type Choice,
  type Found,
  type ImportState,
  type Item,
} from './import-flow.ts'
import { filterWords, importMessages } from './import-messages.ts'
import { ImportTable } from './import-table.tsx'
import { LineList } from './line-list.tsx'

interface Props {
  readonly state: Extract<ImportState, { state: 'preview' }>
  readonly onChoice: (choice: Choice) => void
}

export function PreviewBody({ state, onChoice }: Props) {
  const { found, choice, error } = state
  const items = useMemo(() => itemsOf(found), [found])
  return (
    <>
      <Unread found={found} />
      {items.length === 0 ? (
        <Notice tone="note" title={importMessages.nothing}>
          {importMessages.nothingDetail}
        </Notice>
      ) : (
        <Rows items={items} choice={choice} onChoice={onChoice} />
      )}
      {error !== undefined && (
        <InView>
          <ErrorNotice error={error} />
        </InView>
      )}
    </>
  )
}

interface RowsProps {
  readonly items: readonly Item[]
  readonly choice: Choice
  readonly onChoice: (choice: Choice) => void
}

function Rows({ items, choice, onChoice }: RowsProps) {
  const counts = useMemo(() => countsOf(items), [items])
  const shown = useMemo(() => shownItems(items, choice.shown), [items, choice.shown])
  const kinds = ITEM_KINDS.filter((kind) => counts[kind] > 0)
  const ticks = ticksOf(shown, choice)
  const canBeChosen = items.length - counts.known - counts.skipped
  return (
    <>
      {counts.joins > 0 && (
        <SwitchField
          label={importMessages.joinSwitch}
          help={importMessages.joinHelp(counts.joins)}
          isOn={!choice.isApart}
          onChange={(isJoining) => onChoice({ ...choice, isApart: !isJoining })}
        />
      )}
      <div className="import-tools">
        <CheckboxField
          className="tick-field"
          isSelected={ticks === 'all'}
          isIndeterminate={ticks === 'some'}
          isDisabled={canBeChosen === 0}
          onChange={() => onChoice(toggledAll(choice, shown))}
        >
          <CheckboxButton className="tick">
            <span className="tick-box" aria-hidden="true">
              <Icon of={ticks === 'some' ? 'never' : 'check'} />
            </span>
            <span className="cut">{importMessages.tickAll}</span>
          </CheckboxButton>
        </CheckboxField>
        <span className="soft small" role="status">
          {importMessages.chosen(choice.ticked.size, canBeChosen)}
        </span>
        <SelectField
          label={importMessages.show}
          options={[
            { value: 'all', label: filterWords('all', items.length) },
            ...kinds.map((kind) => ({ value: kind, label: filterWords(kind, counts[kind]) })),
          ]}
          value={choice.shown}
          onChange={(value) => onChoice({ ...choice, shown: kinds.find((kind) => kind === value) ?? 'all' })}
        />
      </div>
      <ImportTable items={shown} choice={choice} onChoice={onChoice} />
    </>
  )
}

/** The files that could not be read, each with its reason. */
function Unread({ found: { files } }: { readonly found: Found }) {
  const unread = files.flatMap(({ file, error }) =>
    error === undefined ? [] : [importMessages.unreadFile(file, sentence(errorOf(error)).title)],
  )
  if (unread.length === 0) return null
  const title = unread.length === files.length ? importMessages.unreadAll : importMessages.unread
  return (
    <Notice tone="warn" title={title(unread.length)}>
      <LineList label={title(unread.length)} lines={unread} more={importMessages.moreFiles} />
    </Notice>
  )
}
