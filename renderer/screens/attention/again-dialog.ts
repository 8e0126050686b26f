/** Returns the dialog that starts an operation again after it had no effect. Pure. */
import type { OperationRow } from '../../../shared/model/operation.ts'
import type { DialogState } from '../../vault/dialog-state.ts'

export function againDialog({ kind, key, account, overlap }: OperationRow): DialogState {
  switch (kind) {
    case 'create':
      return { kind: 'create-key', ...(account !== undefined && { account }) }
    case 'replace':
      // A replacement's `key` is the new key, which does not exist. The old key is in `overlap`.
      return { kind: 'replace', key: overlap?.old ?? key }
    case 'regenerate':
      return { kind: 'regenerate', key }
    case 'paste':
      return { kind: 'paste', key }
    case 'add':
      return { kind: 'add-key' }
  }
}
