/**
 * The table of what needs attention: grouped by reason, one row for each item.
 *
 * States of a row: plain, focused, selected, open (its details are shown below). States of the table: nothing selected (the line above
 * lists the shortcuts), some selected (the line shows their commands), some selected without a common command (the line says so). A removed
 * row leaves the selection. Keys: arrows or J and K move, Space selects, Enter opens, Escape clears the selection and then closes.
 */
import { useState, type KeyboardEvent } from 'react'
import {
  CheckboxButton,
  CheckboxField,
  Group,
  GridList,
  GridListHeader,
  GridListItem,
  GridListSection,
  type Selection,
} from 'react-aria-components'
import { IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { meantKey } from '../../parts/key-press.ts'
import { useVault } from '../../vault/store.ts'
import { groupsOf, idOf, type AttentionGroup } from './attention-groups.ts'
import type { AttentionItem } from './attention-items.ts'
import { AttentionBulk } from './attention-bulk.tsx'
import { Details, hasDetails, isOpenAtFirst } from './attention-details.tsx'
import { GROUP_TITLES, MESSAGES } from './attention-messages.ts'
import { ActionCell, DateCell, openItem, reasonOf, subjectOf } from './attention-row.tsx'

const MOVES: Partial<Record<string, string>> = { j: 'ArrowDown', k: 'ArrowUp' }

/** J and K move like the arrow keys. In an input field they type letters. */
function moveByLetter(event: KeyboardEvent): void {
  const { target, ctrlKey, metaKey, altKey } = event
  const arrow = MOVES[meantKey(event.nativeEvent) ?? '']
  if (arrow === undefined || ctrlKey || metaKey || altKey || target instanceof HTMLInputElement) return
  event.preventDefault()
  event.stopPropagation()
  target.dispatchEvent(
    new globalThis.KeyboardEvent('keydown', { key: arrow, bubbles: true, cancelable: true }),
  )
}

export function AttentionTable({ items }: { readonly items: readonly AttentionItem[] }) {
  const now = useVault((state) => state.now)
  const [picked, setPicked] = useState<Selection>(new Set())
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const selected = items.filter((item) => picked === 'all' || picked.has(idOf(item)))
  const toggle = (item: AttentionItem) =>
    setToggled((before) => {
      const after = new Set(before)
      if (!after.delete(idOf(item))) after.add(idOf(item))
      return after
    })
  const groups = groupsOf(items, now)
  return (
    <div className="attention" onKeyDownCapture={moveByLetter}>
      <AttentionBulk selected={selected} onClear={() => setPicked(new Set())} />
      <GridList
        className="attention-table"
        aria-label={MESSAGES.table}
        autoFocus="first"
        selectionMode="multiple"
        keyboardNavigationBehavior="tab"
        disallowTypeAhead
        selectedKeys={new Set(selected.map(idOf))}
        onSelectionChange={setPicked}
      >
        {groups.map((group) => (
          <Section
            key={group.id}
            group={group}
            isOpen={(item) => isOpenAtFirst(item) !== toggled.has(idOf(item))}
            onToggle={toggle}
          />
        ))}
      </GridList>
    </div>
  )
}

interface SectionProps {
  readonly group: AttentionGroup
  readonly isOpen: (item: AttentionItem) => boolean
  readonly onToggle: (item: AttentionItem) => void
}

function Section({ group, isOpen, onToggle }: SectionProps) {
  return (
    <GridListSection className="attention-group">
      <GridListHeader className="attention-head">
        <strong>{GROUP_TITLES[group.id]}</strong> <span className="faint">{group.items.length}</span>
      </GridListHeader>
      {group.items.map((item) => (
        <Row key={idOf(item)} item={item} isOpen={isOpen(item)} onToggle={() => onToggle(item)} />
      ))}
    </GridListSection>
  )
}

interface RowProps {
  readonly item: AttentionItem
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function Row({ item, isOpen, onToggle }: RowProps) {
  const now = useVault((state) => state.now)
  const subject = subjectOf(item)
  const isFolding = hasDetails(item)
  return (
    <GridListItem
      id={idOf(item)}
      className="attention-row"
      textValue={`${subject} ${reasonOf(item, now)}`}
      onAction={() => (isFolding ? onToggle() : openItem(item))}
    >
      <div className="attention-line">
        <CheckboxField slot="selection" className="tick-field">
          <CheckboxButton className="tick">
            <span className="tick-box">
              <Icon of="check" />
            </span>
          </CheckboxButton>
        </CheckboxField>
        <span className="attention-words wrap">
          <span className="attention-subject">{subject}</span>{' '}
          <span className="soft">{reasonOf(item, now)}</span>
        </span>
        <span className="attention-date faint small">
          <DateCell item={item} />
        </span>
        <Group className="attention-actions" aria-label={subject}>
          <ActionCell item={item} />
          {isFolding && (
            <IconButton
              label={MESSAGES.details(subject)}
              icon={isOpen ? 'down' : 'forward'}
              size="small"
              aria-expanded={isOpen}
              onPress={onToggle}
            />
          )}
        </Group>
      </div>
      {isFolding && isOpen && (
        <div className="attention-details">
          <Details item={item} />
        </div>
      )}
    </GridListItem>
  )
}
