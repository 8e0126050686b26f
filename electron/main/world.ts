/** The real world: this system's keychain, clipboard, network, clock and files, as one argument for the program. */
import { shell, type Session } from 'electron'
import { Failure } from '../../shared/contract/errors.ts'
import type { DesktopPort } from '../core/ports/desktop.ts'
import type { FileDropPort } from '../core/ports/file-drops.ts'
import type { GesturePort } from '../core/ports/gestures.ts'
import type { Clock, Log, World } from '../core/ports/world.ts'
import type { DemoParts } from '../demo/demo-world.ts'
import { confirmations } from '../desktop/confirmations.ts'
import { createOsClipboard } from '../os/clipboard.ts'
import { createFindFiles } from '../os/import-files.ts'
import { createOsKeychain } from '../os/keychain.ts'
import { createOsLock } from '../os/lock.ts'
import { createMachinePort } from '../os/machine.ts'
import { createNetwork } from '../os/network.ts'
import { createOsNotifications } from '../os/notifications.ts'
import { createPrograms } from '../os/programs.ts'
import { createRequesterPort, identityReader } from '../os/processes.ts'
import { parseProxy, withSignIn } from '../os/proxy.ts'
import { createSessionBus } from '../os/session-bus.ts'
import { createSourceFiles } from '../os/source-files.ts'
import { createBackupFiles } from '../store/backup-files.ts'
import { createWorker } from '../worker/worker.ts'
import { createSealedVault } from '../sealed-vault/sealed-vault.ts'
import { pathsIn, sealedVaultIn } from './profile-paths.ts'
import { fileDialogs } from './file-dialogs.ts'
import { saveFile } from './save-file.ts'

/** Built beside this bundle. */
const THREAD = new URL('thread.js', import.meta.url)

export interface WorldOptions {
  /** The folder of the vault, its backups and its sealed responses. */
  readonly profileDir: string
  readonly clock: Clock
  readonly log: Log
  readonly desktop: DesktopPort
  readonly gestures: GesturePort
  readonly fileDrops: FileDropPort
  readonly push: World['push']
  /** Missing in a demo vault, which has no command line. */
  readonly commandLine?: World['commandLine'] & {}
}

interface Options extends WorldOptions {
  /** The service name of the keychain entries. Tests use their own. */
  readonly keychainService: string | undefined
  /** The session that knows the system's proxy settings. It sends nothing. */
  readonly session: Pick<Session, 'resolveProxy'>
}

export interface OsWorld {
  readonly world: World
  /** Closes idle connections and the keychain's bus. Close the program first. */
  close(): void
}

/** Opens nothing before the program uses it. */
export function createOsWorld(options: Options): OsWorld {
  const { keychainService, session } = options
  const keychain = createOsKeychain(keychainService === undefined ? {} : { service: keychainService })
  const proxyFor = async (url: string) => withSignIn(parseProxy(await session.resolveProxy(url)), process.env)
  const network = createNetwork({ proxyFor })
  const bus = createSessionBus()
  return {
    world: {
      ...machineParts(options, proxyFor),
      keychain,
      sealedVault: createSealedVault({ folder: sealedVaultIn(options.profileDir) }),
      network,
      notifications: createOsNotifications({ platform: process.platform, bus }),
      requesters: createRequesterPort(identityReader(process.platform)),
      ...(options.commandLine !== undefined && { commandLine: options.commandLine }),
    },
    close() {
      network.close()
      keychain.close()
      bus.close()
    },
  }
}

/**
 * The world of a demo vault. SECURITY: keychain, network and notifications come from `parts`, and the system's are not created. The
 * clipboard and the screen are those of the machine.
 */
export const createDemoWorld = (options: WorldOptions, parts: DemoParts): World => ({
  ...machineParts(options, () => Promise.resolve(undefined)),
  keychain: parts.keychain,
  network: parts.network,
  notifications: parts.notifications,
})

type MachineParts = Omit<World, 'keychain' | 'network' | 'notifications'>

/** The parts that real and demo vaults share. */
function machineParts(
  { profileDir, clock, log, desktop, gestures, fileDrops, push }: WorldOptions,
  proxyFor: (url: string) => Promise<string | undefined>,
): MachineParts {
  return {
    paths: pathsIn(profileDir),
    clock,
    clipboard: createOsClipboard(),
    desktop,
    gestures,
    confirmations,
    lock: createOsLock(),
    machine: createMachinePort({
      platform: process.platform,
      env: process.env,
      programs: createPrograms(),
      proxyFor,
    }),
    worker: createWorker({ entry: THREAD, log }),
    openExternal,
    saveFile,
    importFiles: { find: createFindFiles() },
    sourceFiles: createSourceFiles((path) => shell.trashItem(path)),
    backupFiles: createBackupFiles(),
    fileDialogs,
    fileDrops,
    push,
    log,
  }
}

/** SECURITY: an address can make the system start any program, so only https addresses are passed on. */
async function openExternal(address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol !== 'https:') throw new Failure({ kind: 'not-found', what: 'link' })
  await shell.openExternal(url.href)
}
