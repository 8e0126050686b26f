/** The acts on the open key: copy, renew, and the rest in a menu. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { CopyAs } from '../../../shared/model/copy-as.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/acts.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import type { IconName } from '../../parts/icons.ts'
import { MenuButton, type MenuEntry } from '../../parts/menu.tsx'
import { toastError } from '../../vault/toasts.ts'
import { toggleFavourite } from '../../vault/vault-commands.ts'
import { CopyButton } from './copy-button.tsx'
import { hasSecret, keyActs, mainActs, type KeyAct } from './key-menu.ts'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
  /** The forms in which its secret can be copied, as far as they are known. */
  readonly copyAs: readonly CopyAs[]
}

interface Place {
  readonly provider: string
}

const MENU: Record<KeyAct, readonly [words: (row: KeyRow, place: Place) => string, icon: IconName]> = {
  replace: [() => 'Replace…', 'replace'],
  regenerate: [() => 'Regenerate…', 'regenerate'],
  paste: [({ secret }) => (secret === 'missing' ? 'Add secret…' : 'Update secret…'), 'paste'],
  edit: [(_, { provider }) => `Edit at ${provider}…`, 'edit'],
  enable: [(_, { provider }) => `Enable at ${provider}…`, 'active'],
  disable: [(_, { provider }) => `Disable at ${provider}…`, 'disabled'],
  console: [() => 'Open console', 'external'],
  favourite: [({ favourite }) => (favourite ? 'Remove from favourites' : 'Add to favourites'), 'favourite'],
  create: [() => 'Create another key…', 'add'],
  revoke: [(_, { provider }) => `Delete at ${provider}…`, 'trash'],
  delete: [() => 'Remove from Keyhold…', 'trash'],
}

const runs = (row: KeyRow): Record<KeyAct, () => void> => ({
  replace: () => openDialog({ kind: 'replace', key: row.id }),
  regenerate: () => openDialog({ kind: 'regenerate', key: row.id }),
  paste: () => openDialog({ kind: 'paste', key: row.id }),
  edit: () => openDialog({ kind: 'edit-key', key: row.id }),
  enable: () => openDialog({ kind: 'switch', key: row.id, enabled: true }),
  disable: () => openDialog({ kind: 'switch', key: row.id, enabled: false }),
  console: () =>
    void call('app:open-link', { to: 'key-console', key: row.id }).then((result) => {
      if (!result.ok) toastError(result.error)
    }),
  favourite: () => void toggleFavourite(row),
  create: () =>
    openDialog({ kind: 'create-key', ...(row.account !== undefined && { account: row.account }) }),
  revoke: () => openDialog({ kind: 'revoke', key: row.id }),
  delete: () => openDialog({ kind: 'delete', key: row.id }),
})

const ENDS: readonly KeyAct[] = ['revoke', 'delete']

export function KeyActs({ row, metadata, copyAs }: Props) {
  const acts = keyActs(row, metadata)
  const main = mainActs(row, acts)
  const run = runs(row)
  const place = { provider: metadata?.name ?? 'its provider' }
  const isHeld = hasSecret(row)
  const entries = acts
    .filter((act) => !main.includes(act))
    .map((act): MenuEntry => {
      const [words, icon] = MENU[act]
      const isEnd = ENDS.includes(act)
      return { id: act, label: words(row, place), icon, danger: isEnd, apart: isEnd, act: run[act] }
    })
  return (
    <div className="detail-acts">
      {isHeld && <CopyButton row={row} forms={copyAs} />}
      {main.map((act, index) => {
        const [words, icon] = MENU[act]
        return (
          <Button
            key={act}
            icon={icon}
            looks={!isHeld && index === 0 ? 'primary' : 'plain'}
            aria-label={`${words(row, place)} (${row.name})`}
            onPress={run[act]}
          >
            {words(row, place)}
          </Button>
        )
      })}
      <MenuButton label={`More for ${row.name}`} entries={entries} />
    </div>
  )
}
