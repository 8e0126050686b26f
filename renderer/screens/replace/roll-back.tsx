/** Takes a replacement back: the new key ends, the old one is current again. */
import { isUsable, keyState } from '../../../shared/expiry/expiry.ts'
import type { KeyRow, OperationId } from '../../../shared/model/model.ts'
import { isOverlap, type OverlapOperation } from '../../../shared/model/overlap.ts'
import { call } from '../../vault/bridge.ts'
import { useAccount, useKey, useOperation, useProvider, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { ConfirmDialog } from '../confirm/confirm-dialog.tsx'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { OwnCredentialDialog } from '../confirm/own-credential-dialog.tsx'
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
    return <OwnCredentialDialog title={`Roll back ${row.name}?`} row={row} account={owner} />
  const oldWorks = old === undefined || isUsable(keyState(old, now, 0))
  const { words, what } = rollBackWords(row.name, isValue, provider ?? 'its provider', oldWorks)
  return (
    <ConfirmDialog
      title={`Roll back to the old ${operation.overlap.oldName}?`}
      words={words}
      icon="rollBack"
      nameToType={row.name}
      provider={provider}
      act={() => call('overlap:roll-back', { operation: operation.id, name: row.name })}
      then={() =>
        toast({ tone: 'good', text: 'The old key is current again', about: operation.overlap.oldName })
      }
    >
      <p>{what}</p>
      {owner !== undefined && (
        <p className="wrap">
          <strong>{owner.name}</strong> {goingBackWords(provider ?? 'its provider')}
        </p>
      )}
    </ConfirmDialog>
  )
}

/** `oldWorks`: by what is known of the old key's dates and its switch. */
export function rollBackWords(name: string, isValue: boolean, provider: string, oldWorks: boolean) {
  if (isValue)
    return {
      words: `Delete the new value of ${name}`,
      what: 'The new secret is deleted from your keychain. You can’t undo this. The old one is current again.',
    }
  return {
    words: `Delete the new ${name} at ${provider}`,
    what: `The new key is refused by ${provider} from then on: whatever has it already breaks. The old one, which ${oldWorks ? 'still works' : 'does not work now'}, is current again.`,
  }
}
