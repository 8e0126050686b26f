/** The system's dialogs for files, over the window in front. */
import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { FileDialogs } from '../core/ports/file-dialogs.ts'

async function open(options: OpenDialogOptions): Promise<readonly string[]> {
  const parent = BrowserWindow.getFocusedWindow()
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options))
  return canceled ? [] : filePaths
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
  async chooseFile() {
    const [path] = await open({ properties: ['openFile', 'showHiddenFiles'] })
    return path
  },
  async chooseFolder() {
    const [path] = await open({ properties: ['openDirectory', 'createDirectory'] })
    return path
  },
  chooseSources: (from) =>
    open({
      properties:
        from === 'files'
          ? ['openFile', 'multiSelections', 'showHiddenFiles']
          : ['openDirectory', 'showHiddenFiles'],
    }),
}
