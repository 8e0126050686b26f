/** Lists the providers that the user has described, with the commands for each description. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { DescribedId } from '../../../shared/model/provider-description.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { copyText } from '../../commands/copy-text.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { MenuButton, type MenuEntry } from '../../parts/menu.tsx'
import { ProviderTile } from '../../parts/provider-tile.tsx'
import { call } from '../../vault/bridge.ts'
import { useVault } from '../../vault/store.ts'
import { toast, toastError } from '../../vault/toasts.ts'
import { commandMessages } from '../../commands/commands-messages.ts'
import { describedMessages } from './described-messages.ts'

export function DescribedDialog() {
  const providers = useVault((state) => state.providers)
  const described = [...providers.values()].filter((one) => one.described !== undefined)
  return (
    <Dialog
      title={describedMessages.title}
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>{commonMessages.close}</Button>
          <Button looks="primary" icon="add" onPress={() => openDialog({ kind: 'describe-provider' })}>
            {describedMessages.add}
          </Button>
        </>
      }
    >
      {described.length === 0 ? (
        <p className="soft">{describedMessages.none}</p>
      ) : (
        <ul className="described">
          {described.map((metadata) => (
            <One key={metadata.id} metadata={metadata} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function One({ metadata }: { readonly metadata: ProviderMetadata }) {
  const { id, name } = metadata
  const accounts = useVault(
    (state) => [...state.accounts.values()].filter(({ provider }) => provider === id).length,
  )
  return (
    <li className="described-line">
      <ProviderTile provider={id} name={name} />
      <span className="choice-card-text">
        <strong className="cut" dir="auto">
          {name}
        </strong>
        <span className="soft small wrap">
          {stateWords(metadata)} · {describedMessages.accounts(accounts)}
        </span>
      </span>
      <MenuButton label={describedMessages.menu(name)} entries={entriesOf(metadata)} />
    </li>
  )
}

function stateWords({ described, can }: ProviderMetadata): string {
  const { states } = describedMessages
  const { state = 'confirmed', locked = [] } = described ?? {}
  if (state === 'unreadable') return states.unreadable
  if (state !== 'confirmed' && locked.length > 0) return states[state]
  return can.create || can.revoke ? states.confirmed : states.readOnly
}

function entriesOf({ id: provider, name, described }: ProviderMetadata): readonly MenuEntry[] {
  const connect: MenuEntry = {
    id: 'connect',
    label: describedMessages.connect,
    icon: 'connect',
    run: () => openDialog({ kind: 'connect-account', provider }),
  }
  return [
    {
      id: 'edit',
      label: describedMessages.edit,
      icon: 'edit',
      run: () => openDialog({ kind: 'describe-provider', provider }),
    },
    ...(described?.state === 'unreadable' ? [] : [connect]),
    { id: 'copy', label: describedMessages.copy, icon: 'copy', run: () => void copy(provider, name) },
    {
      id: 'file',
      label: describedMessages.saveFile,
      icon: 'export',
      run: () => void saveFile(provider, name),
    },
    {
      id: 'remove',
      label: describedMessages.remove,
      icon: 'trash',
      danger: true,
      apart: true,
      run: () => openDialog({ kind: 'remove-description', provider }),
    },
  ]
}

async function copy(provider: DescribedId, name: string): Promise<void> {
  const answer = await call('description:read', { provider })
  if (!answer.ok) toastError(answer.error)
  else if (copyText(answer.value.text)) toast({ tone: 'good', text: describedMessages.copied, about: name })
  else toast({ tone: 'bad', text: commandMessages.notCopied, detail: commandMessages.notCopiedDetail })
}

async function saveFile(provider: DescribedId, name: string): Promise<void> {
  const answer = await call('description:save-file', { provider })
  if (!answer.ok) toastError(answer.error)
  else if (answer.value.saved) toast({ tone: 'good', text: describedMessages.savedFile, about: name })
}
