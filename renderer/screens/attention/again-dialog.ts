/** Where an operation is begun once more, after it came to nothing. Pure. */
import type { OperationRow } from '../../../shared/model/operation.ts'
import type { DialogState } from '../../vault/dialog-state.ts'

export function againDialog({ kind, key, account, overlap }: OperationRow): DialogState {
  switch (kind) {
    case 'create':
      return { kind: 'create-key', ...(account !== undefined && { account }) }
    case 'replace':
      // The operation's own key is the new one, which does not exist.
      return { kind: 'replace', key: overlap?.old ?? key }
    case 'regenerate':
      return { kind: 'regenerate', key }
    case 'paste':
      return { kind: 'paste', key }
    case 'add':
      return { kind: 'add-key' }
  }
}
