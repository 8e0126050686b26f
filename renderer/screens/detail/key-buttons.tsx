/** The commands for the open key: copy, replace, and the rest in a menu. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { CopyAs } from '../../../shared/model/copy-as.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { commandForKey } from '../../commands/commands-of-key.ts'
import { hasSecret, keyCommands, mainCommands, menuCommands } from '../../commands/key-commands.ts'
import { menuEntries } from '../../commands/menu-entries.ts'
import { Button } from '../../parts/button.tsx'
import { MenuButton } from '../../parts/menu.tsx'
import { useReplacement } from '../replace/use-replacement.ts'
import { CopyButton } from './copy-button.tsx'
import { headMessages } from './detail-messages.ts'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
  /** The known forms in which the secret can be copied. */
  readonly copyAs: readonly CopyAs[]
}

export function KeyButtons({ row, metadata, copyAs }: Props) {
  const offered = keyCommands(row, metadata)
  const isHeld = hasSecret(row)
  // The panel has one primary button. A replacement has its own.
  const looks = useReplacement(row)?.progress.primary === undefined ? 'primary' : 'plain'
  const more = menuCommands(row, offered).map((id) => commandForKey(id, row, metadata))
  return (
    <div className="detail-buttons">
      <div className="detail-main-buttons">
        {isHeld && <CopyButton row={row} forms={copyAs} looks={looks} />}
        {mainCommands(row, offered).map((id, index) => {
          const { words, icon, run } = commandForKey(id, row, metadata)
          return (
            <Button
              key={id}
              icon={icon}
              looks={!isHeld && index === 0 ? looks : 'plain'}
              aria-label={`${words} (${row.name})`}
              onPress={run}
            >
              {words}
            </Button>
          )
        })}
      </div>
      <MenuButton label={headMessages.more(row.name)} entries={menuEntries(more)} />
    </div>
  )
}
