/** Forgets an account here. Its keys stay, as keys of nobody. */
import type { AccountId } from '../../../shared/model/model.ts'
import { showView } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { useAccount, useProvider, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { MissingDialog } from './missing-dialog.tsx'

const keysWords = (count: number) =>
  count === 0 ? 'It has no keys here.' : `Its ${count === 1 ? 'one key stays' : `${count} keys stay`} here`

export function RemoveAccountDialog({ id }: { readonly id: AccountId }) {
  const account = useAccount(id)
  const provider = useProvider(account?.provider)?.name ?? 'the provider'
  const count = useVault(({ counts }) => counts.accounts.get(id) ?? 0)
  if (account === undefined) return <MissingDialog what="account" />
  return (
    <ConfirmDialog
      title={`Remove ${account.name}?`}
      words={`Remove ${account.name} from Keyhold`}
      icon="trash"
      nameToType={account.name}
      provider={provider}
      act={() => call('account:remove', { account: id, name: account.name })}
      then={() => {
        showView({ kind: 'all' })
        toast({ tone: 'good', text: 'Account removed', about: account.name, detail: `${keysWords(count)}.` })
      }}
    >
      <p>
        {keysWords(count)}
        {count > 0 &&
          ', with secrets, notes and tags, as manual keys. Keyhold no longer syncs or rotates them.'}
      </p>
      <p className="soft">
        Nothing changes at {provider}. The account’s credential is deleted from your keychain.
      </p>
    </ConfirmDialog>
  )
}
