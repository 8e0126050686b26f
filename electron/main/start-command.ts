/** The command that starts this program again, as the system is to have it. */
import { app } from 'electron'
import { argument } from './arguments.ts'

/** How to start this program again: packaged by its own name, else through Electron with the folder and profile it has now. */
export function startCommand(argv: readonly string[]): readonly string[] {
  if (app.isPackaged) return [process.env.APPIMAGE ?? process.execPath]
  const profileDir = argument(argv, 'profile')
  return [
    process.execPath,
    app.getAppPath(),
    ...(profileDir === undefined ? [] : [`--profile=${profileDir}`]),
  ]
}
