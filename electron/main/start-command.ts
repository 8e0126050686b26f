/** The command that starts this program again, as the system is to have it. */
import { app } from 'electron'
import { argument, DEMO } from './arguments.ts'

/** Packaged by its own name, else through Electron with its folder. */
const ownCommand = (): readonly string[] =>
  app.isPackaged ? [process.env.APPIMAGE ?? process.execPath] : [process.execPath, app.getAppPath()]

/** Starts a demo vault. It has no profile to be told of: it makes its own folder. */
export const demoCommand = (): readonly string[] => [...ownCommand(), DEMO]

/** How to start this program again: on the profile it has now, which is fixed in a packaged one. */
export function startCommand(argv: readonly string[]): readonly string[] {
  const profileDir = app.isPackaged ? undefined : argument(argv, 'profile')
  return [...ownCommand(), ...(profileDir === undefined ? [] : [`--profile=${profileDir}`])]
}
