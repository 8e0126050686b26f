/**
 * What the list's place shows in an empty vault: what Keyhold is for, the providers to begin with, one way to look around first.
 *
 * States: nothing yet (this page; the sidebar shows no view that would be empty); a provider is chosen (the dialog to connect it, over
 * this page); an account or a key is there (this page is gone, and a checklist stands above the list).
 */
import { Button as PressArea } from 'react-aria-components'
import { openDialog } from '../../app/page-actions.ts'
import { Icon } from '../../parts/icon.tsx'
import { ProviderTile } from '../../parts/provider-tile.tsx'
import type { DialogState } from '../../vault/dialog-state.ts'
import { useVault } from '../../vault/store.ts'
import { changeSettings, openDemo } from '../../vault/vault-commands.ts'
import { FIRST_RUN } from './first-run-messages.ts'

/** The checklist is there as soon as the dialog has come to its end. */
function begin(dialog: DialogState): void {
  void changeSettings({ gettingStarted: true })
  openDialog(dialog)
}

/** For a vault without an account or a key; a list without keys is in keys/empty-list.tsx. */
export function FirstRun() {
  return (
    <section className="first-run" aria-labelledby="first-run-title">
      <span className="first-run-sign" aria-hidden="true">
        <Icon of="key" />
      </span>
      <h1 id="first-run-title">{FIRST_RUN.title}</h1>
      <p className="lead soft">{FIRST_RUN.lead}</p>
      <Providers />
      <p className="faint small first-run-safe">
        <Icon of="locked" />
        {FIRST_RUN.safe}
      </p>
    </section>
  )
}

/** Nothing where no second window can be opened, as in a browser. */
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
    <ul className="first-run-providers" aria-label={FIRST_RUN.providers}>
      {[...providers.values()].map(({ id, name }, index) => (
        <li key={id}>
          <PressArea
            className="choice-card"
            aria-label={FIRST_RUN.connect(name)}
            autoFocus={index === 0}
            onPress={() => begin({ kind: 'connect-account', provider: id })}
          >
            <ProviderTile provider={id} name={name} />
            <strong className="cut">{name}</strong>
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
      <TryDemo />
    </ul>
  )
}
