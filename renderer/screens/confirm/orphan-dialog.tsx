/** Deletes one keychain entry that nothing in the vault references. */
import type { Orphan } from '../../../shared/contract/keychain.ts'
import { call } from '../../vault/bridge.ts'
import { toast } from '../../vault/toasts.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { orphanMessages } from './confirm-messages.ts'

/** Entries of these kinds may be the only copy of their value. */
const isSecret = ({ kind }: Orphan) => kind === 'secret' || kind === 'credential'

export function DeleteOrphanDialog({ orphan }: { readonly orphan: Orphan }) {
  const { name } = orphan
  return (
    <ConfirmDialog
      title={orphanMessages.title}
      words={orphanMessages.confirm}
      icon="trash"
      {...(isSecret(orphan) && { nameToType: name })}
      run={() => call('keychain:delete-orphan', { name })}
      then={() => toast({ tone: 'good', text: orphanMessages.done, about: name })}
    >
      <p>
        <strong className="selectable wrap">{name}</strong>
      </p>
      {isSecret(orphan) ? (
        <p>{orphanMessages.onlyCopy}</p>
      ) : (
        <p className="soft">
          {orphan.kind === 'proxy' ? orphanMessages.proxyStays : orphanMessages.noSecret}
        </p>
      )}
    </ConfirmDialog>
  )
}
