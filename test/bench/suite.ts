/** Every benchmark by name, with the code that runs it. */
import { findElectron } from '../../scripts/electron-binary.ts'
import { benchAccountFrames, benchAccounts } from './accounts-bench.ts'
import { benchBackup } from './backup-bench.ts'
import { benchCommands } from './command-bench.ts'
import { startEmulator } from './emulator.ts'
import { longest, type Figure } from './figures.ts'
import { benchFiles } from './files-bench.ts'
import type { Ground } from './ground.ts'
import { benchKeychain } from './keychain-bench.ts'
import { benchMain, benchWalks, runPlainSync } from './main-bench.ts'
import {
  benchKeyPresses,
  measureSyncFrames,
  syncFramesFigures,
  type OpenPage,
  type SyncFrames,
} from './page-bench.ts'
import { benchPackage } from './package-bench.ts'
import { benchPalette } from './palette-bench.ts'
import { benchPresence } from './presence-bench.ts'
import { benchSecondStart, benchStart } from './start-bench.ts'

const KEYS = 10_000
const MANY_KEYS = 100_000
const FRAME_ROUNDS = 3

export type BenchName =
  | 'main'
  | 'walks'
  | 'accounts'
  | 'backup'
  | 'files'
  | 'page'
  | 'frames'
  | 'palette'
  | 'presence'
  | 'start'
  | 'package'
  | 'keychain'
  | 'commands'

export const BENCHES: Readonly<Record<BenchName, (ground: Ground) => Promise<Figure[]>>> = {
  main: ({ newFolder, resultsDir }) => benchMain(KEYS, newFolder, resultsDir),

  walks: ({ newFolder }) => benchWalks(KEYS, newFolder),

  async accounts(ground) {
    const { where, open } = worldOf(ground)
    const figures = await benchAccounts(ground.newFolder)
    return [
      ...figures,
      ...(await whileOpen(open(ground.newFolder()), (opened) => benchAccountFrames(opened, where))),
    ]
  },

  backup: ({ newFolder }) => benchBackup(newFolder),

  files: ({ newFolder }) => benchFiles(KEYS, newFolder),

  async page(ground) {
    const { where, open } = worldOf(ground)
    const figures: Figure[] = []
    for (const keys of [KEYS, MANY_KEYS]) {
      const opening = open(await ground.filled(keys))
      figures.push(...(await whileOpen(opening, (opened) => benchKeyPresses(opened, keys, where))))
    }
    return figures
  },

  async frames(ground) {
    const { where, open } = worldOf(ground)
    const emulator = await startEmulator(KEYS)
    const runs: SyncFrames[] = []
    const parses: number[] = []
    try {
      for (let round = 0; round < FRAME_ROUNDS; round += 1) {
        parses.push((await runPlainSync(emulator, ground.newFolder())).longestParseMs)
        runs.push(await whileOpen(open(ground.newFolder()), (opened) => measureSyncFrames(opened, emulator)))
      }
    } finally {
      await emulator.close()
    }
    return syncFramesFigures(runs, longest(parses), where)
  },

  /** Returns no figure without Electron, because the browser host has no such window. */
  async palette({ electron, filled }) {
    if (electron === undefined) return []
    return whileOpen(electron.open(await filled(KEYS)), async (opened) => {
      const palette = await opened.palette?.()
      return palette === undefined ? [] : [await benchPalette(palette, KEYS, 'Electron')]
    })
  },

  /** Returns no figure without Electron, or on systems other than Linux, which report the cost of a process differently. */
  async presence({ electron, filled }) {
    if (electron === undefined || process.platform !== 'linux') return []
    return benchPresence(electron, await filled(KEYS), KEYS)
  },

  /** Returns no figure without Electron, because it measures Electron's start. */
  async start({ electron, filled }) {
    if (electron === undefined) return []
    const few = { keys: KEYS, profile: await filled(KEYS), rounds: 7, listAtMost: 1.5, frameAtMost: 1.1 }
    const many = { keys: MANY_KEYS, profile: await filled(MANY_KEYS), rounds: 3, listAtMost: 2.5 }
    return [
      ...(await benchStart(electron, few)),
      ...(await benchStart(electron, { ...many, frameAtMost: undefined })),
      ...(await benchSecondStart(electron, few.profile)),
    ]
  },

  /** Returns no figure without Electron, or on systems other than Linux, for which no package is built here. */
  async package({ electron }) {
    const path = findElectron()
    if (electron === undefined || path === undefined || process.platform !== 'linux') return []
    return [await benchPackage(path)]
  },

  /** Returns no figure without a keychain that only the benchmark uses, or on systems other than Linux. */
  async keychain({ electron }) {
    if (electron === undefined || process.platform !== 'linux') return []
    return benchKeychain()
  },

  /** Returns no figure without Electron, or on systems other than Linux, because `secret-tool` needs Linux. */
  async commands({ electron, filled }) {
    if (electron === undefined || process.platform !== 'linux') return []
    return benchCommands(await electron.openWithShell(await filled(KEYS)), KEYS)
  },
}

interface BenchWorld {
  readonly where: string
  readonly open: (profile: string) => Promise<OpenPage>
}

/** Electron, otherwise the browser host. */
const worldOf = ({ electron, openInHost }: Ground): BenchWorld =>
  electron === undefined
    ? { where: 'browser host', open: openInHost }
    : { where: 'Electron', open: electron.open }

async function whileOpen<T extends { readonly close: () => Promise<void> }, R>(
  opening: Promise<T>,
  run: (opened: T) => Promise<R>,
): Promise<R> {
  const opened = await opening
  try {
    return await run(opened)
  } finally {
    await opened.close()
  }
}
