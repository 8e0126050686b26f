/** Draws one command for a key. A click runs it. */
import { Icon } from '../parts/icon.tsx'
import type { PaletteCommand } from './key-commands.ts'

interface Props {
  /** The target of the field's `aria-activedescendant`. */
  readonly id: string
  readonly command: PaletteCommand
  readonly isChosen: boolean
  readonly onChoose: () => void
}

export function CommandRow({ id, command, isChosen, onChoose }: Props) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={isChosen}
      className="palette-row command"
      onPointerMove={onChoose}
      onClick={() => void command.run()}
    >
      <Icon of={command.icon} className="soft" />
      <span className="cut">{command.label}</span>
    </li>
  )
}
