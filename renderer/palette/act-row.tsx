/** One thing that can be done with a key. A click does it. */
import { Icon } from '../parts/icon.tsx'
import type { PaletteAct } from './act-list.ts'

interface Props {
  /** For the field's `aria-activedescendant`. */
  readonly id: string
  readonly act: PaletteAct
  readonly isChosen: boolean
  readonly onChoose: () => void
}

export function ActRow({ id, act, isChosen, onChoose }: Props) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={isChosen}
      className="palette-row act"
      onPointerMove={onChoose}
      onClick={() => void act.run()}
    >
      <Icon of={act.icon} className="soft" />
      <span className="cut">{act.label}</span>
    </li>
  )
}
