/** Lists every shortcut of the window, from the list of commands. */
import {
  COMMAND_IDS,
  commandFacts,
  type CommandGroup,
  type CommandId,
} from '../../../shared/desktop/commands.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { isMac } from '../../app/platform.ts'
import { GROUP_WORDS } from '../../commands/commands-messages.ts'
import { shortcutText } from '../../commands/shortcuts.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { sheetMessages } from './shortcut-sheet-messages.ts'

/** The commands of a group that have a shortcut. */
const idsOf = (group: CommandGroup): readonly CommandId[] =>
  COMMAND_IDS.filter((id) => commandFacts(id).group === group && commandFacts(id).shortcuts !== undefined)

const GROUPS = (Object.keys(GROUP_WORDS) as readonly CommandGroup[]).filter(
  (group) => idsOf(group).length > 0,
)

export function ShortcutSheet() {
  return (
    <Dialog
      title={sheetMessages.title}
      size="large"
      onClose={closeDialog}
      footer={
        <Button autoFocus onPress={closeDialog}>
          {commonMessages.close}
        </Button>
      }
    >
      {/* Focusable, since the sheet is longer than a low window and the arrow keys scroll the focused element. */}
      <div className="sheet" role="group" aria-label={sheetMessages.title} tabIndex={0}>
        {GROUPS.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
      <p className="soft small">{sheetMessages.doubleClick}</p>
    </Dialog>
  )
}

function Group({ group }: { readonly group: CommandGroup }) {
  return (
    <section className="sheet-group">
      <h3>{GROUP_WORDS[group]}</h3>
      <dl>
        {idsOf(group).map((id) => (
          <div key={id} className="sheet-line">
            <dt className="wrap">{commandFacts(id).words}</dt>
            <dd>
              <Keys id={id} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Keys({ id }: { readonly id: CommandId }) {
  return commandFacts(id).shortcuts?.map((shortcut, index) => (
    <span key={shortcut}>
      {index > 0 && <span className="soft small">{` ${sheetMessages.or} `}</span>}
      <kbd>{shortcutText(shortcut, isMac)}</kbd>
    </span>
  ))
}
