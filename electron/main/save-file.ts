/** Lets the user choose where a file goes, and writes it there. */
import { BrowserWindow, dialog } from 'electron'
import { Failure } from '../../shared/contract/errors.ts'
import type { World } from '../core/ports/world.ts'
import { saveWholeFile } from '../os/whole-file.ts'

/** The dialog opens over the window in front. Throws Failure `file`. */
export const saveFile: World['saveFile'] = async (name, text) => {
  const parent = BrowserWindow.getFocusedWindow()
  const options = { defaultPath: name }
  const { canceled, filePath } = await (parent === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(parent, options))
  if (canceled || filePath === '') return false
  await writeOwn(filePath, text)
  return true
}

/** Only the file's owner may read it: names and notes are private. */
async function writeOwn(path: string, text: string): Promise<void> {
  try {
    await saveWholeFile(path, text, 0o600)
  } catch (error) {
    const isFull =
      error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    throw new Failure({ kind: 'file', why: isFull ? 'disk-full' : 'refused' })
  }
}
