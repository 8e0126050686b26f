/** Copies the open key's secret on a click. A menu beside the button offers other forms of the secret. */
import type { CopyAs } from '../../../shared/model/copy-as.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { copyEntries } from '../../commands/copy-entries.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { MenuButton } from '../../parts/menu.tsx'
import { copyKey } from '../../vault/vault-commands.ts'
import { copyMessages } from './detail-messages.ts'

interface Props {
  readonly row: KeyRow
  /** The forms that exist for this key. */
  readonly forms: readonly CopyAs[]
  readonly looks: 'primary' | 'plain'
}

export function CopyButton({ row, forms, looks }: Props) {
  const entries = copyEntries(row, forms)
  return (
    <div className="split-button">
      <Button
        looks={looks}
        icon="copy"
        aria-label={copyMessages.label(row.name)}
        onPress={() => void copyKey(row)}
      >
        {commonMessages.copy}
      </Button>
      {entries.length > 0 && (
        <MenuButton label={copyMessages.forms(row.name)} entries={entries} icon="down" looks={looks} />
      )}
    </div>
  )
}
