/** A list of files, with the number of those that are left out if it would be long. */
import { importMessages } from './import-messages.ts'

const MOST_SHOWN = 20

export function FileList({ lines }: { readonly lines: readonly string[] }) {
  const more = lines.length - MOST_SHOWN
  return (
    <ul className="plain-lines import-files">
      {lines.slice(0, MOST_SHOWN).map((line, index) => (
        <li key={index} className="wrap selectable" dir="auto">
          {line}
        </li>
      ))}
      {more > 0 && <li className="soft">{importMessages.moreFiles(more)}</li>}
    </ul>
  )
}
