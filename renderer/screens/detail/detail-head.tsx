/** The top of the panel: the key's name, provider and account, and state. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { CopyAs } from '../../../shared/model/copy-as.ts'
import { DAY_MS, keyState, leftWords } from '../../../shared/expiry/expiry.ts'
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { closeDetail } from '../../app/page-actions.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { KeyTile } from '../../parts/provider-tile.tsx'
import { StateBadge } from '../../parts/state-badge.tsx'
import { useVault } from '../../vault/store.ts'
import { toggleFavourite } from '../../vault/local-edits.ts'
import { focusList } from '../keys/list-focus.ts'
import { CopyTextButton } from './copy-text-button.tsx'
import { KeyButtons } from './key-buttons.tsx'
import { keyNames } from '../../messages/common-messages.ts'
import { headMessages } from './detail-messages.ts'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
  readonly account: AccountRow | undefined
  readonly copyAs: readonly CopyAs[]
}

function leave(): void {
  closeDetail()
  focusList()
}

export function DetailHead({ row, metadata, account, copyAs }: Props) {
  const now = useVault((state) => state.now)
  const leadDays = useVault(({ settings }) => settings.leadDays)
  const left = leftWords(row, now)
  return (
    <header className="detail-head">
      <div className="detail-back">
        <Button looks="quiet" size="small" icon="back" onPress={leave}>
          {headMessages.back}
        </Button>
      </div>
      <div className="detail-title">
        <KeyTile row={row} />
        <h2 id="detail-name" className="wrap selectable" dir="auto" title={row.name}>
          {row.name === '' ? headMessages.nameless : row.name}
        </h2>
        <IconButton
          label={row.favourite ? headMessages.removeFavourite : headMessages.addFavourite}
          icon="favourite"
          shortcut={keyNames.space}
          filled={row.favourite}
          onPress={() => void toggleFavourite(row)}
        />
        <IconButton label={headMessages.close} icon="close" shortcut={keyNames.escape} onPress={leave} />
      </div>
      <p className="detail-place soft">
        <span className="cut" dir="auto" title={account?.name ?? headMessages.manual}>
          {account?.name ?? headMessages.manual}
        </span>
        {row.handle !== undefined && (
          <code className="selectable" title={row.handle}>
            {row.handle}
          </code>
        )}
        <CopyTextButton command="copy-handle" row={row} />
      </p>
      <p className="detail-state">
        <StateBadge state={keyState(row, now, leadDays * DAY_MS)} row={row} now={now} />
        {left !== undefined && <span className="soft">{left}</span>}
      </p>
      <KeyButtons row={row} metadata={metadata} copyAs={copyAs} />
    </header>
  )
}
