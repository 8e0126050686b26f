/** A list of lines. A long list is cut and shows how many lines are left out. */
interface Props {
  /** Names the list's content. */
  readonly label: string
  readonly lines: readonly string[]
  /** Says how many lines are left out. */
  readonly more: (lines: number) => string
}

const MOST_SHOWN = 20

export function LineList({ label, lines, more }: Props) {
  const leftOut = lines.length - MOST_SHOWN
  return (
    // Focusable, since the list scrolls and the arrow keys scroll the focused element.
    <div className="import-files" role="group" aria-label={label} tabIndex={0}>
      <ul className="plain-lines">
        {lines.slice(0, MOST_SHOWN).map((line, index) => (
          <li key={index} className="wrap selectable" dir="auto">
            {line}
          </li>
        ))}
        {leftOut > 0 && <li className="soft">{more(leftOut)}</li>}
      </ul>
    </div>
  )
}
