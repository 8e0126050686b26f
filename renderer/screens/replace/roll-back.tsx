/** Rolls a replacement back: the new key is deleted, and the old one is current again. */
import { isUsable, keyState } from '../../../shared/expiry/expiry.ts'
import type { KeyRow, OperationId } from '../../../shared/model/model.ts'
import { isOverlap, type OverlapOperation } from '../../../shared/model/overlap.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { useAccount, useKey, useOperation, useProvider, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { ConfirmDialog } from '../confirm/confirm-dialog.tsx'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { OwnCredentialDialog } from '../confirm/own-credential-dialog.tsx'
import { rollBackMessages, rollBackWords } from './retire-messages.ts'
import { canTakeOver, goingBackWords } from './transfer-messages.ts'

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
  const old = useKey(operation.overlap.old)
  const now = useVault((state) => state.now)
  const provider = useProvider(row.account === undefined ? undefined : row.provider)?.name
  if (owner !== undefined && !canTakeOver(old, owner))
    return (
      <OwnCredentialDialog title={rollBackMessages.ownCredentialTitle(row.name)} row={row} account={owner} />
    )
  const oldWorks = old === undefined || isUsable(keyState(old, now, 0))
  const { words, what } = rollBackWords(row.name, isValue, provider ?? commonMessages.itsProvider, oldWorks)
  return (
    <ConfirmDialog
      title={rollBackMessages.title(operation.overlap.oldName)}
      words={words}
      icon="rollBack"
      nameToType={row.name}
      provider={provider}
      run={() => call('overlap:roll-back', { operation: operation.id, name: row.name })}
      then={() => toast({ tone: 'good', text: rollBackMessages.done, about: operation.overlap.oldName })}
    >
      <p>{what}</p>
      {owner !== undefined && (
        <p className="wrap">
          <strong>{owner.name}</strong> {goingBackWords(provider ?? commonMessages.itsProvider)}
        </p>
      )}
    </ConfirmDialog>
  )
}
