/** A button that opens a menu. The caller leaves out items that a provider does not offer; none is shown disabled. */
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly danger?: boolean
  /** Whether a line is drawn above this entry. */
  readonly apart?: boolean
  readonly shortcut?: string
  readonly run: () => void
}

interface Props {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly icon?: IconName
  /** Shown beside the icon; without it the label is for screen readers only. */
  readonly text?: string
  readonly size?: 'small' | 'normal'
  readonly looks?: 'plain' | 'quiet' | 'primary'
}

export function MenuButton({ label, entries, icon = 'more', text, size = 'normal', looks = 'quiet' }: Props) {
  const shape = text === undefined ? 'icon-only' : ''
  return (
    <MenuTrigger>
      <Button className={`button ${looks} ${size} ${shape}`} aria-label={label}>
        <Icon of={icon} />
        {text}
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <MenuItems label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  )
}

interface ItemsProps extends Pick<Props, 'label' | 'entries'> {
  /** For a menu without a button. Such a menu takes the focus when it opens. */
  readonly onClose?: () => void
}

/** The menu itself, inside a popover. */
export function MenuItems({ label, entries, onClose }: ItemsProps) {
  const isAligned = entries.some(({ icon: sign }) => sign !== undefined)
  return (
    <Menu className="menu" aria-label={label} {...(onClose && { autoFocus: 'first', onClose })}>
      {entries.map((entry) => [
        entry.apart ? <Separator key={`${entry.id}-line`} className="menu-line" /> : null,
        <Entry key={entry.id} entry={entry} isAligned={isAligned} />,
      ])}
    </Menu>
  )
}

interface EntryProps {
  readonly entry: MenuEntry
  /** Whether other entries have icons, so that an entry without one is indented to align with them. */
  readonly isAligned: boolean
}

function Entry({ entry, isAligned }: EntryProps) {
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.label}
      className={`menu-item ${entry.danger ? 'danger' : ''}`}
      onAction={entry.run}
    >
      {entry.icon ? <Icon of={entry.icon} /> : isAligned && <span className="menu-no-icon" />}
      <span className="cut">{entry.label}</span>
      {entry.shortcut !== undefined && <kbd>{entry.shortcut}</kbd>}
    </MenuItem>
  )
}
