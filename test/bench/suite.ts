/** Every benchmark by name, and what it measures. */
import { findElectron } from '../../scripts/electron-binary.ts'
import { benchAccountFrames, benchAccounts } from './accounts-bench.ts'
import { benchBackup } from './backup-bench.ts'
import { benchCommands } from './command-bench.ts'
import { startEmulator } from './emulator.ts'
import type { Figure } from './figures.ts'
import { benchFiles } from './files-bench.ts'
import type { Ground } from './ground.ts'
import { benchMain, benchWalks } from './main-bench.ts'
import { benchFrames, benchKeyPresses, type OpenPage } from './page-bench.ts'
import { benchPackage } from './package-bench.ts'
import { benchPalette } from './palette-bench.ts'
import { benchPresence } from './presence-bench.ts'
import { benchStart, emptyPageTime, listTime } from './start-bench.ts'

const KEYS = 10_000
const MANY_KEYS = 100_000
const START_AIM = { atMost: 1.5 }

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
  | 'commands'

export const BENCHES: Readonly<Record<BenchName, (ground: Ground) => Promise<Figure[]>>> = {
  main: ({ newFolder, resultsDir }) => benchMain(KEYS, newFolder, resultsDir),

  walks: ({ newFolder }) => benchWalks(KEYS, newFolder),

  async accounts(ground) {
    const figures = await benchAccounts(ground.newFolder)
    for (const { where, open } of worlds(ground)) {
      const opened = await open(ground.newFolder())
      figures.push(...(await benchAccountFrames(opened, where).finally(opened.close)))
    }
    return figures
  },

  backup: ({ newFolder }) => benchBackup(newFolder),

  files: ({ newFolder }) => benchFiles(KEYS, newFolder),

  async page(ground) {
    const figures: Figure[] = []
    for (const keys of [KEYS, MANY_KEYS])
      for (const { where, open } of worlds(ground)) {
        const opened = await open(await ground.filled(keys))
        figures.push(...(await benchKeyPresses(opened.page, keys, where).finally(opened.close)))
      }
    return figures
  },

  async frames(ground) {
    const emulator = await startEmulator(KEYS)
    const figures: Figure[] = []
    try {
      for (const { where, open } of worlds(ground)) {
        const opened = await open(ground.newFolder())
        figures.push(...(await benchFrames(opened, emulator, where).finally(opened.close)))
      }
    } finally {
      await emulator.close()
    }
    return figures
  },

  /** Returns no figure without Electron, because the browser host has no such window. */
  async palette({ electron, filled }) {
    if (electron === undefined) return []
    const opened = await electron.open(await filled(KEYS))
    try {
      const palette = await opened.palette?.()
      return palette === undefined ? [] : [await benchPalette(palette, KEYS, 'Electron')]
    } finally {
      await opened.close()
    }
  },

  /** Returns no figure without Electron, and none on other systems than Linux, which report the cost of a process in other terms. */
  async presence({ electron, filled }) {
    if (electron === undefined || process.platform !== 'linux') return []
    return benchPresence(electron, await filled(KEYS), KEYS)
  },

  async start(ground) {
    const { electron, chromiumPath, openInHost } = ground
    const profile = await ground.filled(KEYS)
    if (electron !== undefined)
      return [
        await benchStart({
          where: 'Electron',
          aim: START_AIM,
          list: () => electron.startTime(profile),
          empty: () => electron.startTime(undefined),
        }),
      ]
    return [
      await benchStart({
        where: 'browser host (there is no Electron here, so this is no assessment)',
        aim: undefined,
        list: () => listTime(() => openInHost(profile)),
        empty: () => emptyPageTime(chromiumPath),
      }),
    ]
  },

  /** Returns no figure without Electron, and none on other systems than Linux, for which this project builds no package here. */
  async package({ electron }) {
    const path = findElectron()
    if (electron === undefined || path === undefined || process.platform !== 'linux') return []
    return [await benchPackage(path)]
  },

  /** Returns no figure without Electron, and none on other systems than Linux, whose keychain `secret-tool` asks. */
  async commands({ electron, filled }) {
    if (electron === undefined || process.platform !== 'linux') return []
    return benchCommands(await electron.openWithShell(await filled(KEYS)), KEYS)
  },
}

interface BenchWorld {
  readonly where: string
  readonly open: (profile: string) => Promise<OpenPage>
}

const worlds = ({ electron, openInHost }: Ground): BenchWorld[] => [
  ...(electron === undefined ? [] : [{ where: 'Electron', open: electron.open }]),
  { where: 'browser host', open: openInHost },
]
