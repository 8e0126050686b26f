/**
 * Shown instead of the list in an empty vault: the purpose of Keyhold, the providers to begin with, and a demo to try first.
 *
 * States: empty vault (this page; the sidebar hides the views that would be empty); a provider is chosen (the dialog to connect it is open
 * over this page); an account or a key exists (this page is removed, and a checklist is shown above the list).
 */
import { Button as PressArea } from 'react-aria-components'
import { SEALED_VAULT } from '../../../shared/diagnostics/sealed-vault.ts'
import { openDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Icon } from '../../parts/icon.tsx'
import { ProviderTile } from '../../parts/provider-tile.tsx'
import type { DialogState } from '../../vault/dialog-state.ts'
import { useVault } from '../../vault/store.ts'
import { changeSettings, openDemo } from '../../vault/vault-commands.ts'
import { SealedVaultOffer } from '../sealed-vault/offer.tsx'
import { FIRST_RUN } from './first-run-messages.ts'

/** Enables the checklist before the dialog opens, so that the checklist is shown as soon as the dialog has finished. */
function begin(dialog: DialogState): void {
  void changeSettings({ gettingStarted: true })
  openDialog(dialog)
}

/** For a vault without an account or a key; a list without keys is in keys/empty-list.tsx. */
export function FirstRun() {
  const isSealed = useVault((state) => state.keychain.backend === SEALED_VAULT)
  return (
    <section className="first-run" aria-labelledby="first-run-title">
      <span className="first-run-sign" aria-hidden="true">
        <Icon of="key" />
      </span>
      <h1 id="first-run-title">{FIRST_RUN.title}</h1>
      <p className="lead soft">{FIRST_RUN.lead}</p>
      <SealedVaultOffer />
      <Providers />
      <p className="faint small first-run-safe">
        <Icon of="locked" />
        {isSealed ? FIRST_RUN.safeSealed : FIRST_RUN.safe}
      </p>
    </section>
  )
}

/** Renders nothing in a demo vault, which opens no files. */
function Import() {
  const isDemo = useVault((state) => state.demo === 'inside')
  if (isDemo) return null
  return (
    <li>
      <PressArea className="choice-card" onPress={() => begin({ kind: 'import-keys' })}>
        <Icon of="import" />
        <span className="choice-card-text">
          <strong>{FIRST_RUN.import}</strong>
          <span className="soft small">{FIRST_RUN.importHelp}</span>
        </span>
      </PressArea>
    </li>
  )
}

/** Renders nothing if no second window can be opened, for example in a browser. */
function TryDemo() {
  const isOffered = useVault((state) => state.demo === 'offered')
  if (!isOffered) return null
  return (
    <li>
      <PressArea className="choice-card first-run-demo" onPress={() => void openDemo()}>
        <Icon of="external" />
        <span className="choice-card-text">
          <strong>{FIRST_RUN.demo}</strong>
          <span className="soft small">{FIRST_RUN.demoHelp}</span>
        </span>
      </PressArea>
    </li>
  )
}

function Providers() {
  const providers = useVault((state) => state.providers)
  return (
    <ul className="first-run-providers" aria-label={commonMessages.connectAccount}>
      {[...providers.values()].map(({ id, name }, index) => (
        <li key={id}>
          <PressArea
            className="choice-card"
            autoFocus={index === 0}
            onPress={() => begin({ kind: 'connect-account', provider: id })}
          >
            <ProviderTile provider={id} name={name} />
            <strong className="cut">
              <span className="unseen">{FIRST_RUN.connect} </span>
              {name}
            </strong>
          </PressArea>
        </li>
      ))}
      <li>
        <PressArea className="choice-card" onPress={() => begin({ kind: 'add-key' })}>
          <Icon of="add" />
          <span className="choice-card-text">
            <strong>{FIRST_RUN.other}</strong>
            <span className="soft small">{FIRST_RUN.otherHelp}</span>
          </span>
        </PressArea>
      </li>
      <Import />
      <TryDemo />
    </ul>
  )
}
