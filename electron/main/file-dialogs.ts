/** The system's dialogs for files, over the window in front. */
import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { FileDialogs } from '../core/ports/file-dialogs.ts'

async function open(options: OpenDialogOptions): Promise<string | undefined> {
  const parent = BrowserWindow.getFocusedWindow()
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options))
  return canceled ? undefined : filePaths[0]
}

export const fileDialogs: FileDialogs = {
  async chooseTarget(name) {
    const parent = BrowserWindow.getFocusedWindow()
    const options: SaveDialogOptions = { defaultPath: name }
    const { canceled, filePath } = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options))
    return canceled || filePath === '' ? undefined : filePath
  },
  chooseFile: () => open({ properties: ['openFile', 'showHiddenFiles'] }),
  chooseFolder: () => open({ properties: ['openDirectory', 'createDirectory'] }),
}
