/** Shown at the start while the sealed vault is locked. Asks for its passphrase, or continues to the list without secrets. */
import { Icon } from '../../parts/icon.tsx'
import { unlockMessages } from './sealed-vault-messages.ts'
import { UnlockForm } from './unlock-form.tsx'

export function UnlockScreen({ onLater }: { readonly onLater: () => void }) {
  return (
    <main className="whole-page shut">
      <section className="shut-inside lock-inside" aria-labelledby="sealed-vault-title">
        <span className="first-run-sign" aria-hidden="true">
          <Icon of="locked" />
        </span>
        <h1 id="sealed-vault-title">{unlockMessages.title}</h1>
        <p className="soft">{unlockMessages.lead}</p>
        <UnlockForm autoFocus onLater={onLater} />
        <p className="faint small">{unlockMessages.laterHelp}</p>
      </section>
    </main>
  )
}
