/** The command that starts this program again. The system stores it for automatic starts and links. */
import { app } from 'electron'
import { argument, DEMO } from './arguments.ts'

/** A packaged program starts by its own name, else Electron starts the program folder. */
const ownCommand = (): readonly string[] =>
  app.isPackaged ? [process.env.APPIMAGE ?? process.execPath] : [process.execPath, app.getAppPath()]

/** The command that starts a demo vault. It names no profile, because a demo creates its own folder. */
export const demoCommand = (): readonly string[] => [...ownCommand(), DEMO]

/** The command that starts this program again with its present profile. A packaged program has a fixed profile. */
export function startCommand(argv: readonly string[]): readonly string[] {
  const profileDir = app.isPackaged ? undefined : argument(argv, 'profile')
  return [...ownCommand(), ...(profileDir === undefined ? [] : [`--profile=${profileDir}`])]
}
