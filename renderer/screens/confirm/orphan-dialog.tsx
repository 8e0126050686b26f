/** Deletes one entry of the keychain that belongs to nothing here. */
import type { Orphan } from '../../../shared/contract/keychain.ts'
import { call } from '../../vault/bridge.ts'
import { toast } from '../../vault/toasts.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Nobody has the values of these but the keychain. */
const isSecret = ({ kind }: Orphan) => kind === 'secret' || kind === 'credential'

export function DeleteOrphanDialog({ orphan }: { readonly orphan: Orphan }) {
  const { name } = orphan
  return (
    <ConfirmDialog
      title="Delete this entry of your keychain?"
      words="Delete this entry"
      icon="trash"
      {...(isSecret(orphan) && { nameToType: name })}
      act={() => call('keychain:delete-orphan', { name })}
      then={() => toast({ tone: 'good', text: 'Entry deleted', about: name })}
    >
      <p>
        <strong className="selectable wrap">{name}</strong>
      </p>
      {isSecret(orphan) ? (
        <p>
          It may be the only copy of a secret. If you opened a backup or started a new vault, an older
          database may still refer to it. You can’t undo this.
        </p>
      ) : (
        <p className="soft">
          {orphan.kind === 'proxy'
            ? 'The sign-in that is kept for the proxy stays as it is.'
            : 'It holds no secret of yours.'}
        </p>
      )}
    </ConfirmDialog>
  )
}
