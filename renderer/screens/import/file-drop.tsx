/** Starts an import with the files that the user drops on the window while no dialog is open. */
import { openDialog } from '../../app/page-actions.ts'
import { Icon } from '../../parts/icon.tsx'
import { useFileDrop } from '../../parts/use-file-drop.ts'
import { useVault } from '../../vault/store.ts'
import type { VaultState } from '../../vault/vault-state.ts'
import { importMessages } from './import-messages.ts'

/** A demo vault imports nothing. */
const mayImport = ({ dialog, proxySignIn, demo }: VaultState): boolean =>
  dialog === undefined && proxySignIn === undefined && demo !== 'inside'

const openImport = () => openDialog({ kind: 'import-keys', isDropped: true })

export function FileDrop() {
  const isOver = useFileDrop(useVault(mayImport) ? openImport : undefined)
  return isOver ? <DropHint /> : null
}

/** Covers the window while files are being dragged over it. */
export function DropHint() {
  return (
    <div className="drop-hint" aria-hidden="true">
      <p>
        <Icon of="import" />
        {importMessages.drop}
      </p>
    </div>
  )
}
