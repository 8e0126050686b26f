/** Draws one icon of the set. Always decoration: the word beside it, or the button's label, says the same. */
import { icons, type IconName } from './icons.ts'

interface Props {
  readonly of: IconName
  readonly className?: string
}

export function Icon({ of, className = '' }: Props) {
  const Drawing = icons[of]
  return <Drawing className={`icon ${className}`} aria-hidden="true" focusable="false" />
}
