/** Offers a sealed vault if no keychain answers. Draws nothing if there is a keychain, or if a sealed vault is in use. */
import { openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useVault } from '../../vault/store.ts'
import { beginMessages } from './sealed-vault-messages.ts'
import { useSecretStorage } from './use-secret-storage.ts'

export function SealedVaultOffer() {
  const isAbsent = useVault((state) => state.keychain.state === 'absent')
  return isAbsent ? <Offer /> : null
}

function Offer() {
  const storage = useSecretStorage()
  if (storage?.isOffered !== true || storage.uses !== 'keychain') return null
  return (
    <Notice
      tone="warn"
      title={beginMessages.offerTitle}
      actions={
        <Button size="small" icon="locked" onPress={() => openDialog({ kind: 'sealed-vault' })}>
          {beginMessages.open}
        </Button>
      }
    >
      {beginMessages.offer}
    </Notice>
  )
}
