/** Takes a replacement back: the new key ends, the old one is current again. */
import type { KeyRow, OperationId } from '../../../shared/model.ts'
import { isOverlap, type OverlapOperation } from '../../../shared/overlap.ts'
import { call } from '../../bridge.ts'
import { useAccount, useKey, useOperation, useProvider } from '../../store.ts'
import { toast } from '../../toasts.ts'
import { ConfirmDialog } from '../confirm/confirm-dialog.tsx'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { OwnCredentialDialog } from '../confirm/own-credential-dialog.tsx'
import { canTakeOver, goingBackWords } from './handover-words.ts'

export function RollBackDialog({ id }: { readonly id: OperationId }) {
  const operation = useOperation(id)
  const row = useKey(operation?.key)
  return operation !== undefined && isOverlap(operation) && row !== undefined ? (
    <NewKey operation={operation} row={row} />
  ) : (
    <MissingDialog what="operation" />
  )
}

interface Props {
  readonly operation: OverlapOperation
  readonly row: KeyRow
}

function NewKey({ operation, row }: Props) {
  const isValue = operation.overlap.oldVersion !== undefined
  const owner = useAccount(isValue ? undefined : row.credentialOf)
  const provider = useProvider(row.account === undefined ? undefined : row.provider)?.name
  const old = useKey(operation.overlap.old)
  if (owner !== undefined && !canTakeOver(old, owner))
    return <OwnCredentialDialog title={`Roll back ${row.name}?`} row={row} account={owner} />
  return (
    <ConfirmDialog
      title={`Roll back to the old ${operation.overlap.oldName}?`}
      words={
        isValue
          ? `Delete the new value of ${row.name}`
          : `Delete the new ${row.name} at ${provider ?? 'its provider'}`
      }
      icon="rollBack"
      nameToType={row.name}
      provider={provider}
      act={() => call('overlap:roll-back', { operation: operation.id, name: row.name })}
      then={() => toast({ tone: 'good', text: `The old ${operation.overlap.oldName} is current again` })}
    >
      <p>
        {isValue
          ? 'The new value goes from your keychain and cannot be brought back. The old one is current again.'
          : `${provider ?? 'Its provider'} refuses the new key from then on: whatever has it already breaks. The old one, which still works, is current again.`}
      </p>
      {owner !== undefined && (
        <p className="wrap">
          <strong>{owner.name}</strong> {goingBackWords(provider ?? 'its provider')}
        </p>
      )}
    </ConfirmDialog>
  )
}
