/** Copying the open key: its value at a click, other forms of it in a menu beside. */
import type { CopyAs } from '../../../shared/copy-as.ts'
import type { KeyRow } from '../../../shared/model.ts'
import { Button } from '../../parts/button.tsx'
import type { IconName } from '../../parts/icons.ts'
import { MenuButton, type MenuEntry } from '../../parts/menu.tsx'
import { copyKey } from '../../vault-acts.ts'

type Form = Exclude<CopyAs, 'value'>

const FORMS: Record<Form, readonly [label: string, icon: IconName]> = {
  export: ['Copy as export NAME=…', 'environment'],
  env: ['Copy as NAME=… for a .env file', 'file'],
  header: ['Copy as a header', 'tag'],
  curl: ['Copy as a curl command', 'external'],
}

interface Props {
  readonly row: KeyRow
  /** What exists for this key. */
  readonly forms: readonly CopyAs[]
}

export function CopyButton({ row, forms }: Props) {
  const entries = forms
    .filter((as) => as !== 'value')
    .map((as): MenuEntry => {
      const [label, icon] = FORMS[as]
      return { id: as, label, icon, act: () => void copyKey(row, { as }) }
    })
  return (
    <div className="split-button">
      <Button looks="primary" icon="copy" aria-label={`Copy ${row.name}`} onPress={() => void copyKey(row)}>
        Copy
      </Button>
      {entries.length > 0 && (
        <MenuButton
          label={`Copy ${row.name} in another form`}
          entries={entries}
          icon="down"
          looks="primary"
        />
      )}
    </div>
  )
}
