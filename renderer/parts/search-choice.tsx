/** A text field that lists the options matching the typed text. Picking an option calls `onPick` and clears the selection. */
import { useState, type ReactNode } from 'react'
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { searchChoiceMessages } from '../messages/parts-messages.ts'
import { Icon } from './icon.tsx'

export interface SearchOption {
  readonly id: string
  readonly label: string
  /** Shown in small print below the label, and also searched. */
  readonly besides: string
}

interface Props {
  readonly label: string
  readonly help?: string | undefined
  readonly placeholder: string
  readonly options: readonly SearchOption[]
  readonly term: string
  readonly onTerm: (term: string) => void
  readonly onPick: (id: string) => void
  /** Whether the caller has already filtered the options by `term`. */
  readonly isSearchedElsewhere?: boolean
  readonly autoFocus?: boolean
  readonly empty: ReactNode
}

export function SearchChoice(props: Props) {
  const {
    label,
    help,
    placeholder,
    options,
    term,
    onTerm,
    onPick,
    isSearchedElsewhere,
    autoFocus = false,
    empty,
  } = props
  // The list closes only when the selection changes, and would open again when a pick empties the text.
  const [picked, setPicked] = useState<string | null>(null)
  return (
    <ComboBox
      className="field"
      inputValue={term}
      onInputChange={onTerm}
      value={picked}
      onChange={(id) => {
        if (id === null) return
        setPicked(String(id))
        onPick(String(id))
      }}
      onOpenChange={(isOpen) => {
        if (!isOpen) setPicked(null)
      }}
      {...(isSearchedElsewhere === true ? { items: options } : { defaultItems: options })}
      autoFocus={autoFocus}
      menuTrigger={picked === null ? 'focus' : 'manual'}
      allowsEmptyCollection
    >
      <Label className="field-label">{label}</Label>
      <div className="search-choice">
        <Input className="input" placeholder={placeholder} dir="auto" />
        <Button className="button quiet icon-only small" aria-label={searchChoiceMessages.showAll(label)}>
          <Icon of="down" />
        </Button>
      </div>
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <Popover className="popover search-list" offset={4}>
        <ListBox className="menu" renderEmptyState={() => <p className="menu-empty soft">{empty}</p>}>
          {(option: SearchOption) => (
            <ListBoxItem
              id={option.id}
              textValue={`${option.label} ${option.besides}`}
              className="menu-item two-lines"
            >
              <span className="cut">{option.label}</span>
              <span className="cut mono faint">{option.besides}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
