/** Runs `keyhold --doctor` in Electron: checks this system, prints the report to the standard output, and exits with a code. */
import { app, session } from 'electron'
import { doctorText } from '../../shared/diagnostics/doctor-text.ts'
import type { DoctorRequest } from './arguments.ts'
import { examine, type Examined } from '../core/diagnostics/doctor.ts'
import { createOsClipboard } from '../os/clipboard.ts'
import { createOsKeychain } from '../os/keychain.ts'
import { createMachinePort } from '../os/machine.ts'
import { createOsNotifications } from '../os/notifications.ts'
import { createPrograms } from '../os/programs.ts'
import { parseProxy } from '../os/proxy.ts'
import { createSessionBus } from '../os/session-bus.ts'
import { checkSocket, socketPlace } from '../os/command-line-socket.ts'
import { createSystemStart } from '../os/system-start.ts'
import { createTrayHost } from '../os/tray-host.ts'
import { keepProfileClean } from './own-dir.ts'
import { createChosenKeychain } from '../core/keychain/chosen-keychain.ts'
import { createSealedVault } from '../sealed-vault/sealed-vault.ts'
import { createFileLog } from './log.ts'
import { logDirIn, pathsIn, sealedVaultIn } from './profile-paths.ts'
import { catalogueAddresses } from '../providers/registry.ts'
import { startCommand } from './start-command.ts'
import { doctorFailed } from './start-messages.ts'
import { openToRead } from '../store/read-only.ts'
import { createStorage } from '../store/storage.ts'
import { systemClock } from './system-clock.ts'
import { runWithoutDisplay } from './without-display.ts'

interface Options extends DoctorRequest {
  /** The service name of the keychain entries. */
  readonly keychainService: string | undefined
}

/** Exit codes: nothing is broken; something is broken; the doctor itself failed. */
const EXIT = { well: 0, broken: 1, failed: 2 } as const

/** The doctor opens no window, so it needs no display. The exit code of the process that examines instead; `undefined` if this one does. */
export const examineWithoutDisplay = (): number | undefined => runWithoutDisplay(EXIT.failed)

/**
 * Works while Keyhold runs: takes no lock, opens no window and does not use the profile. Call before Electron
 * is ready. Ends the program.
 */
export function beginDoctor(options: Options): void {
  keepProfileClean('keyhold-doctor-')
  app.disableHardwareAcceleration()
  void app
    .whenReady()
    .then(() => run(options))
    .catch((error: unknown) => reportFailure(error))
    .then((code) => app.exit(code))
}

async function run({ isJson, keychainService }: Options): Promise<number> {
  if (process.platform === 'darwin') app.dock?.hide()
  const { examined, close } = realParts(keychainService)
  try {
    const report = await examine(examined)
    await print(process.stdout, isJson ? `${JSON.stringify(report, undefined, 2)}\n` : doctorText(report))
    return report.isWell ? EXIT.well : EXIT.broken
  } finally {
    close()
  }
}

function readBackups(): ReturnType<Examined['backups']> {
  const opened = openToRead({ paths: pathsIn(app.getPath('userData')), clock: systemClock })
  if (opened.state !== 'open') return undefined
  try {
    return { state: opened.store.backups.read() }
  } finally {
    opened.store.close()
  }
}

function realParts(service: string | undefined): { readonly examined: Examined; readonly close: () => void } {
  const { platform, env } = process
  const bus = createSessionBus()
  const keychain = createOsKeychain(service === undefined ? {} : { service })
  const trayHost = createTrayHost({ bus, platform, changed: () => undefined })
  return {
    examined: {
      program: app.getVersion(),
      clock: systemClock,
      keychain: createChosenKeychain(
        keychain,
        createSealedVault({ folder: sealedVaultIn(app.getPath('userData')) }),
      ),
      clipboard: createOsClipboard(),
      machine: createMachinePort({
        platform,
        env,
        programs: createPrograms(),
        proxyFor: async (url) => parseProxy(await session.defaultSession.resolveProxy(url)),
      }),
      notifications: createOsNotifications({ platform, bus }),
      storage: createStorage({ paths: pathsIn(app.getPath('userData')), clock: systemClock }),
      log: createFileLog({ logDir: logDirIn(app.getPath('userData')), clock: systemClock }),
      backups: readBackups,
      checkTrayHost: () => trayHost.check(),
      checkCommandLine: () =>
        checkSocket(
          socketPlace({ platform, env, profileDir: app.getPath('userData'), isPackaged: app.isPackaged }),
        ),
      startsWithSystem: () => createSystemStart({ command: startCommand(process.argv) }).state(),
      addresses: catalogueAddresses(),
    },
    close() {
      trayHost.close()
      keychain.close()
      bus.close()
    },
  }
}

async function reportFailure(error: unknown): Promise<number> {
  await print(process.stderr, `${doctorFailed(error)}\n`).catch(() => undefined)
  return EXIT.failed
}

/** Resolves once the text is written. Exiting earlier would cut it off. */
function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject) // the reading program may have closed the pipe
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })
}
