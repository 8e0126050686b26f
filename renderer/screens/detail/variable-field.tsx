/** The environment variable that holds the key where it is used. Edited in place, and copied by the button beside it. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { InlineText } from '../../parts/inline-text.tsx'
import { editKey } from '../../vault/local-edits.ts'
import { undoMessages } from '../../vault/undo-messages.ts'
import { CopyTextButton } from './copy-text-button.tsx'
import { localMessages } from './detail-messages.ts'

export function VariableField({ row }: { readonly row: KeyRow }) {
  return (
    <div className="text-and-copy">
      <InlineText
        label={commonMessages.environmentVariable}
        value={row.environment}
        mono
        placeholder={localMessages.variableHint}
        onSave={(environment) =>
          editKey(row, { environment }, undoMessages.saved(commonMessages.environmentVariable))
        }
      />
      <CopyTextButton command="copy-variable" row={row} />
    </div>
  )
}
