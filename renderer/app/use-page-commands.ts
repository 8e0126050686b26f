/**
 * Runs the command that a menu, the tray or a second start of the app requested from this page, once the vault is shown and no dialog is in
 * the way.
 */
import { useEffect } from 'react'
import type { PageCommand } from '../../shared/desktop/page-commands.ts'
import { openDialog, showKey } from './page-actions.ts'
import { call, on } from '../vault/bridge.ts'
import { copySecret } from '../commands/copy-secret.ts'
import { runCommand } from '../commands/use-shortcuts.ts'
import { afterDialogs, keepDialogs } from '../parts/open-dialogs.ts'
import { isTextField } from '../parts/text-field.ts'
import { useVault } from '../vault/store.ts'

function perform(command: PageCommand): void {
  if (command.kind === 'attention') openDialog({ kind: 'attention' })
  else if (command.kind === 'add-named-key') openDialog({ kind: 'add-key', name: command.name })
  else if (command.kind === 'add-copied-key') openDialog({ kind: 'add-key', copied: command.shape })
  else if (command.kind === 'show-key' || command.kind === 'copy-key') {
    showKey(command.key)
    const key = useVault.getState().keyIndex.get(command.key)
    if (command.kind === 'copy-key' && key !== undefined) copySecret(key)
  } else runCommand(command.kind)
}

/** Undoes typing in the field that has the focus, which may be in a dialog; without such a field, the last action. */
function undoHere(): void {
  // oxlint-disable-next-line typescript/no-deprecated -- the page has no other way to undo typing
  if (isTextField(document.activeElement)) document.execCommand('undo')
  else runCommand('undo')
}

async function takeCommand(): Promise<void> {
  const answer = await call('desktop:take-command')
  if (!answer.ok || answer.value === undefined) return
  const command = answer.value
  if (command.kind === 'undo') undoHere()
  else afterDialogs(() => perform(command)) // a dialog may hold unfinished input
}

export function usePageCommands(): void {
  useEffect(() => {
    const stop = on('desktop:command-waits', () => void takeCommand())
    void takeCommand() // a command requested before this page was loaded
    return () => {
      stop()
      keepDialogs()
    }
  }, [])
}
