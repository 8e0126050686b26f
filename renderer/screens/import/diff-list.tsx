/** Every line of the `.env` files that will change, before and after. The secrets themselves stay in the main process. */
import { useState } from 'react'
import type { PlainFile } from '../../../shared/contract/import.ts'
import { Button } from '../../parts/button.tsx'
import { changesOf } from './clean-up.ts'
import { importMessages } from './import-messages.ts'

/** The number of changes shown at first, and added by each press. */
const PART = 50

export function DiffList({ files }: { readonly files: readonly PlainFile[] }) {
  const [shown, setShown] = useState(PART)
  const changes = changesOf(files)
  return (
    <>
      <ul className="plain-lines diff-list" aria-label={importMessages.changes}>
        {changes.slice(0, shown).map(({ file, line, variable, reference }) => (
          <li key={`${file} ${String(line)} ${variable}`}>
            <span className="wrap" dir="auto">
              {importMessages.changedLine(file, line)}
            </span>
            <del className="wrap">{importMessages.assignment(variable, importMessages.hidden)}</del>
            <ins className="wrap">{importMessages.assignment(variable, reference)}</ins>
          </li>
        ))}
      </ul>
      {changes.length > shown && (
        <Button size="small" onPress={() => setShown(shown + PART)}>
          {importMessages.moreChanges(changes.length - shown)}
        </Button>
      )}
    </>
  )
}
