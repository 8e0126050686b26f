/**
 * The entry of Electron: determines the purpose of this start, takes the lock of the profile, and loads only the modules that the purpose needs. A
 * second start of a running program ends here.
 */
import { writeSync } from 'node:fs'
import { app, Menu } from 'electron'
import {
  argument,
  doctorRequest,
  foreignArguments,
  isAnswerRequest,
  isDemoRequest,
  isVersionRequest,
  launchRequest,
} from './arguments.ts'
import { takeDemoProfile } from './demo.ts'
import { markStart } from '../desktop/start-marks.ts'
import { createHandover } from '../desktop/handover.ts'
import { catchLinks } from '../desktop/links.ts'
import { hardenProcess } from './hardening.ts'
import { createFileLog } from './log.ts'
import { allowPortalShortcuts } from '../os/shortcuts.ts'
import { logDirIn } from './profile-paths.ts'
import { registerScheme } from './protocol.ts'
import { refusedSwitches } from './start-messages.ts'
import { closeBeforeQuit } from './quit.ts'
import { systemClock } from './system-clock.ts'
import { failToStart, findProfileTrouble } from './start-failure.ts'

markStart('import')

const STDOUT = 1

// SECURITY: a packaged program ignores the settings that tests and the demo may choose.
const overrides = app.isPackaged
  ? { profileDir: undefined, keychainService: undefined }
  : {
      profileDir: argument(process.argv, 'profile'),
      keychainService: process.env.KEYHOLD_KEYCHAIN_SERVICE,
    }

app.enableSandbox()
hardenProcess(app)
Menu.setApplicationMenu(null) // without this, Electron builds a default menu that is never shown
registerScheme()
allowPortalShortcuts()
const onLink = catchLinks()
if (overrides.profileDir !== undefined) app.setPath('userData', overrides.profileDir)

const doctor = doctorRequest(process.argv)
const isDemo = isDemoRequest(process.argv)
// Tests and the demo may add switches. An installed program accepts only its own.
const foreign = app.isPackaged ? foreignArguments(process.argv.slice(1)) : []

// The lock belongs to the profile, so the profile is chosen first. Electron is ready only after this module has ended, so an import may be awaited
// here, but `whenReady` would never return.
if (foreign.length > 0) refuseArguments(foreign)
else if (isVersionRequest(process.argv)) {
  writeSync(STDOUT, `${app.getVersion()}\n`)
  process.exit(0) // at once: where no display answers, Chromium crashes later
} else if (doctor !== undefined) {
  const { beginDoctor, examineWithoutDisplay } = await import('./doctor.ts')
  const code = examineWithoutDisplay()
  if (code !== undefined) process.exit(code)
  beginDoctor({ ...doctor, keychainService: overrides.keychainService })
} else if (isAnswerRequest(process.argv)) {
  const { beginAnswer, answerWithoutDisplay } = await import('./answer.ts')
  const code = answerWithoutDisplay()
  if (code !== undefined) process.exit(code)
  beginAnswer()
} else if (isDemo && !takeDemoProfile()) {
  app.quit()
} else {
  const profileDir = app.getPath('userData')
  const fail = (error: unknown) => failToStart(error, profileDir)
  // If the profile is not writable, Electron reports that another program has the lock, and the start would end silently.
  const trouble = findProfileTrouble(profileDir)
  if (trouble !== undefined) void app.whenReady().then(() => fail(trouble))
  // Nothing runs that could be locked if this start has become the first.
  else if (app.requestSingleInstanceLock() && !launchRequest(process.argv).isLock) begin(profileDir, fail)
  else app.quit()
}

/**
 * Exits before anything has been opened. 64 is `EX_USAGE` (wrong usage) in sysexits.h. The folder that `--user-data-dir` names stays behind, empty:
 * Chromium makes it before the first line of this program runs, and the program deletes no folder of the user's.
 */
function refuseArguments(names: readonly string[]): void {
  process.stderr.write(`${refusedSwitches(names)}\n`)
  app.exit(64)
}

/** A quit waits for the start to end. Electron keeps running code for a moment after `exit`, so an interrupted start would continue. */
function begin(profileDir: string, fail: (error: unknown) => void): void {
  const log = createFileLog({ logDir: logDirIn(profileDir), clock: systemClock })
  const anotherStarts = createHandover<readonly string[]>()
  app.on('second-instance', (_event, argv) => anotherStarts.take(argv))
  const loading = import('./start.ts') // is read while Electron gets ready
  const starting = app.whenReady().then(async () => {
    const { start } = await loading
    return start({
      profileDir,
      log,
      isDemo,
      keychainService: overrides.keychainService,
      onLink,
      onAnotherStart: anotherStarts.handTo,
    })
  })
  closeBeforeQuit(
    async () => (await starting)(),
    (error) => void log.unexpected('close', error),
  )
  starting.catch(fail)
}
