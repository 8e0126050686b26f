/**
 * Runs the command that a menu, the tray or a second start of the app requested from this page, once the vault is shown and no dialog is in
 * the way.
 */
import { useEffect } from 'react'
import type { PageCommand } from '../../shared/desktop/page-commands.ts'
import { closeDialog, openDialog, showKey } from './page-actions.ts'
import { call, on } from '../vault/bridge.ts'
import { runCommand } from '../commands/use-shortcuts.ts'
import { afterDialogs, keepDialogs } from '../parts/open-dialogs.ts'
import { useVault } from '../vault/store.ts'
import { copyKey } from '../vault/vault-commands.ts'

function perform(asked: PageCommand): void {
  if (useVault.getState().dialog?.kind === 'commands') closeDialog() // the command palette, which holds nothing unfinished
  if (asked.act === 'attention') openDialog({ kind: 'attention' })
  else if (asked.act === 'add-named-key') openDialog({ kind: 'add-key', name: asked.name })
  else if (asked.act === 'show-key' || asked.act === 'copy-key') {
    showKey(asked.key)
    const key = useVault.getState().keyIndex.get(asked.key)
    if (asked.act === 'copy-key' && key !== undefined) void copyKey(key)
  } else runCommand(asked.act)
}

async function takeCommand(): Promise<void> {
  const answer = await call('desktop:take-command')
  if (!answer.ok || answer.value === undefined) return
  const asked = answer.value
  afterDialogs(() => perform(asked)) // a dialog may hold unfinished input
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
