/** The command that starts this program again, as the system is to have it. */
import { app } from 'electron'
import { argument, DEMO } from './arguments.ts'

/** Starts a demo vault. It has no profile to be told of: it makes its own folder. */
export const demoCommand = (): readonly string[] => [
  ...(app.isPackaged ? [ownProgram()] : [process.execPath, app.getAppPath()]),
  DEMO,
]

const ownProgram = (): string => process.env.APPIMAGE ?? process.execPath

/** How to start this program again: packaged by its own name, else through Electron with the folder and profile it has now. */
export function startCommand(argv: readonly string[]): readonly string[] {
  if (app.isPackaged) return [ownProgram()]
  const profileDir = argument(argv, 'profile')
  return [
    process.execPath,
    app.getAppPath(),
    ...(profileDir === undefined ? [] : [`--profile=${profileDir}`]),
  ]
}
