/** What the list's place shows in an empty vault: one sentence, one button, one way to look around first. */
import { openDialog } from '../../app/acts.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'

/** For a vault without an account or a key; a list without keys is in keys/empty-list.tsx. */
export function FirstRun() {
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
