/** What the list's place shows while there are no keys: one sentence, one button, one way to look around first. */
import { openDialog } from '../../app/acts.ts'
import { creatingIn } from '../../vault/all-accounts.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'

/** An empty vault; with accounts but without keys, it says so. */
export function FirstRun() {
  const accountCount = useVault(({ accounts }) => accounts.size)
  if (accountCount > 0) return <NoKeys />
  return (
    <section className="first-run" aria-labelledby="first-run-title">
      <span className="first-run-sign" aria-hidden="true">
        <Icon of="key" />
      </span>
      <h1 id="first-run-title">All your API keys, and when they expire</h1>
      <p className="lead soft">
        Connect a provider account. Keyhold lists its keys, warns you before they expire, and rotates them
        without losing a secret.
      </p>
      <div className="row center">
        <Button
          looks="primary"
          icon="connect"
          autoFocus
          onPress={() => openDialog({ kind: 'connect-account' })}
        >
          Connect account
        </Button>
        <Button icon="add" onPress={() => openDialog({ kind: 'add-key' })}>
          Add a key manually
        </Button>
      </div>
      <p className="soft small">
        Just exploring? <code className="command">npm run demo</code> opens a throwaway vault with simulated
        providers.
      </p>
      <p className="faint small first-run-safe">
        <Icon of="locked" />
        Secrets stay in your system keychain. Keyhold talks only to your providers.
      </p>
    </section>
  )
}

function NoKeys() {
  const isCreating = useVault((state) => creatingIn(state).length > 0)
  return (
    <section className="first-run" aria-labelledby="first-run-title">
      <h1 id="first-run-title">No keys yet</h1>
      <p className="lead soft">Your accounts have no keys that their credentials can list.</p>
      <div className="row center">
        {isCreating && (
          <Button looks="primary" icon="add" onPress={() => openDialog({ kind: 'create-key' })}>
            Create a key
          </Button>
        )}
        <Button icon="add" onPress={() => openDialog({ kind: 'add-key' })}>
          Add a key manually
        </Button>
      </div>
    </section>
  )
}
