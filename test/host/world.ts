/** The browser host's world: the system's keychain and network, and a clipboard that a test can read. */
import { readFile, rename } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { NOTICES_FILE } from '../../scripts/package/notices.ts'
import { createPush, type PushDeps } from '../../electron/ipc/push.ts'
import { createFileLog } from '../../electron/main/log.ts'
import { logDirIn, pathsIn } from '../../electron/main/profile-paths.ts'
import { systemClock } from '../../electron/main/system-clock.ts'
import type { KeychainPort } from '../../electron/core/ports/keychain.ts'
import type { World } from '../../electron/core/ports/world.ts'
import { createFindFiles } from '../../electron/os/import-files.ts'
import { createSourceFiles } from '../../electron/os/source-files.ts'
import type { SystemClipboard } from '../../electron/os/clipboard-secrets.ts'
import { fakeLockPort } from '../fakes/lock.ts'
import { OUT_DIR, THREAD, type Built } from './built.ts'
import { createBackupFiles } from '../../electron/store/backup-files.ts'
import { fakeFileDialogs, type FakeFileDialogs } from '../fakes/file-dialogs.ts'
import { fakeMachine } from '../fakes/machine.ts'
import { fakeDesktop } from '../fakes/desktop.ts'
import type { Question } from '../../electron/core/ports/confirmations.ts'
import type { FileDropPort } from '../../electron/core/ports/file-drops.ts'
import type { GesturePort } from '../../electron/core/ports/gestures.ts'

interface Options {
  readonly built: Built
  readonly profileDir: string
  /** The service name of the keychain entries. */
  readonly keychainService: string | undefined
  /** Replaces the system's keychain. */
  readonly keychain: KeychainPort | undefined
  readonly pages: PushDeps['pages']
  readonly gestures: GesturePort
  readonly fileDrops: FileDropPort
  /** The user's own desktop. Without it copies and links stay in memory, for a test to read. */
  readonly desktop: Desktop | undefined
}

export interface Desktop {
  /** `undefined` if the clipboard cannot be reached. */
  readonly systemClipboard: SystemClipboard | undefined
  readonly openExternal: World['openExternal']
  readonly saveFile: World['saveFile']
}

export interface HostWorld {
  readonly world: World
  /** Reads the text that another program would paste, and plays a copy in another program. */
  readonly clipboard: { read(): string; copyElsewhere(text: string): void }
  /** Addresses that would have been opened in the user's browser. */
  readonly openedLinks: readonly string[]
  /** Questions that were shown outside the page; all are answered with yes. */
  readonly asked: readonly Question[]
  /** Files that the user would have saved. */
  readonly savedFiles: readonly { readonly name: string; readonly text: string }[]
  /** The user's choices in file dialogs. */
  readonly fileDialogs: FakeFileDialogs
  readonly close: () => void
}

/** The world has no proxy settings to read, so it connects directly. Close the program first. */
export function createHostWorld(options: Options): HostWorld {
  const { built, profileDir, keychainService, pages, desktop, gestures, fileDrops } = options
  const systemClipboard = memoryClipboard()
  const log = createFileLog({ logDir: logDirIn(profileDir), clock: systemClock })
  const osKeychain = built.createOsKeychain(keychainService === undefined ? {} : { service: keychainService })
  const network = built.createNetwork({ proxyFor: async () => undefined })
  const openedLinks: string[] = []
  const fileDialogs = fakeFileDialogs()
  const asked: Question[] = []
  const push = createPush({ pages, report: (event, error) => void log.unexpected(event, error) })
  const savedFiles: { name: string; text: string }[] = []
  return {
    world: {
      paths: pathsIn(profileDir),
      clock: systemClock,
      keychain: options.keychain ?? osKeychain,
      clipboard: built.createSecretClipboard(
        desktop?.systemClipboard === undefined
          ? { systemClipboard, concealment: {}, proof: 'own-read' }
          : { systemClipboard: desktop.systemClipboard, concealment: {}, proof: undefined },
      ),
      network,
      // A browser tab is not a program whose notifications the desktop would show.
      notifications: {
        check: async () => 'unsupported',
        show: async () => 'unsupported',
        withdraw: () => undefined,
        onClick: () => undefined,
        onSnooze: () => undefined,
        onChange: () => undefined,
      },
      machine: fakeMachine(),
      lock: fakeLockPort(() => uptime() * 1_000),
      // The palette is the same page in the only window; it only gets the event that it is visible.
      desktop: fakeDesktop({
        notices: () => readFile(join(OUT_DIR, NOTICES_FILE), 'utf8'),
        showPalette: () => push('palette:shown', undefined),
        hidePalette: () => push('palette:hidden', undefined),
      }),
      gestures,
      confirmations: { confirm: async (question) => asked.push(question) > 0 },
      worker: built.createWorker({ entry: THREAD, log }),
      backupFiles: createBackupFiles(),
      fileDialogs,
      fileDrops,
      importFiles: { find: createFindFiles() },
      // A test of the page puts nothing into the trash of the developer who runs it.
      sourceFiles: createSourceFiles((path) => rename(path, `${path}.trashed`)),
      openExternal: desktop?.openExternal ?? (async (address) => void openedLinks.push(address)),
      saveFile: desktop?.saveFile ?? (async (name, text) => savedFiles.push({ name, text }) > 0),
      push,
      log,
    },
    clipboard: {
      read: () => systemClipboard.text,
      copyElsewhere: (text) => void (systemClipboard.text = text),
    },
    openedLinks,
    asked,
    savedFiles,
    fileDialogs,
    close() {
      network.close()
      osKeychain.close()
    },
  }
}

/** A clipboard for text, in memory. */
function memoryClipboard() {
  const systemClipboard = {
    text: '',
    readText: async () => systemClipboard.text,
    write: async ({ 'text/plain': text }: Readonly<Record<string, unknown>>) => {
      systemClipboard.text = typeof text === 'string' ? text : ''
    },
    clear: () => void (systemClipboard.text = ''),
  }
  return systemClipboard
}
