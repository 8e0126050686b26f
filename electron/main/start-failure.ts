/** Reports a failed start and exits: a half-started program would keep running without a vault. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { app, dialog } from 'electron'
import { createFileLog } from './log.ts'
import { logDirIn } from './profile-paths.ts'
import { startFailureText } from './start-messages.ts'
import { systemClock } from './system-clock.ts'

/** The error that prevents use of the profile folder, or `undefined`. Creates the folder if it is missing. */
export function findProfileTrouble(profileDir: string): unknown {
  try {
    mkdirSync(profileDir, { recursive: true, mode: 0o700 })
    accessSync(profileDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return error
  }
}

/** Shows the next step for the user and exits with code 1. Call after `ready`. Operations that had begun are in the journal. */
export function failToStart(error: unknown, profileDir: string): void {
  createFileLog({ logDir: logDirIn(profileDir), clock: systemClock }).unexpected('start', error)
  const { title, text } = startFailureText(error)
  process.stderr.write(`${title}. ${text}\n`) // for starts from a terminal
  dialog.showErrorBox(title, text)
  app.exit(1)
}
