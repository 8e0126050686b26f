/**
 * Draws one icon of the set. An icon is always decoration: the text beside it, or the button's label, says the same.
 * Each icon is drawn once, in the sprite, and referenced, so that a list of forty rows changes attributes, not drawings.
 */
import { icons, type IconName } from './icons.ts'

interface Props {
  readonly of: IconName
  readonly className?: string
}

export function Icon({ of, className = '' }: Props) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <use href={`#icon-${of}`} />
    </svg>
  )
}

/** Every icon once, hidden. The fill and stroke are inherited from the place of use. */
export function IconSprite() {
  return (
    <svg className="unseen" width="0" height="0" aria-hidden="true" focusable="false">
      {Object.entries(icons).map(([name, Drawing]) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 24 24">
          <Drawing fill="inherit" stroke="inherit" strokeWidth="inherit" />
        </symbol>
      ))}
    </svg>
  )
}
